import type { LoggedExchange, LoggedProblem } from "#mock-server/control/exchange-log.ts";

/** A refused launch as the exchange log keeps it, but for what is given. */
export function anExchange(parts: Partial<LoggedExchange> = {}): LoggedExchange {
  return {
    contextId: "id-1",
    at: "2026-03-02T09:30:00.000Z",
    durationMs: 1,
    contract: "published",
    request: { method: "POST", path: "/api/v2/flows/executions", headers: {}, body: "" },
    response: { status: 400, headers: {}, body: "" },
    outcome: "refused",
    checks: [],
    problems: [],
    hints: [],
    ...parts,
  };
}

/** What is kept of a problem in a body. */
export function aLoggedProblem(parts: Partial<LoggedProblem> = {}): LoggedProblem {
  return {
    check: "validate",
    rule: "wrong-type",
    in: "body",
    pointer: "/a",
    field: "a",
    expected: "a string",
    found: "null",
    ...parts,
  };
}
