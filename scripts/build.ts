import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { bundle } from "./build/bundle.ts";
import { asPackagePage, packageDocs } from "./build/package-docs.ts";
import { packageJsonOf } from "./build/package-json.ts";
import { thirdPartyNotices } from "./build/third-party.ts";
import { writeTypes } from "./build/write-types.ts";

/**
 * Makes the package in `dist/`, or in the folder that is named: `npm pack ./dist` is what is installed
 * (docs/decisions/0005-the-package.md).
 */
const root = resolve(import.meta.dirname, "..");
const outdir = resolve(root, process.argv[2] ?? "dist");
const dependencies = ["tsx"] as const;

/** A file of its own, so that node, where it can, keeps what it compiled of all the others for the next start. */
const bin = `#!/usr/bin/env node
import module from "node:module";

module.enableCompileCache?.();
await import("../main.mjs");
`;

await rm(outdir, { recursive: true, force: true });
const program = { main: "harness/cli/main.ts", index: "library/index.ts" };
const worker = { "start-module-worker": "harness/client/start-module-worker.mjs" };
const made = [
  await bundle({ root, outdir, entryPoints: program, external: dependencies }),
  await bundle({ root, outdir, entryPoints: worker, external: dependencies, whole: true }),
];
await mkdir(join(outdir, "bin"));
await writeFile(join(outdir, "bin/genesys-mock.mjs"), bin);
await chmod(join(outdir, "bin/genesys-mock.mjs"), 0o755);
await writeFile(join(outdir, "package.json"), `${JSON.stringify(packageJsonOf({ dependencies }), undefined, 2)}\n`);
await writeFile(
  join(outdir, "THIRD-PARTY.txt"),
  await thirdPartyNotices(
    root,
    made.flatMap(({ inputs }) => Object.keys(inputs)),
  ),
);
for (const [source, shipped] of Object.entries(packageDocs)) {
  const text = await readFile(join(root, source), "utf8");
  await mkdir(dirname(join(outdir, shipped)), { recursive: true });
  await writeFile(join(outdir, shipped), source.endsWith(".md") ? asPackagePage(text, source) : text);
}
await writeTypes({ root, outdir: join(outdir, "types"), entry: "library/index.ts" });
const outputs = made.flatMap((metafile) => Object.values(metafile.outputs));
const bytes = outputs.reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(`${relative(root, outdir)}/: ${outputs.length} modules, ${Math.round(bytes / 1024)} KiB\n`);
