import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IncomingCall } from "#mock-server/call.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { resolveSettings } from "#mock-server/contract/settings.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";
import { type ServedCall, serveCall } from "#mock-server/pipeline.ts";
import { anIncomingCall, jsonParts } from "#test/helpers/a-call.ts";
import { anOperation } from "#test/helpers/a-contract.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aFlow, aUser } from "#test/helpers/entities.ts";

const contracts = createContractTable();
const flowId = "f1000000-0000-4000-8000-000000000001";

/** An org with a token of all rights, one of none, a flow and a user. */
const org = () =>
  anOrg({
    flows: [aFlow({ id: flowId })],
    users: [aUser({ id: "u1" })],
    tokens: [
      { accessToken: "all", clientId: "c1", permissions: ["*"] },
      { accessToken: "none", clientId: "c1", permissions: [], scopes: [] },
    ],
  });

/** What becomes of a call under a contract, when a fault is ordered for it or when it is one too many. */
function serve(
  call: IncomingCall,
  contract: Contract,
  { ordered, tooMany }: { ordered?: Fault; tooMany?: Fault } = {},
) {
  return serveCall(call, {
    contract,
    settings: resolveSettings(contract, {}),
    org: org(),
    takeFault: () => (ordered === undefined ? undefined : { refusal: ordered }),
    countCall: () => tooMany,
  });
}

