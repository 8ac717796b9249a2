import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const runs = { numRuns: 150, seed: 20260302 };

// Half of the values are close to right ones, so that the later checks are reached too.
const nearBody = fc.record(
  {
    flowId: fc.oneof(fc.constantFrom(...Object.values(knownIds)), fc.jsonValue()),
    flowVersion: fc.oneof(fc.constantFrom("1.0", "3.0", null), fc.jsonValue()),
    name: fc.oneof(fc.string(), fc.jsonValue()),
    inputData: fc.oneof(fc.object({ maxDepth: 2 }), fc.jsonValue()),
    type: fc.oneof(fc.constantFrom("user", "system", "email"), fc.jsonValue()),
    initiator: fc.oneof(
      fc.record(
        { id: fc.constantFrom(...Object.values(knownIds)), type: fc.constantFrom("user", "bot") },
        {
          requiredKeys: [],
        },
      ),
      fc.jsonValue(),
    ),
    context: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const anyBody = fc.oneof(
  nearBody.map((body) => JSON.stringify(body)),
  fc.json(),
  fc.string({ unit: "binary", maxLength: 200 }),
);

describe.each(contractNames)("any request, %s", (contract) => {
  test("gets a launch or a refusal that the contract declares, whatever its body", async () => {
    const { api, bugs } = aMock({ contracts, contract });
    const property = fc.asyncProperty(anyBody, async (body) => {
      const response = await api
        .post("/api/v2/flows/executions")
        .auth(knownTokens.fullAccess, { type: "bearer" })
        .type("application/json")
        .send(body);
      expectValidAnswer(response, { contract: contracts.get(contract), operationId: "postFlowsExecutions" });
    });
    await fc.assert(property, runs);
    expect(bugs).toEqual([]);
  });

  test("gets a listing or a refusal that the contract declares, whatever its query", async () => {
    const { api, bugs } = aMock({ contracts, contract });
    const name = fc.constantFrom("pageSize", "pageNumber", "id", "sortOrder", "state", "__proto__", "expand");
    const value = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.integer().map(String),
      fc.constantFrom("any"),
    );
    const query = fc.array(fc.tuple(name, value), { maxLength: 5 });
    const property = fc.asyncProperty(query, async (pairs) => {
      const response = await api
        .get(`/api/v2/users?${new URLSearchParams(pairs).toString()}`)
        .auth(knownTokens.fullAccess, { type: "bearer" });
      expectValidAnswer(response, { contract: contracts.get(contract), operationId: "getUsers" });
    });
    await fc.assert(property, runs);
    expect(bugs).toEqual([]);
  });

  test("gets a user or a refusal that the contract declares, whatever the id", async () => {
    const { api, bugs } = aMock({ contracts, contract });
    const segment = fc.oneof(fc.string({ unit: "binary", minLength: 1 }).map(encodeURIComponent), fc.webSegment());
    const property = fc.asyncProperty(segment, async (id) => {
      fc.pre(id !== "" && id !== "." && id !== ".." && id !== "me");
      const response = await api.get(`/api/v2/users/${id}`).auth(knownTokens.fullAccess, { type: "bearer" });
      expect(response.status).toBe(404);
      expectValidAnswer(response, { contract: contracts.get(contract), operationId: "getUser" });
    });
    await fc.assert(property, runs);
    expect(bugs).toEqual([]);
  });
});
