import { resolve } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";

export interface BundleOptions {
  /** Absolute path of the folder that the sources stand in. */
  readonly root: string;
  /** Path of the source, or a package. */
  readonly entry: string;
  /** Absolute path of the file to write. */
  readonly outfile: string;
  readonly format: "cjs" | "esm";
  /** What stays outside. */
  readonly external?: readonly string[];
  readonly plugins?: BuildOptions["plugins"];
}

/** Bundles a source, and what it imports, into one file for node. Rejects when something cannot be found. */
export async function bundle(options: BundleOptions): Promise<Metafile> {
  const { root, entry, outfile, format, external = [], plugins = [] } = options;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    external: [...external],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20.19",
    // As node chooses, except that the UMD form of a package hides from a bundler what it requires.
    mainFields: entry.includes(".") ? ["module", "main"] : ["main", "module"],
    // For node this package offers CommonJS only, of which nothing can be left out.
    alias: { yaml: resolve(root, "node_modules/yaml/browser/index.js") },
    // Less text is a quicker start. Names stay, and lines are short: node prints the source line of an uncaught error.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 160,
    legalComments: "none",
    plugins: [...plugins],
    metafile: true,
    logLevel: "warning",
    ...formats[format],
  });
  return metafile;
}

const formats = {
  esm: {
    format: "esm",
    // Packages in CommonJS ask for node's own modules with `require`.
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
  },
  cjs: {
    format: "cjs",
    // Nothing but files of the package is imported when it is used, and those are CommonJS.
    supported: { "dynamic-import": false },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
    define: { "import.meta.url": "importMetaUrl", "import.meta.dirname": "__dirname" },
  },
} as const satisfies Record<BundleOptions["format"], BuildOptions>;
