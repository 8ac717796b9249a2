import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { bundlePackage } from "./package/bundle-package.ts";
import { asPackagePage, packageDocs } from "./package/package-docs.ts";
import { packageJsonOf } from "./package/package-json.ts";
import { thirdPartyNotices } from "./package/third-party.ts";
import { writeTypes } from "./package/write-types.ts";

/**
 * Makes the package in `dist/`, or in the folder that is named: `npm pack ./dist` is what is installed
 * (docs/decisions/0005-the-package.md).
 */
const root = resolve(import.meta.dirname, "..");
const outdir = resolve(root, process.argv[2] ?? "dist");
const dependencies = ["tsx"] as const;

await rm(outdir, { recursive: true, force: true });
const made = await bundlePackage({ root, outdir, external: dependencies });
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
process.stdout.write(`${relative(root, outdir)}/: ${outputs.length} files of code, ${Math.round(bytes / 1024)} KiB\n`);
