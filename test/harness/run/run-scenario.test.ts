import { describe, expect, onTestFinished, test } from "vitest";
import { runScenario } from "#harness/run/run-scenario.ts";
import { createMockTarget } from "#harness/target/mock.ts";
import { startTarget } from "#test/harness/client/recording-target.ts";
import { aClaim, aDocument, scenarioOf } from "#test/harness/scenario/load-text.ts";
import { aroundTarget, aTarget, targetAt } from "./build-run.ts";

const mock = createMockTarget({ seed: 1, controlPlane: true });

/** Runs the scenario of a document, or of a text, on the mock. */
async function run(content: string | object, changes: Parameters<typeof aroundTarget>[1] = {}) {
  return runScenario(await scenarioOf(content), aroundTarget(mock, changes));
}

/** The one leg of a run of a document, and the exit codes. */
async function runLeg(changes: Readonly<Record<string, unknown>>) {
  const { result, exitCodes } = await run(aDocument(changes));
  expect(result.legs).toHaveLength(1);
  return { leg: result.legs[0], status: result.status, exitCodes };
}

describe("runScenario", { timeout: 30_000 }, () => {
  test("passes a scenario whose expectation is met", async () => {
    const client = { request: { path: "/api/v2/users" } };
    expect(await run(aDocument({ client }))).toEqual({
      result: {
        id: "a-scenario",
        title: "A scenario",
        file: "a.scenario.yaml",
        line: 1,
        status: "passed",
        durationMs: expect.any(Number),
        legs: [
          {
            target: "mock",
            side: "mock",
            contract: "published",
            status: "passed",
            differences: [],
            exchanges: [expect.anything()],
          },
        ],
        tags: [],
        comparisons: [],
        wire: [],
        claims: [],
      },
      warnings: [],
      exitCodes: [],
    });
  });

  test("runs the client under every contract that has an expectation, in order, each on an org of its own", async () => {
    const change = { method: "POST", path: "/__mock/users", body: { id: "${activeUser}", name: "Changed" } };
    const read = { path: "/api/v2/users/${activeUser}" };
    const document = aDocument({
      contract: ["published", "thread"],
      client: { requests: [read, change] },
      expect: { calls: [{ path: "/api/v2/users/${activeUser}", status: 200 }], status: 200 },
    });
    const { result, exitCodes } = await run(document);
    expect(result.legs.map(({ contract, status }) => [contract, status])).toEqual([
      ["published", "passed"],
      ["thread", "passed"],
    ]);
    expect(exitCodes).toEqual([]);
    for (const { exchanges } of result.legs) {
      expect(exchanges[0]?.response?.body.toString()).not.toContain("Changed");
      expect(exchanges[1]?.response?.body.toString()).toContain("Changed");
    }
    const oneOnly = await run({ ...document, expect: { thread: { status: 200 } } });
    expect(oneOnly.result.legs.map(({ contract }) => contract)).toEqual(["thread"]);
  });

  test("fails with every mismatch, and a curl line that repeats the last call under the leg's contract", async () => {
    const request = { method: "POST", path: "/api/v2/flows/executions", body: {} };
    const { leg, status, exitCodes } = await runLeg({
      contract: "thread",
      client: { request },
      expect: { status: 200, body: { executionId: "$uuid" } },
    });
    expect(leg).toMatchObject({ contract: "thread", status: "failed" });
    expect(leg?.differences.map(({ at, message }) => [at, message])).toEqual([
      ["/status", "status: expected 200, found 400"],
      [
        "/body/executionId",
        "body.executionId: is missing, expected a UUID; the names found are code, message, status, errors, contextId",
      ],
    ]);
    expect(leg?.curl?.split(" \\\n  ")).toEqual([
      "curl -sS -i -X POST",
      "'http://127.0.0.1:8088/api/v2/flows/executions'",
      '-H "Authorization: Bearer $GENESYSCLOUD_ACCESS_TOKEN"',
      "-H 'Content-Type: application/json'",
      "-H 'X-Mock-Contract: thread'",
      "-H 'Accept:' -H 'User-Agent:'",
      "--data-binary '{}'",
    ]);
    expect([status, exitCodes]).toEqual(["failed", [1]]);
  });

  test("leaves the choice of a contract in the curl line to a client that makes it", async () => {
    const request = { path: "/api/v2/users/me", headers: { "x-mock-contract": "thread" } };
    const { leg } = await runLeg({ client: { request }, expect: { status: 200 } });
    expect(leg?.curl?.match(/x-mock-contract: \w+/gi)).toEqual(["x-mock-contract: thread"]);
  });

  test("gives no curl line where there was no call", async () => {
    const { leg } = await runLeg({ client: { command: ["true"] }, expect: { status: 200 } });
    expect(leg).toMatchObject({ status: "failed", exchanges: [] });
    expect(leg).not.toHaveProperty("curl");
  });

  test("does not compare after a client that could not do its work, but shows its calls", async () => {
    const requests = [{ path: "/api/v2/users", save: { one: "/nowhere" } }, { path: "/api/v2/users/${one}" }];
    const { leg, status, exitCodes } = await runLeg({ client: { requests }, expect: { status: 418, body: "${one}" } });
    expect(leg).toMatchObject({
      status: "error",
      differences: [],
      curl: expect.stringContaining("8088/api/v2/users'"),
    });
    expect(leg?.error).toMatch(/^step 1 \(GET \/api\/v2\/users\): expected a JSON body with a value at "\/nowhere"/);
    expect(leg?.exchanges).toHaveLength(1);
    expect([status, exitCodes]).toEqual(["error", [1]]);
  });

  test("is in error where a command is not found", async () => {
    const { leg, exitCodes } = await runLeg({ client: { command: ["no-such-program"] }, expect: { result: {} } });
    expect(leg).toMatchObject({ status: "error", differences: [], exchanges: [] });
    expect(leg?.error).toMatch(/^the command "no-such-program" could not be started: it was not found in PATH/);
    expect(exitCodes).toEqual([1]);
  });

  test.each([
    [
      "a setting that there is not",
      { settings: { unknown: 1 } },
      /^given\.settings: there is no setting "unknown"; the settings are /,
    ],
    [
      "a setting with a wrong value",
      { settings: { maxPageSize: 0 } },
      /^given\.settings: the setting maxPageSize cannot be "0"/,
    ],
    [
      "a user that is none",
      { users: [{ id: "u", state: "asleep" }] },
      /^given\.users: \/state is "asleep"; expected one of/,
    ],
    [
      "a flow that is none",
      { flows: [{ id: "f", versoin: "1.0" }] },
      /^given\.flows: .*"versoin"; did you mean "version"\?/,
    ],
    ["a fault that is none", { faults: [{ status: 418 }] }, /^given\.faults: \/status is 418; expected one of 400, /],
    ["a token of an unknown user", { token: { userId: "nobody" } }, /^given\.token: No user has the id "nobody"/],
    [
      "a token of an unknown client",
      { token: { clientId: "none" } },
      /^given\.token: No OAuth client has the id "none"/,
    ],
    [
      "an OAuth client that there is not",
      { oauthClient: "Nobody" },
      /^given\.oauthClient: .* no OAuth client "Nobody"; it has Full access, Read only,/,
    ],
  ])("is in error with exit code 2 where it is given %s", async (_what, given, message) => {
    const { leg, status, exitCodes } = await runLeg({ given });
    expect(leg).toMatchObject({ target: "mock", status: "error", differences: [], exchanges: [] });
    expect(leg?.error).toMatch(message);
    expect([status, exitCodes]).toEqual(["error", [2]]);
  });

  test("takes the exit code from a target that is not there, and 1 for what nobody expected", async () => {
    const content = aDocument({ claims: [aClaim()] });
    const refusing = await run(content, { mock: aTarget() });
    expect(refusing.result).toMatchObject({
      status: "error",
      legs: [{ target: "fake", error: "the target is not there" }],
    });
    expect(refusing.exitCodes).toEqual([3, 3]);
    const breaking = aTarget({ variables: () => Promise.reject(new Error("a bug")) });
    expect(await run(content, { mock: breaking })).toMatchObject({
      result: { status: "error", legs: [{ error: "a bug" }], claims: [{ error: "a bug" }] },
      exitCodes: [1, 1],
    });
  });

  test("fails where the target closes the connection", async () => {
    const target = await startTarget(["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"]);
    onTestFinished(() => target.close());
    const command = ["curl", "-s", "${baseUrl}/api/v2/users"];
    const { result } = await run(aDocument({ client: { command } }), { mock: targetAt(target.url) });
    expect(result.legs[0]).toMatchObject({
      status: "failed",
      exchanges: [{ error: expect.stringContaining("closed") }],
    });
  });

  test("runs the claims after the client, and takes the worst of all for its status", async () => {
    const base = { method: "POST", path: "/api/v2/flows/executions", body: "${launchBody}" };
    const flipped = aClaim({ verdicts: { published: "refuted" } });
    const broken = aClaim({ variation: { client: { command: ["no-such-program"] } } });
    const passing = aDocument({ base, client: { request: { path: "/api/v2/users" } } });
    const statusWith = async (...claims: object[]) => {
      const { result, exitCodes } = await run({ ...passing, claims });
      expect(result.claims).toHaveLength(claims.length);
      return [result.status, exitCodes];
    };
    expect(await statusWith(aClaim())).toEqual(["passed", []]);
    expect(await statusWith(aClaim(), flipped)).toEqual(["failed", [1]]);
    expect(await statusWith(broken, flipped, aClaim())).toEqual(["error", [1, 1]]);
  });
});
