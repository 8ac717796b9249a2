import { builtinModules } from "node:module";
import type { Plugin } from "esbuild";

/** Modules of node's that a run may not need, and that take milliseconds to load. */
const names = ["child_process", "https", "tls", "worker_threads"].filter((name) => builtinModules.includes(name));
const filter = new RegExp(`^(?:node:)?(?:${names.join("|")})$`);

/** Has a bundle load some of node's modules when something of them is used, however they are imported. */
export const nodeWhenUsed: Plugin = {
  name: "node's modules when used",
  setup({ onResolve, onLoad }) {
    onResolve({ filter }, ({ path, namespace }) =>
      namespace === "when-used"
        ? { path, external: true }
        : { path: path.replace("node:", ""), namespace: "when-used" },
    );
    onLoad({ filter: /./, namespace: "when-used" }, async ({ path }) => {
      const exported = Object.keys(await import(`node:${path}`)).filter((name) => name !== "default");
      const contents = `for (const name of ${JSON.stringify(exported)}) {
  Object.defineProperty(exports, name, { enumerable: true, get: () => require("node:${path}")[name] });
}`;
      return { contents, loader: "js" };
    });
  },
};
