import type { Plugin } from "esbuild";

/** Packages that a run may not need, each in a file of its own: it is read when it is required. */
const packages = ["@faker-js/faker", "ajv", "execa", "express", "junit-report-builder"];
const ofPackages = new RegExp(`^(?:${packages.join("|")})(?:/|$)`);
/** Small, and called by every schema that was compiled ahead. */
const needed = /^ajv\/dist\/runtime\//;

/**
 * Leaves these packages out of the bundle and has it require a file beside it instead. `files` takes in, by the specifier
 * that the sources import, the name of the file that is wanted.
 */
export function keepApart(files: Map<string, string>): Plugin {
  return {
    name: "keep apart",
    setup({ onResolve }) {
      onResolve({ filter: ofPackages }, ({ path, importer }) => {
        if (importer.includes("node_modules") || needed.test(path)) return undefined;
        const file = `${path.replace(/\.js$/, "").replaceAll("/", "-").replace("@", "")}.cjs`;
        files.set(path, file);
        return { path: `./${file}`, external: true };
      });
    },
  };
}