/** A launch with a token and a body. */
function aLaunch(token: string | undefined, body: unknown): IncomingCall {
  const parts = jsonParts(body);
  const headers = { ...parts.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  return anIncomingCall({ method: "POST", path: "/api/v2/flows/executions", ...parts, headers });
}

/** The fault that decided, and what each check said. */
function told({ outcome, checks }: ServedCall): string[] {
  const states = checks.map(({ name, result }) => `${name} ${result.state}`);
  return [outcome.kind === "refused" ? outcome.fault.name : outcome.kind, ...states];
}

const published = contracts.get("published");
const thread = contracts.get("thread");

describe("serveCall", () => {
  test("hands a call that passes every check to the domain", async () => {
    const served = await serve(aLaunch("all", { flowId }), published);
    expect(told(served)).toEqual(["success", "authenticate passed", "authorize passed", "validate passed"]);
    expect(served.operation?.id).toBe("postFlowsExecutions");
    expect(served.outcome).toMatchObject({ status: 200, body: { name: "Test flow" } });
  });

  test("lets the domain refuse what passed every check", async () => {
    const served = await serve(aLaunch("all", { flowId: "other" }), published);
    expect(told(served)).toEqual([
      "architect.flow.not.found",
      "authenticate passed",
      "authorize passed",
      "validate passed",
    ]);
  });

  test("asks every check under published, and lets token before rights before request decide", async () => {
    expect(told(await serve(aLaunch(undefined, {}), published))).toEqual([
      "authentication.required",
      "authenticate failed",
      "authorize unknown",
      "validate failed",
    ]);
    expect(told(await serve(aLaunch("none", {}), published))).toEqual([
      "missing.any.permissions",
      "authenticate passed",
      "authorize failed",
      "validate failed",
    ]);
    expect(told(await serve(aLaunch("all", {}), published))).toEqual([
      "constraint.validation",
      "authenticate passed",
      "authorize passed",
      "validate failed",
    ]);
  });

  test("lets the request decide before the rights under thread", async () => {
    expect(told(await serve(aLaunch("none", {}), thread))).toEqual([
      "bad.request",
      "authenticate passed",
      "validate failed",
      "authorize failed",
    ]);
    const body = { flowId, type: "user", initiator: { id: "u1" } };
    expect(told(await serve(aLaunch("none", body), thread))).toEqual([
      "not.authorized",
      "authenticate passed",
      "validate passed",
      "authorize failed",
    ]);
    expect(told(await serve(aLaunch("all", body), thread))[0]).toBe("success");
  });

  test("asks in whatever order a contract says, and cannot tell the rights before the token", async () => {
    const contract: Contract = { ...published, checkOrder: ["authorize", "validate", "authenticate"] };
    expect(told(await serve(aLaunch("none", {}), contract))).toEqual([
      "constraint.validation",
      "authorize unknown",
      "validate failed",
      "authenticate passed",
    ]);
  });

  test("refuses a path or method that the contract lacks before any check, and before ordered faults", async () => {
    const ordered = createFault("service.unavailable");
    const unknown = await serve(anIncomingCall({ path: "/nowhere" }), published, { ordered });
    expect([told(unknown), unknown.operation]).toEqual([["not.found"], undefined]);
    const wrong = await serve(anIncomingCall({ method: "PUT", path: "/api/v2/users" }), published, { ordered });
    expect([told(wrong), wrong.operation]).toEqual([["method.not.allowed"], undefined]);
  });

  test("refuses with a fault that was ordered before it asks any check", async () => {
    const served = await serve(aLaunch(undefined, {}), published, {
      ordered: createFault("service.unavailable"),
    });
    expect(told(served)).toEqual(["service.unavailable"]);
    expect(served.operation?.id).toBe("postFlowsExecutions");
  });

  test("refuses a call that is one too many after its token is known and before anything else decides", async () => {
    const tooMany = createFault("too.many.requests.retry.after");
    expect(told(await serve(aLaunch("none", {}), published, { tooMany }))).toEqual([
      "too.many.requests.retry.after",
      "authenticate passed",
      "authorize failed",
      "validate failed",
    ]);
    expect(told(await serve(aLaunch("all", { flowId }), published, { tooMany }))[0]).toBe(tooMany.name);
    expect(told(await serve(aLaunch("unknown", {}), published, { tooMany }))[0]).toBe("bad.credentials");
  });

  test("tells for the answer what was ordered to happen to it, refused or not", async () => {
    const around = {
      contract: published,
      settings: resolveSettings(published, {}),
      org: org(),
      countCall: () => undefined,
    };
    const disturbance = { id: 1, delay: 5 };
    const good = await serveCall(aLaunch("all", { flowId }), { ...around, takeFault: () => ({ disturbance }) });
    expect([told(good)[0], good.disturbance]).toEqual(["success", disturbance]);
    const refusal = createFault("service.unavailable");
    const bad = await serveCall(aLaunch("all", {}), { ...around, takeFault: () => ({ disturbance, refusal }) });
    expect([told(bad)[0], bad.disturbance]).toEqual(["service.unavailable", disturbance]);
  });

  test("refuses a body that is too large before any check, in the operation's name", async () => {
    const served = await serve({ ...aLaunch(undefined, ""), tooLarge: true }, published);
    expect(told(served)).toEqual(["request.entity.too.large"]);
    expect(served.operation?.id).toBe("postFlowsExecutions");
    const unknown = await serve(anIncomingCall({ path: "/nowhere", tooLarge: true }), published);
    expect(told(unknown)).toEqual(["not.found"]);
  });

  test("throws for an operation that has no handler, which is a bug", async () => {
    const contract: Contract = { ...published, operations: [anOperation({ security: "none", path: "/made-up" })] };
    await expect(serve(anIncomingCall({ path: "/made-up" }), contract)).rejects.toThrow(
      "no handler for the operation madeUp",
    );
  });

  test("throws where a contract forgets to ask for the token, before the domain is reached", async () => {
    const contract: Contract = { ...published, checkOrder: ["validate"] };
    await expect(serve(aLaunch("all", { flowId }), contract)).rejects.toThrow("without its caller or input");
  });

  test("never throws on what a client sent, and names a refusal that the contract has", async () => {
    const known = published.operations.map(({ method, path }) => ({ method, path: path.replaceAll(/\{\w+\}/g, "x") }));
    const target = fc.oneof(
      fc.constantFrom(...known),
      fc.record({ method: fc.string(), path: fc.string({ unit: "binary" }).map((text) => `/${text}`) }),
    );
    const name = fc.constantFrom("authorization", "content-type", "content-encoding", "accept", "x-other");
    const value = fc.oneof(
      fc.constantFrom("Bearer all", "Basic YTpi", "application/json", "application/x-www-form-urlencoded", "*/*"),
      fc.string({ unit: "binary" }),
    );
    const body = fc.oneof(
      fc.json().map((text) => Buffer.from(text)),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    const call = fc.record({
      target,
      query: fc.string({ unit: "binary" }),
      headers: fc.dictionary(name, value, { noNullPrototype: true }),
      body,
    });
    await fc.assert(
      fc.asyncProperty(call, fc.constantFrom(...contractNames), async ({ target: to, ...parts }, contractName) => {
        const contract = contracts.get(contractName);
        const { outcome } = await serve(anIncomingCall({ ...to, ...parts }), contract);
        if (outcome.kind === "refused") expect([...contract.refusals.keys()]).toContain(outcome.fault.name);
        if (outcome.kind === "success") expect(outcome.status).toBe(200);
      }),
      { numRuns: 300 },
    );
  });
});
