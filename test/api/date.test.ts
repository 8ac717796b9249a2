import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { aToken } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();

describe.each(contractNames)("GET /api/v2/date, %s", (name) => {
  const asked = { contract: contracts.get(name), operationId: "getDate" } as const;

  test.each([{}, { userId: knownIds.activeUser }])("answers 200 to a token without a right: %j", async (holder) => {
    const server = aMock({ contracts, contract: name });
    const token = await aToken(server.mock, { ...holder, permissions: [], scopes: [] });
    const response = await server.api.get("/api/v2/date").auth(token, { type: "bearer" });
    expect(response.status).toBe(200);
    expect(response.text).toBe('{"currentDate":"2026-03-02T09:30:00.000Z"}');
    expectValidAnswer(response, asked);
  });

  test("follows the org's clock", async () => {
    const server = aMock({ contracts, contract: name });
    const token = await aToken(server.mock);
    await server.api.post("/__mock/clock").send({ advance: 3600 });
    const response = await server.api.get("/api/v2/date").auth(token, { type: "bearer" });
    expect(response.body).toEqual({ currentDate: "2026-03-02T10:30:00.000Z" });
  });

  test("answers 401 without a token", async () => {
    expectRefusal(await aMock({ contracts, contract: name }).api.get("/api/v2/date"), asked, {
      status: 401,
      code: name === "published" ? "authentication.required" : "unauthorized",
      message: "No authentication bearer token specified in authorization header.",
    });
  });
});
