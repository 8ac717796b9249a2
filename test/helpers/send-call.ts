import type { Test } from "supertest";
import type { TestMock } from "./a-mock.ts";
import type { GoodCall } from "./good-calls.ts";

/** Sends a call; `headers` are laid over its own, and `undefined` leaves one out. */
export function sendCall(
  { api }: Pick<TestMock, "api">,
  call: GoodCall,
  headers: Readonly<Record<string, string | undefined>> = {},
): Test {
  const request = api[call.method](call.path);
  for (const [name, value] of Object.entries({ ...call.headers, ...headers })) {
    if (value !== undefined) request.set(name, value);
  }
  return call.body === undefined ? request : request.send(call.body);
}
