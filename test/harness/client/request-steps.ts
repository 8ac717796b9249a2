import type { ClientOf } from "#harness/client/client.ts";
import type { RequestStep } from "#harness/scenario/scenario.ts";

export function aStep(changes: Partial<RequestStep> = {}): RequestStep {
  return { method: "GET", path: "/api/v2/users", headers: {}, save: {}, ...changes };
}

export function steps(...requests: RequestStep[]): ClientOf<"request"> {
  return { kind: "request", requests };
}

/** Raw bytes that answer a step with `{}`. */
export const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
