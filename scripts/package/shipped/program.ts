/** The package's own code in one module: what the library exports, and the command. */
export * from "#library/index.ts";

/** Runs the command `genesys-mock` with the arguments of this process; loads nothing of it before. */
export function main(): void {
  void import("#harness/cli/main.ts");
}
