// All that a worker loads of the harness is plain JavaScript: TypeScript needs a loader, for which a client in JavaScript
// shall not pay. The same file is the worker's loader hooks, in a thread of their own, so that a bundle of it stands alone.
import { workerData } from "node:worker_threads";

export { initialize, load, resolve } from "./module-hooks.mjs";

const hooks = new URL(import.meta.url);
if (!hooks.searchParams.has("hooks")) {
  hooks.searchParams.set("hooks", "");
  const { serveJob } = await import("./serve-job.mjs");
  await serveJob(workerData, hooks);
}
