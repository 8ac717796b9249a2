import packageJson from "#package.json" with { type: "json" };

export interface PackageOptions {
  /** The packages that are not built in. */
  readonly dependencies: readonly (keyof typeof packageJson.dependencies)[];
}

/** The package's own package.json: what someone who installs it needs, nothing of how it is made. */
export function packageJsonOf({ dependencies }: PackageOptions): object {
  const { name, version, description, license, type, engines } = packageJson;
  return {
    name,
    version,
    description,
    license,
    type,
    engines,
    bin: { "genesys-mock": "bin/genesys-mock.cjs" },
    // What the bin has kept for its next start stays where it is.
    files: ["*", "!.compile-cache"],
    exports: {
      ".": { types: "./types/library/index.d.ts", default: "./index.mjs" },
      "./scenario.schema.json": "./scenario.schema.json",
      "./report.schema.json": "./report.schema.json",
      "./package.json": "./package.json",
    },
    // Types of node's own, for those who use TypeScript.
    peerDependencies: { "@types/node": ">=20" },
    peerDependenciesMeta: { "@types/node": { optional: true } },
    dependencies: Object.fromEntries(
      dependencies.map((dependency) => [dependency, packageJson.dependencies[dependency]]),
    ),
  };
}
