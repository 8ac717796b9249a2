import type { Response } from "supertest";
import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { type OperationId, operationIds } from "#mock-server/contract/operation-ids.ts";
import { operationOf } from "#test/helpers/a-call.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { anExecution } from "#test/helpers/entities.ts";
import { type ExpectedRefusal, expectRefusal } from "#test/helpers/expect-refusal.ts";
import { type Asked, expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import { goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();

type Fault = 408 | 409 | 413 | 429 | 500 | 503 | 504;
const messages: Readonly<Record<Fault, string>> = {
  408: "The client did not finish the request in time.",
  409: "The request could not be completed by the server due to a conflict.",
  413: "The request is over the size limit. Maximum bytes: 512000",
  429: "Rate limit exceeded the maximum. Retry the request in [42] seconds",
  500: "The server encountered an unexpected condition which prevented it from fulfilling the request.",
  503: "Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).",
  504: "The request timed out.",
};
const codes: Readonly<Record<ContractName, Readonly<Record<Fault, string>>>> = {
  published: {
    408: "client.timeout",
    409: "general.conflict",
    413: "request.entity.too.large",
    429: "too.many.requests.retry.after",
    500: "internal.server.error",
    503: "service.unavailable",
    504: "request.timeout",
  },
  thread: {
    408: "timeout",
    409: "conflict",
    413: "request_entity_too_large",
    429: "too_many_requests",
    500: "internal_server_error",
    503: "service_unavailable",
    504: "gateway_timeout",
  },
};
const otherFaults = [408, 409, 413, 503, 504] as const;

const calls = contractNames.flatMap((name) => operationIds.map((id) => ({ name, id })));
const callsAndFaults = calls.flatMap((call) => otherFaults.map((status) => ({ ...call, status })));
const askedOf = ({ name, id }: { name: ContractName; id: OperationId }) => ({
  contract: contracts.get(name),
  operationId: id,
});

/** What the login host answers to too many requests (TF provider.go). */
const loginLimit = {
  status: 400,
  code: "invalid_request",
  message: "rate limit exceeded; retry in 42 seconds",
} as const;

/** The login host has a shape of its own under both contracts. */
function expectFault(response: Response, asked: Asked & { operationId: OperationId }, expected: ExpectedRefusal): void {
  if (operationOf(asked.contract, asked.operationId).errorShape !== "oauth") {
    expectRefusal(response, asked, expected);
    return;
  }
  const { status, code, message } = expected.status === 429 ? loginLimit : expected;
  expect({ status: response.status, body: response.body }).toEqual({
    status,
    body: { error: code, description: message, error_description: message },
  });
  expectValidAnswer(response, asked);
}

describe("the faults of every operation", () => {
  test.each(calls)(
    "answers 429, the login host 400, with Retry-After as often as was ordered, then 200, $name: $id",
    async ({ name, id }) => {
      const server = aMock({ contracts, contract: name });
      await server.mock.org().executions.put(anExecution());
      await server.api.post("/__mock/faults").send({ status: 429, retryAfter: 42, times: 2 });
      for (const _time of [1, 2]) {
        const response = await sendCall(server, goodCalls[id](name));
        const asked = { ...askedOf({ name, id }), headers: ["retry-after"] };
        expectFault(response, asked, { status: 429, code: codes[name][429], message: messages[429] });
        expect(response.headers["retry-after"]).toBe("42");
      }
      const call = goodCalls[id](name);
      expect((await sendCall(server, call)).status).toBe(call.status ?? 200);
    },
  );

  test.each(calls)("answers 500 as often as was ordered, then 200, $name: $id", async ({ name, id }) => {
    const server = aMock({ contracts, contract: name });
    await server.mock.org().executions.put(anExecution());
    await server.api.post("/__mock/faults").send({ status: 500, times: 1 });
    const response = await sendCall(server, goodCalls[id](name));
    expectFault(response, askedOf({ name, id }), { status: 500, code: codes[name][500], message: messages[500] });
    const call = goodCalls[id](name);
    expect((await sendCall(server, call)).status).toBe(call.status ?? 200);
    expect(server.bugs).toEqual([]);
  });

  test.each(callsAndFaults)("answers $status when that was ordered, $name: $id", async ({ name, id, status }) => {
    const server = aMock({ contracts, contract: name });
    await server.api.post("/__mock/faults").send({ status });
    const response = await sendCall(server, goodCalls[id](name));
    expectFault(response, askedOf({ name, id }), { status, code: codes[name][status], message: messages[status] });
  });

  test.each(calls)("answers an ordered fault before it looks at the token, $name: $id", async ({ name, id }) => {
    const server = aMock({ contracts, contract: name });
    await server.api.post("/__mock/faults").send({ status: 503 });
    const response = await sendCall(server, goodCalls[id](name), { Authorization: undefined });
    expect(response.status).toBe(503);
  });

  // Supertest sends no body with HEAD.
  const withBody = calls.filter(({ id }) => goodCalls[id]("published").method !== "head");
  test.each(withBody)("answers 413 to a body of one byte more than allowed, $name: $id", async ({ name, id }) => {
    const server = aMock({ contracts, contract: name });
    const call = goodCalls[id](name);
    const response = await sendCall(server, { ...call, body: (call.body ?? "").padEnd(512_001, " ") });
    expectFault(response, askedOf({ name, id }), { status: 413, code: codes[name][413], message: messages[413] });
  });
});
