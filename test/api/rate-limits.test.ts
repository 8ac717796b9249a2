import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aToken } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";

const contracts = createContractTable();

const read = ({ api }: TestMock, token: string, path = "/api/v2/users") =>
  api.get(path).auth(token, { type: "bearer" });

/** The statuses of so many calls with a token, one after the other. */
async function statuses(server: TestMock, token: string, calls: number): Promise<number[]> {
  const found: number[] = [];
  for (let call = 0; call < calls; call += 1) found.push((await read(server, token)).status);
  return found;
}

describe.each(contractNames)("the rate limit, %s", (contract) => {
  test("answers 429 with Retry-After to one call more than a token has in a minute", async () => {
    const server = aMock({ contracts, contract, settings: { tokenRatePerMinute: 2 } });
    expect(await statuses(server, knownTokens.fullAccess, 2)).toEqual([200, 200]);
    await server.api.post("/__mock/clock").send({ advance: 17.5 });
    const response = await read(server, knownTokens.fullAccess);
    expectRefusal(
      response,
      { contract: contracts.get(contract), operationId: "getUsers", headers: ["retry-after"] },
      {
        status: 429,
        code: contract === "published" ? "too.many.requests.retry.after" : "too_many_requests",
        message: "Rate limit exceeded the maximum. Retry the request in [43] seconds",
      },
    );
    expect(response.headers["retry-after"]).toBe("43");
  });

  test("is over after as long as Retry-After says, on the org's clock", async () => {
    const server = aMock({ contracts, contract, settings: { tokenRatePerMinute: 1 } });
    await read(server, knownTokens.fullAccess);
    const wait = Number((await read(server, knownTokens.fullAccess)).headers["retry-after"]);
    await server.api.post("/__mock/clock").send({ advance: wait - 1 });
    expect((await read(server, knownTokens.fullAccess)).status).toBe(429);
    await server.api.post("/__mock/clock").send({ advance: 1 });
    expect((await read(server, knownTokens.fullAccess)).status).toBe(200);
  });

  test("is off by default", async () => {
    const found = await statuses(aMock({ contracts, contract }), knownTokens.fullAccess, 320);
    expect(new Set(found)).toEqual(new Set([200]));
  });
});

describe("the rate limit", () => {
  test("is each token's own, and that of a client and user over all their tokens", async () => {
    const server = aMock({ contracts, settings: { tokenRatePerMinute: 2, clientRatePerMinute: 3 } });
    const other = await aToken(server.mock, { accessToken: "the-same-client", clientId: knownIds.fullAccessClient });
    expect(await statuses(server, knownTokens.fullAccess, 3)).toEqual([200, 200, 429]);
    expect(await statuses(server, other, 2)).toEqual([200, 429]);
    expect(await statuses(server, knownTokens.readOnly, 1)).toEqual([200]);
  });

  test("counts what is refused after the token is known, whatever the path", async () => {
    const server = aMock({ contracts, settings: { tokenRatePerMinute: 2 } });
    expect((await read(server, knownTokens.fullAccess, "/api/v2/users/me")).status).toBe(400);
    expect((await read(server, knownTokens.fullAccess, `/api/v2/users/${knownIds.unknownUser}`)).status).toBe(404);
    expect((await read(server, knownTokens.fullAccess)).status).toBe(429);
  });

  test("does not count calls that no known token makes, unknown paths and ordered faults", async () => {
    const server = aMock({ contracts, settings: { tokenRatePerMinute: 1 } });
    await server.api.post("/__mock/faults").send({ status: 500, times: 1 });
    expect((await read(server, knownTokens.fullAccess)).status).toBe(500);
    expect((await read(server, knownTokens.fullAccess, "/api/v2/nothing")).status).toBe(404);
    expect((await read(server, "nobodys-token")).status).toBe(401);
    expect((await read(server, knownTokens.fullAccess)).status).toBe(200);
    expect((await read(server, "nobodys-token")).status).toBe(401);
  });

  test("keeps a call that is one too many from having an effect", async () => {
    const server = aMock({ contracts, settings: { tokenRatePerMinute: 1 } });
    await read(server, knownTokens.fullAccess);
    const launch = await server.api
      .post("/api/v2/flows/executions")
      .auth(knownTokens.fullAccess, { type: "bearer" })
      .send({ flowId: knownIds.publishedFlow });
    expect(launch.status).toBe(429);
    expect(await server.mock.org().executions.list()).toEqual([]);
  });

  test.each(["reset", "org"])("is counted anew after the org is replaced: %s", async (how) => {
    const server = aMock({ contracts, settings: { tokenRatePerMinute: 1 } });
    expect(await statuses(server, knownTokens.fullAccess, 2)).toEqual([200, 429]);
    if (how === "reset") await server.api.post("/__mock/reset");
    else await server.api.put("/__mock/org").send((await server.api.get("/__mock/org")).body);
    expect((await read(server, knownTokens.fullAccess)).status).toBe(200);
  });

  test("tells in the exchange what was reached, and keeps the token out of it", async () => {
    const server = aMock({ contracts, settings: { tokenRatePerMinute: 1 } });
    await read(server, knownTokens.fullAccess);
    const { body } = await read(server, knownTokens.fullAccess);
    const exchange = await server.api.get(`/__mock/exchanges/${body.contextId}`);
    expect(exchange.body).toMatchObject({
      fault: "too.many.requests.retry.after",
      problems: [{ rule: "rate-limit", expected: "at most 1 calls a minute (setting tokenRatePerMinute)" }],
    });
    expect(exchange.text).not.toContain(knownTokens.fullAccess);
  });
});
