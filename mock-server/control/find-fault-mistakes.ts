import { closest } from "fastest-levenshtein";
import type { Contract } from "#mock-server/contract/contract.ts";
import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import { findMistakes, shorten } from "./check-body.ts";
import { fitsTemplate, isTemplate } from "./fits-call.ts";
import type { FaultOrder } from "./injected-faults.ts";

/** One line per thing that is wrong with an order of a fault: its form, parts that cannot go together, calls that cannot come. */
export function findFaultMistakes(body: unknown, contracts: readonly Contract[]): string[] {
  const mistakes = findMistakes("fault", body);
  if (mistakes.length > 0) return mistakes;
  // It is what the schema describes.
  const order = body as FaultOrder;
  return [...findClashes(order), ...findUnknownCalls(order, contracts)];
}

function findClashes({ status, retryAfter, delay, reset = false, cutBody }: FaultOrder): string[] {
  const mistakes: string[] = [];
  if (cutBody !== undefined && cutBody !== "half" && !(Number.isInteger(cutBody) && cutBody >= 0)) {
    mistakes.push(`/cutBody is ${shorten(cutBody)}; expected a whole number of bytes from 0, or "half"`);
  }
  if (status === undefined && delay === undefined && cutBody === undefined && !reset) {
    mistakes.push("the body orders nothing; expected status, delay, reset: true or cutBody");
  }
  if (retryAfter !== undefined && status === undefined) {
    mistakes.push("/retryAfter has no answer to stand in; expected a status beside it, such as 429");
  }
  for (const [name, value] of Object.entries({ status, cutBody })) {
    if (reset && value !== undefined)
      mistakes.push(`/reset leaves no answer for /${name}; expected one of the two, in two orders if both are wanted`);
  }
  return mistakes;
}

/** A fault waits for calls of an operation; for one that no contract has it would wait for ever, without a word. */
function findUnknownCalls({ method, path }: FaultOrder, contracts: readonly Contract[]): string[] {
  const operations = contracts.flatMap((contract) => contract.operations);
  const methods = [...new Set(operations.map((operation) => operation.method))];
  const wanted = method?.toUpperCase();
  if (wanted !== undefined && !methods.includes(wanted)) {
    return [`/method is "${method}"; expected one of ${methods.join(", ")}, the methods that operations have`];
  }
  if (path === undefined || (path.includes("*") && !isTemplate(path))) return [];
  const onPath = isTemplate(path)
    ? operations.filter((operation) => fitsTemplate(path, operation.path))
    : operationsAt(path, methods, contracts);
  if (onPath.length === 0) {
    const nearest = closest(
      path.split("?", 1)[0] ?? "",
      operations.map((operation) => operation.path),
    );
    const hint = path.includes("?") ? "a path without its query, since faults are for any" : "a path of an operation";
    return [`/path is "${path}"; expected ${hint}. Did you mean "${nearest}"? * stands for any text`];
  }
  const known = [...new Set(onPath.map((operation) => operation.method))];
  if (wanted === undefined || known.includes(wanted)) return [];
  return [`/method is "${method}"; expected ${known.join(" or ")}, the methods of ${path}`];
}

function operationsAt(path: string, methods: readonly string[], contracts: readonly Contract[]): Operation[] {
  return contracts.flatMap((contract) =>
    methods.flatMap((method) => {
      const found = findOperation(contract, method, path);
      return found.kind === "found" ? [found.operation] : [];
    }),
  );
}
