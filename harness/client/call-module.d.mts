import type { ModuleAnswer, ModuleJob } from "./module-job.ts";

/** Loads the module and calls its function; never rejects. */
export function callModule(job: Pick<ModuleJob, "path" | "export" | "argument">): Promise<ModuleAnswer>;
