import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { namedOperations } from "#scripts/docs/named-operations.ts";

const contract = createContractTable().get("published");

describe("namedOperations", () => {
  test.each([
    { text: "operationId: getFlow,", ids: ["getFlow"] },
    { text: "await architect.getFlowVersions(id)", ids: ["getFlowVersions"] },
    { text: 'describe("GET /api/v2/flows/{flowId}", () => {', ids: ["getFlow"] },
    { text: 'describe("GET /api/v2/flows", () => {', ids: ["getFlows"] },
    { text: "toEqual([`GET /api/v2/users/${knownIds.activeUser} 404`])", ids: ["getUser"] },
    { text: "api.get(`/api/v2/flows/${knownIds.publishedFlow}?deleted=true`)", ids: ["getFlow"] },
    { text: 'api.delete("/api/v2/users/a1")', ids: ["deleteUser"] },
    {
      text: 'await Promise.all([api.get("/api/v2/users/me"), api.head("/api/v2/tokens/me")])',
      ids: ["getUsersMe", "headTokensMe"],
    },
  ])("finds the operation in $text", ({ text, ids }) => {
    expect([...namedOperations(text, contract)].sort()).toEqual(ids);
  });

  test("finds none in a path that there is not, and in a path without a method", () => {
    expect(namedOperations('api.get("/api/v2/nothing"); const path = "/api/v2/users";', contract)).toEqual(new Set());
  });
});
