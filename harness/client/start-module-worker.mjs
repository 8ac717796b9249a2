// The TypeScript loader must be registered inside the worker, by a file that needs none: before node 22 a worker does not
// take it over from `--import` (https://github.com/privatenumber/tsx/issues/354).
import { register as registerCommonJs } from "tsx/cjs/api";
import { register } from "tsx/esm/api";

registerCommonJs();
register();
await import("./module-worker.ts");
