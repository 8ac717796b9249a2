import Negotiator from "negotiator";
import type { MatchedCall } from "#mock-server/call.ts";
import type { ValidationProblem } from "./faults.ts";

/** Whether `Content-Type` is what the operation takes; a request without body and without the header has no type to check. */
export function checkContentType(call: MatchedCall): ValidationProblem | undefined {
  const wanted = call.operation.body?.mediaType;
  if (wanted === undefined) return undefined;
  const header = headerText(call, "content-type");
  if (header === undefined) {
    return call.body.length === 0
      ? undefined
      : headerProblem("Content-Type", { rule: "media-type", expected: wanted, found: "no Content-Type" });
  }
  const essence = header.split(";", 1)[0]?.trim().toLowerCase();
  if (essence !== wanted)
    return headerProblem("Content-Type", { rule: "media-type", expected: wanted, found: header.slice(0, 100) });
  const encoding = headerText(call, "content-encoding");
  if (encoding === undefined || encoding.toLowerCase() === "identity") return undefined;
  return headerProblem("Content-Encoding", {
    rule: "media-type",
    expected: "no Content-Encoding",
    found: encoding.slice(0, 100),
  });
}

/** Whether `Accept`, where the contract looks at it, admits a JSON answer. */
export function checkAccept(call: MatchedCall): ValidationProblem | undefined {
  if (!call.operation.checksAccept) return undefined;
  const accept = headerText(call, "accept");
  if (accept === undefined) return undefined;
  if (new Negotiator({ headers: { accept } }).mediaType(["application/json"]) !== undefined) return undefined;
  return headerProblem("Accept", {
    rule: "accept",
    expected: "a value that admits application/json",
    found: accept.slice(0, 100),
  });
}

function headerText(call: MatchedCall, name: string): string | undefined {
  const value = call.headers[name];
  return typeof value === "string" ? value : value?.join(", ");
}

function headerProblem(
  field: string,
  parts: { rule: "media-type" | "accept"; expected: string; found: string },
): ValidationProblem {
  return {
    check: "validate",
    in: "header",
    pointer: "",
    field,
    slots: [`${field}: expected ${parts.expected}`],
    ...parts,
  };
}
