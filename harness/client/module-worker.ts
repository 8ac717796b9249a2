import { type MessagePort, workerData } from "node:worker_threads";
import { callModule, type ModuleJob, type ModuleMessage } from "./call-module.ts";

/** What `module.ts`, the only one to start this worker, passes in. */
export interface ModuleWorkerData {
  readonly job: ModuleJob;
  readonly port: MessagePort;
}

const { job, port }: ModuleWorkerData = workerData;
tell({ kind: "started" });
const answer = await callModule(job);
try {
  tell(answer);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  tell({
    kind: "failed",
    error: `the function returned what cannot be handed over: ${reason}; return plain data, such as a parsed response`,
  });
}

function tell(message: ModuleMessage): void {
  port.postMessage(message);
}
