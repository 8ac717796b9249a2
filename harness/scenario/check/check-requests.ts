import {
  listClaims,
  listClients,
  listSteps,
  listTrials,
  memberOf,
  type Part,
} from "#harness/scenario/document/document-parts.ts";
import { asRecord, childPointer, isRecord } from "#harness/scenario/document/document-value.ts";
import type { Finding } from "#harness/scenario/scenario-problem.ts";

const clientKeys = ["request", "requests", "module", "command"] as const;
const bodyKeys = ["body", "rawBody", "form"] as const;
const stepKeys = ["method", "path", "headers", ...bodyKeys] as const;

/** Checks what excludes each other in clients, requests and trials. */
export function checkRequests(document: unknown): readonly Finding[] {
  const root: Part = { pointer: "", value: document };
  const clients = listClients(document);
  const trials = listClaims(document).flatMap(listTrials);
  const steps = [...memberOf(root, "base"), ...clients.flatMap(listSteps), ...trials];
  return [...clients.flatMap(checkClient), ...steps.flatMap(checkBodies), ...trials.flatMap(checkTrial)];
}

function checkClient(client: Part): readonly Finding[] {
  if (!isRecord(client.value)) {
    return [];
  }
  const [first, ...others] = writtenKeys(client, clientKeys);
  if (first === undefined) {
    const message = `expected exactly one of ${clientKeys.join(", ")} in the client, found none; add the code under test`;
    return [{ pointer: client.pointer, message, needs: clientKeys.map((key) => childPointer(client.pointer, key)) }];
  }
  return others.map((key) =>
    excludes(client, key, `a client is exactly one of ${clientKeys.join(", ")}, found both "${first}" and "${key}"`),
  );
}

function checkBodies(step: Part): readonly Finding[] {
  const [first, ...others] = writtenKeys(step, bodyKeys);
  return others.map((key) =>
    excludes(step, key, `a request has at most one of ${bodyKeys.join(", ")}, found both "${first}" and "${key}"`),
  );
}

function checkTrial(trial: Part): readonly Finding[] {
  const value = asRecord(trial.value);
  const besideClient = Object.hasOwn(value, "client") ? writtenKeys(trial, stepKeys) : [];
  const twoTokens = Object.hasOwn(value, "token") && Object.hasOwn(asRecord(value["given"]), "token");
  return [
    ...besideClient.map((key) =>
      excludes(trial, key, `"${key}" changes the base request, but the trial has a client of its own`),
    ),
    ...(twoTokens ? [excludes(trial, "token", '"token" is short for "given.token", found both')] : []),
  ];
}

function writtenKeys<K extends string>({ value }: Part, keys: readonly K[]): readonly K[] {
  return keys.filter((key) => Object.hasOwn(asRecord(value), key));
}

function excludes(part: Part, key: string, reason: string): Finding {
  return { pointer: childPointer(part.pointer, key), place: "key", message: `${reason}; keep one of the two` };
}
