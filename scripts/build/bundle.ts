import { relative, resolve } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import { builtInModules } from "./built-in-modules.ts";

export interface BundleOptions {
  /** Absolute path of the folder that the sources stand in. */
  readonly root: string;
  /** Absolute path of the folder to write to. Every file goes straight into it, so that one finds another by its name. */
  readonly outdir: string;
  /** Name of the written file, without extension, to the source. */
  readonly entryPoints: Readonly<Record<string, string>>;
  /** Packages that are not built in. */
  readonly external: readonly string[];
  /** Whether each entry point is one file; else what is imported with `import()` is a file that is loaded when used. */
  readonly whole?: boolean;
}

/** Bundles the sources as ES modules for node. Rejects when something cannot be found. */
export async function bundle(options: BundleOptions): Promise<Metafile> {
  const { root, outdir, entryPoints, external, whole = false } = options;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { ...entryPoints },
    external: [...external],
    outdir,
    bundle: true,
    splitting: !whole,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // The UMD form of a package hides from a bundler what it requires.
    mainFields: ["module", "main"],
    // For node this package offers CommonJS only, of which nothing can be left out.
    alias: { yaml: resolve(root, "node_modules/yaml/browser/index.js") },
    outExtension: { ".js": ".mjs" },
    chunkNames: "[name]-[hash]",
    // Less text is a quicker start. Names stay, and lines are short: node prints the source line of an uncaught error.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 160,
    legalComments: "none",
    // Packages in CommonJS ask for node's own modules with `require`.
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
    plugins: [buildIn(root)],
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}

/** Puts the built-in modules in the place of the sources that read or compile when they run. */
function buildIn(root: string): Plugin {
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
