import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { aLaunch, correctedBody, diagnose } from "#test/helpers/a-diagnosis.ts";

const flowId = knownIds.publishedFlow;
const strange = "11111111-2222-4333-8444-555555555555";
const withToken = (value: string) => ({
  headers: [
    ["Authorization", value],
    ["Content-Type", "application/json"],
  ] as const,
});

describe("diagnoseRequest", () => {
  test("says of a right request that it is accepted, and changes nothing of it", async () => {
    const diagnosis = await diagnose(aLaunch({ flowId }));
    expect(diagnosis).toMatchObject({
      accepted: true,
      answer: { status: 200 },
      problems: [],
      changes: [],
      assumed: [],
    });
    expect(diagnosis.checks.map(({ name, passed }) => [name, passed])).toEqual([
      ["match", true],
      ["authenticate", true],
      ["authorize", true],
      ["validate", true],
      ["domain", true],
    ]);
    expect(diagnosis.corrected).toBeUndefined();
  });

  test("tells code, message and every contract's verdict", async () => {
    const diagnosis = await diagnose(aLaunch({ flowId, context: {} }));
    expect(diagnosis.answer).toEqual({
      status: 400,
      code: "invalid.property",
      message: "Value [context] is not a valid property for object [FlowExecutionLaunchRequest]",
    });
    expect(diagnosis.verdicts).toEqual({
      published: { accepted: false, status: 400, code: "invalid.property" },
      thread: { accepted: false, status: 400, code: "bad_request" },
    });
  });

  test("keeps to the order of checks that the contract has", async () => {
    const { checks } = await diagnose(aLaunch({ flowId }), { contract: "thread" });
    expect(checks.map(({ name }) => name)).toEqual(["match", "authenticate", "validate", "authorize", "domain"]);
  });

  test("goes on after the first failing check, to what only the mended request shows", async () => {
    const diagnosis = await diagnose(aLaunch({ flow_id: knownIds.unpublishedFlow }, withToken("Bearer wrong")));
    expect(diagnosis.answer.status).toBe(401);
    expect(diagnosis.problems.map(({ check }) => check)).toEqual(["authenticate", "validate", "domain"]);
    expect(diagnosis.checks.find(({ name }) => name === "domain")?.why).toContain("authenticate has not");
  });

  test("gives the fewest changes: nothing that the mock accepts is touched", async () => {
    const { changes, corrected } = await diagnose(aLaunch({ flowId, name: "x", context: { a: 1 } }));
    expect(changes).toEqual(["body.context -> body.inputData"]);
    expect(corrected?.body.toString()).toBe(JSON.stringify({ flowId, name: "x", inputData: { a: 1 } }));
  });

  test("does not call a value missing that stands under another name", async () => {
    const { problems } = await diagnose(aLaunch({ flow_id: flowId }));
    expect(problems.map(({ rule }) => rule)).toEqual(["wrong-name"]);
  });

  test("completes the thread's own request with an existing, active user", async () => {
    const diagnosis = await diagnose(aLaunch({ flowId, context: {} }), { contract: "thread" });
    expect(correctedBody(diagnosis)).toEqual({
      flowId,
      context: {},
      initiator: { id: knownIds.activeUser },
      type: "user",
    });
  });

  test("writes a curl line with a variable for the token, to the host that was meant", async () => {
    const { curl } = await diagnose(aLaunch({ flow_id: flowId }, { origin: "https://api.mypurecloud.de" }));
    expect(curl).toContain("'https://api.mypurecloud.de/api/v2/flows/executions'");
    expect(curl).toContain('"Authorization: Bearer $GENESYSCLOUD_ACCESS_TOKEN"');
    expect(curl).not.toContain(knownTokens.fullAccess);
  });

  test("puts another token in place of one that lacks a permission", async () => {
    const diagnosis = await diagnose(aLaunch({ flowId }, withToken(`Bearer ${knownTokens.noLaunch}`)));
    expect(diagnosis.problems[0]).toMatchObject({ check: "authorize", code: "missing.any.permissions" });
    expect(diagnosis.corrected?.headers[0]).toEqual(["Authorization", "Bearer $GENESYSCLOUD_ACCESS_TOKEN"]);
  });

  test("keeps nothing of what it tries", async () => {
    const contracts = createContractTable();
    const org = seedMock(1, contracts);
    const before = JSON.stringify(org);
    await diagnose(aLaunch({ flow_id: flowId }), { contracts, org });
    await diagnose(
      { ...aLaunch(""), method: "DELETE", path: `/api/v2/users/${knownIds.activeUser}` },
      { contracts, org },
    );
    expect(JSON.stringify(org)).toBe(before);
  });

  test("says that a body over the limit is too large", async () => {
    const { answer, problems } = await diagnose(aLaunch("x".repeat(600_000)));
    expect(answer.status).toBe(413);
    expect(problems[0]).toMatchObject({ rule: "body-size" });
  });

  test("gives up on a body with faults without end, and still tells the first", async () => {
    const body = Object.fromEntries(Array.from({ length: 3000 }, (_, count) => [`zebra${count}`, count]));
    const diagnosis = await diagnose(aLaunch({ flowId, ...body }));
    expect(diagnosis.accepted).toBe(false);
    expect(diagnosis.problems.length).toBeGreaterThan(10);
    expect(diagnosis.corrected).toBeUndefined();
  });

  test("answers whatever bytes are sent, and accepts what it corrects", async () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(body, fc.string(), async (sent, path) => {
        for (const request of [aLaunch(sent), aLaunch(sent, { path: `/api/v2/${path}` })]) {
          const { accepted, corrected } = await diagnose(request);
          if (accepted || corrected === undefined) continue;
          const again = await diagnose(corrected, { lenient: {} });
          expect(again.accepted).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("diagnoseRequest without a server", () => {
  test.each([
    "Bearer <token>",
    "Bearer $TOKEN",
    "Bearer {{token}}",
    "Bearer eyJhbGciOi.J9",
    "Bearer YOUR_TOKEN",
    "Bearer k3y-of_some~org",
  ])("takes %s for a valid token with every right, and says so", async (value) => {
    const diagnosis = await diagnose(aLaunch({ flowId }, withToken(value)), { lenient: {} });
    expect(diagnosis).toMatchObject({ accepted: true, assumed: ["The token is valid and has every right."] });
  });

  test.each(["Bearer undefined", "Bearer [object Object]", 'Bearer "abc.def"', "Bearer abc def", "Token abc"])(
    "refuses %s, which can be no token",
    async (value) => {
      const diagnosis = await diagnose(aLaunch({ flowId }, withToken(value)), { lenient: {} });
      expect(diagnosis).toMatchObject({ accepted: false, answer: { status: 401 } });
    },
  );

  test("makes the permissions real that are given", async () => {
    const lenient = { permissions: ["architect:flow:view"] };
    const diagnosis = await diagnose(aLaunch({ flowId }, withToken("Bearer abc.def")), { lenient });
    expect(diagnosis).toMatchObject({ accepted: false, answer: { status: 403, code: "missing.any.permissions" } });
    expect(diagnosis.assumed).toEqual(["The token is valid and has the permissions architect:flow:view."]);
  });

  test("takes an unknown id for that of a published flow, and of an active user", async () => {
    const body = { flowId: strange, type: "user", initiator: { id: strange } };
    const diagnosis = await diagnose(aLaunch(body), { lenient: {}, contract: "thread" });
    expect(diagnosis.accepted).toBe(true);
    expect(diagnosis.assumed).toEqual([
      `The user ${strange} exists and is active.`,
      `The flow ${strange} exists and is a published workflow.`,
    ]);
  });

  test("does not take an id for one that exists where the org is the caller's", async () => {
    const diagnosis = await diagnose(aLaunch({ flowId: strange }), { lenient: { ids: false } });
    expect(diagnosis).toMatchObject({ accepted: false, answer: { code: "architect.flow.not.found" }, assumed: [] });
  });

  test("does not take a text for an id that can be none", async () => {
    const diagnosis = await diagnose(aLaunch({ flowId: "undefined" }), { lenient: {} });
    expect(diagnosis).toMatchObject({ accepted: false, answer: { code: "architect.flow.not.found" } });
  });

  test("does not take what a program writes in place of an id for one", async () => {
    const { answer, problems } = await diagnose(aLaunch({ flowId: "[object Object]" }), { lenient: {} });
    expect(answer).toMatchObject({ status: 404, code: "architect.flow.not.found" });
    expect(problems[0]).toMatchObject({ rule: "object-object", pointer: "/flowId" });
  });

  test("says that a flow's inputs are named otherwise, where nothing declares the names that are sent", async () => {
    const { accepted, assumed } = await diagnose(aLaunch({ flowId, inputData: { amount: 5, "Flow.name": "x" } }), {
      lenient: {},
    });
    expect(accepted).toBe(true);
    expect(assumed).toContain(
      "The flow takes inputs named amount; Architect names them Flow.<variable>, so look for Flow.amount.",
    );
    const right = await diagnose(aLaunch({ flowId, inputData: { "Flow.name": "x" } }), { lenient: {} });
    expect(right.assumed).toEqual([]);
  });

  test("takes an unknown OAuth client and its secret for right", async () => {
    const basic = Buffer.from(`${strange}:a-secret`).toString("base64");
    const headers = [
      ["Authorization", `Basic ${basic}`],
      ["Content-Type", "application/x-www-form-urlencoded"],
    ] as const;
    const request = aLaunch("grant_type=client_credentials", { path: "/oauth/token", headers });
    expect(await diagnose(request, { lenient: {} })).toMatchObject({ accepted: true });
    expect(await diagnose(request)).toMatchObject({ accepted: false });
  });

  test("creates nothing by assuming: a new user's id is never one that was looked for", async () => {
    const request = aLaunch({ name: "Ada", email: "ada@example.com" }, { path: "/api/v2/users" });
    expect(await diagnose(request, { lenient: {} })).toMatchObject({ accepted: true, assumed: [] });
  });
});
