import type { Problem } from "#mock-server/fault.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";

/** The refusals that this stage can lead to. */
export const receiveFaults = ["not.found", "method.not.allowed", "request.entity.too.large", "client.timeout"] as const;

/** No operation of the contract has this path. */
export function unknownPath(path: string): Fault {
  return createFault("not.found", {
    problems: [problem("unknown-path", { field: "path", expected: "a path of the contract", found: path })],
  });
}

/** The path exists, with other methods. HTTP wants them named in `Allow`. */
export function wrongMethod(method: string, allowed: readonly string[]): Fault {
  return createFault("method.not.allowed", {
    headers: { Allow: allowed.join(", ") },
    problems: [problem("wrong-method", { field: "method", expected: allowed.join(" or "), found: method })],
  });
}

/** The body has more bytes than the setting `requestBytesMax` allows. */
export function bodyTooLarge(maximum: number): Fault {
  return createFault("request.entity.too.large", {
    slots: [String(maximum)],
    problems: [problem("body-size", { field: "body", expected: `at most ${maximum} bytes`, found: "more" })],
  });
}

function problem(rule: string, parts: Pick<Problem, "field" | "expected" | "found">): Problem {
  return { check: "match", rule, in: parts.field === "body" ? "body" : "path", pointer: "", slots: [], ...parts };
}
