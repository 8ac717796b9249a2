import { chmod, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { buildIn } from "./build-in.ts";
import { bundle } from "./bundle.ts";
import { keepApart } from "./keep-apart.ts";
import { nodeWhenUsed } from "./node-when-used.ts";

export interface PackageBundleOptions {
  /** Absolute path of the folder that the sources stand in. */
  readonly root: string;
  /** Absolute path of the folder to write to. All but the bin goes straight into it: one file finds another by its name. */
  readonly outdir: string;
  /** Packages that are not built in. */
  readonly external: readonly string[];
}

/**
 * Writes the code of the package: the program, the packages that it requires when it uses them, the worker of module clients,
 * the library's entry and the bin. Gives what went into each.
 */
export async function bundlePackage({ root, outdir, external }: PackageBundleOptions): Promise<readonly Metafile[]> {
  const apart = new Map<string, string>();
  const program = await bundle({
    root,
    entry: "scripts/package/shipped/program.ts",
    outfile: join(outdir, "program.cjs"),
    format: "cjs",
    external,
    plugins: [buildIn(root), keepApart(apart), nodeWhenUsed],
  });
  const packages = await Promise.all(
    [...apart].map(([entry, file]) => bundle({ root, entry, outfile: join(outdir, file), format: "cjs" })),
  );
  const worker = await bundle({
    root,
    entry: "harness/client/start-module-worker.mjs",
    outfile: join(outdir, "start-module-worker.mjs"),
    format: "esm",
    external,
  });
  await writeLibrary(outdir);
  const bin = join(outdir, "bin/genesys-mock.cjs");
  await bundle({ root, entry: "scripts/package/shipped/genesys-mock.ts", outfile: bin, format: "cjs" });
  await writeFile(bin, `#!/usr/bin/env node\n${await readFile(bin, "utf8")}`);
  await chmod(bin, 0o755);
  return [program, ...packages, worker];
}

/** An ES module that has the names of the program, but for the command. */
async function writeLibrary(outdir: string): Promise<void> {
  const program: object = createRequire(import.meta.url)(join(outdir, "program.cjs"));
  const names = Object.keys(program).filter((name) => name !== "main");
  const code = `import { createRequire } from "node:module";

export const { ${names.join(", ")} } = createRequire(import.meta.url)("./program.cjs");
`;
  await writeFile(join(outdir, "index.mjs"), code);
}
