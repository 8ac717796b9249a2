import { relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { builtInModules } from "./built-in-modules.ts";

/** Puts the built-in modules in the place of the sources that read or compile when they run. */
export function buildIn(root: string): Plugin {
  return {
    name: "built-in modules",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/, namespace: "file" }, ({ path }) => {
        const make = builtInModules[relative(root, path).replaceAll("\\", "/")];
        return make === undefined ? undefined : { contents: make(), loader: "js", resolveDir: resolve(path, "..") };
      });
    },
  };
}
