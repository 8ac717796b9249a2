import { resolve } from "node:path";
import type {
  ClientDocument,
  CommandDocument,
  ModuleDocument,
  StepDocument,
} from "#harness/scenario/document/scenario-document.ts";
import type { Client, RequestStep } from "#harness/scenario/scenario.ts";
import { parseDuration } from "./parse-duration.ts";
import { withoutUndefined } from "./without-undefined.ts";

const defaultTimeoutSeconds = 30;

/** The client with its defaults; module paths become absolute from `folder`, the scenario's own. */
export function parseClient(client: ClientDocument, folder: string): Client {
  if (client.module !== undefined) {
    return parseModule(typeof client.module === "string" ? { path: client.module } : client.module, folder);
  }
  if (client.command !== undefined) {
    return parseCommand("argv" in client.command ? client.command : { argv: client.command });
  }
  return {
    kind: "request",
    requests: (client.requests ?? [client.request]).flatMap((step) => (step ? [parseStep(step)] : [])),
  };
}

/** The request with its defaults. */
export function parseStep(step: StepDocument): RequestStep {
  const { method = "GET", path, headers = {}, body, rawBody, form, save = {} } = step;
  return { method: method.toUpperCase(), path, headers, save, ...withoutUndefined({ body, rawBody, form }) };
}

function parseModule({ path, export: name = "run", input, timeout }: ModuleDocument, folder: string): Client {
  return {
    kind: "module",
    path: resolve(folder, path),
    export: name,
    timeoutSeconds: parseDuration(timeout ?? defaultTimeoutSeconds),
    ...withoutUndefined({ input }),
  };
}

function parseCommand({ argv, stdin, timeout }: CommandDocument): Client {
  return {
    kind: "command",
    argv,
    timeoutSeconds: parseDuration(timeout ?? defaultTimeoutSeconds),
    ...withoutUndefined({ stdin }),
  };
}
