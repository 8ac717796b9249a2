import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { type OperationId, operationIds } from "#mock-server/contract/operation-ids.ts";
import { injectableStatuses } from "#mock-server/control/injected-faults.ts";
import { createFault, type Problem } from "#mock-server/fault.ts";
import { respond } from "#mock-server/respond/respond.ts";
import { aMatchedCall, operationOf } from "#test/helpers/a-call.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { anExecution, aToken } from "#test/helpers/entities.ts";
import { findMisfits } from "#test/helpers/find-misfits.ts";
import { type GoodCall, goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";
import { spoilCall } from "#test/helpers/spoiled-calls.ts";

const contracts = createContractTable();
const calls = contractNames.flatMap((name) => operationIds.map((id) => ({ name, id })));

/** A mock whose org accepts every good call. */
async function aReadyMock(name: ContractName): Promise<TestMock> {
  const server = aMock({ contracts, contract: name });
  await server.mock.org().executions.put(anExecution());
  return server;
}

/** Where the answer to a call is not what the contract says of this operation. */
async function misfitsOf(
  server: TestMock,
  id: OperationId,
  { call, headers = {} }: { call: GoodCall; headers?: Readonly<Record<string, string | undefined>> },
): Promise<string[]> {
  const contract = server.mock.contract(server.mock.defaultContract).contract;
  const response = await sendCall(server, call, headers);
  return findMisfits(contract, operationOf(contract, id), {
    method: call.method.toUpperCase(),
    status: response.status,
    headers: response.headers,
    body: response.text ?? "",
  });
}

const problems = (["body", "query", "header", "path"] as const).flatMap((place) =>
  (["validate", "domain", "match", "authorize"] as const).map(
    (check): Problem => ({
      check,
      rule: "unknown-property",
      in: place,
      pointer: "/a",
      field: "a",
      expected: "another",
      found: "this",
      slots: [],
    }),
  ),
);

describe("every refusal of every operation", () => {
  test.each(calls)("is what the contract $name says: $id", ({ name, id }) => {
    const contract = contracts.get(name);
    const { operation, settings } = aMatchedCall(contract, id);
    const ofRules = [...contract.problems.map(({ refusal }) => refusal), ...Object.values(operation.problemRefusals)];
    const injected = Object.values({ ...contract.injectedRefusals, ...operation.injectedRefusals });
    const names = new Set([...operation.refusals, ...contract.refusalsOfEveryOperation, ...injected, ...ofRules]);
    expect(names.size).toBeGreaterThan(5);
    for (const refusal of names) {
      const fault = createFault(refusal, { slots: ["one", "two", "three"], problems });
      const to = { contract, settings, operation, correlationId: "00000000-0000-4000-8000-000000000000" };
      const wire = respond({ kind: "refused", fault }, to);
      expect(findMisfits(contract, operation, { ...wire, method: "GET" })).toEqual([]);
    }
  });
});

describe("every answer of every operation", () => {
  test.each(calls)("is what the contract $name says, of a good call: $id", async ({ name, id }) => {
    const server = await aReadyMock(name);
    const call = goodCalls[id](name);
    expect(await misfitsOf(server, id, { call })).toEqual([]);
    expect(server.mock.exchanges.list()[0]?.outcome).toBe("accepted");
  });

  test.each(calls)("is what the contract $name says, whoever calls: $id", async ({ name, id }) => {
    const server = await aReadyMock(name);
    const call = goodCalls[id](name);
    const none = await aToken(server.mock, { permissions: [], scopes: [] });
    const tokens = [undefined, "Bearer", "Bearer nobodys-token", "Basic Og==", `Bearer ${none}`];
    for (const Authorization of tokens) {
      expect(await misfitsOf(server, id, { call, headers: { Authorization } })).toEqual([]);
    }
  });

  test.each(calls)("is what the contract $name says, whatever fault is ordered: $id", async ({ name, id }) => {
    const server = await aReadyMock(name);
    const call = goodCalls[id](name);
    for (const status of injectableStatuses) {
      server.mock.faults.add({ status, times: 1 });
      expect(await misfitsOf(server, id, { call })).toEqual([]);
      expect(server.mock.exchanges.list().at(-1)?.outcome).toBe("refused");
    }
  });

  test.each(calls)("is what the contract $name says, whatever is wrong with the call: $id", async ({ name, id }) => {
    const operation = operationOf(contracts.get(name), id);
    const misfits: string[] = [];
    const server = await aReadyMock(name);
    for (const { what, call } of spoilCall(contracts.get(name), operation, goodCalls[id](name))) {
      misfits.push(...(await misfitsOf(server, id, { call })).map((misfit) => `${what}: ${misfit}`));
      // What a call has changed is not to keep the next one from its answer.
      if (server.mock.exchanges.list().at(-1)?.outcome === "accepted") {
        server.mock.reset();
        await server.mock.org().executions.put(anExecution());
      }
      expect({ what, bugs: server.bugs }).toEqual({ what, bugs: [] });
    }
    expect(misfits).toEqual([]);
  });
});

describe("every answer where there is no operation", () => {
  test.each(contractNames)("is a refusal of the contract %s", async (name) => {
    const { api } = await aReadyMock(name);
    const answers = await Promise.all([
      api.get("/"),
      api.get("/api/v2/nothing"),
      api.put("/api/v2/organizations/me").send({}),
    ]);
    for (const { status, headers, text } of answers) {
      expect(findMisfits(contracts.get(name), undefined, { method: "GET", status, headers, body: text })).toEqual([]);
    }
  });
});

describe("findMisfits", () => {
  const published = contracts.get("published");
  const answer = (status: number, body: string) => ({ method: "GET", status, headers: {}, body });
  const misfits = (id: OperationId, status: number, body: string) =>
    findMisfits(published, operationOf(published, id), answer(status, body));

  test("finds what no schema declares, at any depth, and what has another type", () => {
    expect(misfits("getUsers", 200, '{"entities":[{"version":1,"nick":"A"}],"pageSize":"25"}')).toEqual([
      expect.stringMatching(/^published getUsers 200: \/entities\/0\/nick undocumented: /),
      expect.stringMatching(/^published getUsers 200: \/pageSize type: /),
    ]);
    expect(misfits("getUsers", 404, '{"message":"m","more":1}')).toEqual([
      expect.stringMatching(/^published getUsers 404: \/more undocumented: /),
    ]);
  });

  test("finds a body that is no JSON, one that is missing and one that nothing describes", () => {
    expect(misfits("getUsers", 500, "<html>")).toEqual(["published getUsers 500: expected JSON, found <html>"]);
    expect(misfits("getUsers", 200, "")).toEqual(["published getUsers 200: expected a body, found none"]);
    expect(misfits("getUsers", 401, "")).toEqual(["published getUsers 401: expected a body, found none"]);
    expect(misfits("getUsers", 201, "{}")).toEqual(["published getUsers 201: expected no body, found {}"]);
  });
});
