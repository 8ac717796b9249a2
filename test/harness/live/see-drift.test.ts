import { describe, expect, test } from "vitest";
import type { Differences } from "#test/stand-in/differences.ts";
import { aStandIn, runLive } from "./run-live.ts";

/** Reads a user and checks nothing but that there is one: what differs has to be seen without an expectation about it. */
const readUser = `id: read-user
title: A user is read
effect: reads
client: { request: { path: "/api/v2/users/\${activeUser}" } }
expect: { status: { $oneOf: [200, 203] } }
`;

const refusedUser = `id: refused-user
title: An unknown user is refused
effect: reads
client: { request: { path: "/api/v2/users/\${unknownUser}" } }
expect: { status: 404 }
`;

const launch = `id: launch
title: A launch with a property that the API does not know
effect: launches
client:
  request: { method: POST, path: /api/v2/flows/executions, body: { flowId: "\${publishedFlow}", context: {} } }
expect: { status: 400 }
`;

const user = "GET /api/v2/users/*";

describe("a mock that differs from the real API in one thing is seen, without an expectation about it", () => {
  test.each<[string, Partial<Differences>, { at: string; kind: string }]>([
    ["the status", { status: { match: user, status: 203 } }, { at: "/status", kind: "status" }],
    [
      "a property that the contract does not know",
      { extraField: { match: user, pointer: "/nickname", value: "Ada" } },
      { at: "/body/nickname", kind: "schema" },
    ],
    [
      "a property inside another one",
      { extraField: { match: user, pointer: "/division/code", value: 7 } },
      { at: "/body/division/code", kind: "schema" },
    ],
    [
      "a missing property",
      { missingField: { match: user, pointer: "/email" } },
      { at: "/body/email", kind: "property" },
    ],
    [
      "the type of a value",
      { retypedField: { match: user, pointer: "/version", value: "1" } },
      { at: "/body/version", kind: "schema" },
    ],
    [
      "which id comes back",
      { retypedField: { match: user, pointer: "/id", value: "0d5ea9a4-5f0c-4b0e-9d8b-6f1f3f0f0f0f" } },
      { at: "/body/id", kind: "value" },
    ],
    [
      "the content type",
      { otherHeader: { match: user, name: "Content-Type", value: "text/json" } },
      { at: "/headers/content-type", kind: "header" },
    ],
    [
      "a header that is missing",
      { droppedHeader: { match: user, name: "ININ-Correlation-Id" } },
      { at: "/headers/inin-correlation-id", kind: "header" },
    ],
  ])("%s", async (_what, differences, expected) => {
    const { exitCode, report, stdout } = await runLive({ a: readUser }, await aStandIn(differences));

    expect(report.scenarios[0]?.drift).toEqual([expect.objectContaining(expected)]);
    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "drift" }]);
    expect(exitCode).toBe(4);
    expect(stdout).toContain(expected.at);
  });

  test("a word of a closed list", async () => {
    const difference = { retypedField: { match: user, pointer: "/state", value: "inactive" } };
    const standIn = await aStandIn(difference);
    // Of GENESYS_TEST_USER_ID it would be said that it names the wrong user.
    const variables = 'variables: { someone: { mock: "${activeUser}", live: "${env.SOMEONE}" } }\n';
    const { exitCode, report } = await runLive(
      { a: `${readUser.replace("activeUser", "someone")}${variables}` },
      standIn,
      { env: { SOMEONE: standIn.org.idOf("activeUser"), GENESYS_TEST_USER_ID: "" } },
    );

    expect(report.scenarios[0]?.drift).toMatchObject([{ at: "/body/state", kind: "value" }]);
    expect(exitCode).toBe(4);
  });

  test("the code and the message of a refusal", async () => {
    const standIn = await aStandIn({ code: { match: user, code: "user.is.gone" } });
    const { exitCode, report } = await runLive({ a: refusedUser }, standIn);

    expect(report.scenarios[0]?.drift).toEqual([expect.objectContaining({ at: "/code", kind: "code" })]);
    expect(exitCode).toBe(4);
  });

  test("an expectation that holds on the mock only is the API's change, or a wrong expectation", async () => {
    const standIn = await aStandIn({ ignoreUnknownProperties: true });
    const { exitCode, report } = await runLive({ a: launch }, standIn, { args: { allow: "launches" } });

    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "api-changed" }]);
    expect(report.scenarios[0]?.targets.map(({ target, status }) => [target, status])).toEqual([
      ["mock", "passed"],
      ["live", "failed"],
    ]);
    expect([exitCode, report.summary.exitCodes]).toEqual([1, [1, 4]]);
  });

  test("an expectation that holds on the real API only is the mock's fault", async () => {
    const standIn = await aStandIn({ code: { match: user, code: "user.is.gone" } });
    const scenario = refusedUser.replace("{ status: 404 }", "{ body: { code: user.is.gone } }");
    const { exitCode, report } = await runLive({ a: scenario }, standIn);

    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "mock-wrong" }]);
    expect(exitCode).toBe(1);
  });

  test("what may be data is told, and changes no exit code", async () => {
    const standIn = await aStandIn({ missingField: { match: "GET /api/v2/users", pointer: "/entities/*/manager" } });
    const list = `id: list
title: Users
effect: reads
client: { request: { path: "/api/v2/users?pageSize=100" } }
expect: { status: 200 }
`;
    const { exitCode, report, stdout } = await runLive({ a: list }, standIn);

    expect(report.scenarios[0]?.comparisons).toMatchObject([
      {
        verdict: "agree",
        undecided: [{ at: expect.stringMatching(/^\/body\/entities\/\d+\/manager$/), kind: "property" }],
      },
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/live ✓ {2}agree \(1 may be data\)/);
    expect(stdout).toMatch(
      /Sent by one side only, which may be data:\n.*GET \/api\/v2\/users\?pageSize=100 {2}body\.entities\[\d+\]\.manager: \d+ of the mock's \d+ have this property, none of the real API's \d+ has; it may be data \(list\)/,
    );
  });

  test("nothing, where two orgs hold other data and say the same", async () => {
    const list =
      "id: list\ntitle: Users\neffect: reads\nclient: { request: { path: /api/v2/users } }\nexpect: { status: 200 }\n";
    const { exitCode, report } = await runLive({ a: readUser, b: refusedUser, c: launch, d: list }, await aStandIn(), {
      args: { allow: "launches" },
    });

    expect(report.scenarios.map(({ comparisons }) => comparisons.map(({ verdict }) => verdict))).toEqual([
      ["agree"],
      ["agree"],
      ["agree"],
      ["agree"],
    ]);
    expect(exitCode).toBe(0);
  });
});

describe("what the harness reads itself", () => {
  test("is compared like the client's calls", async () => {
    const execution = "GET /api/v2/flows/executions/*";
    const standIn = await aStandIn({ extraField: { match: execution, pointer: "/phase", value: "done" } });
    const scenario = `id: state
title: A launch is completed
effect: launches
client:
  request: { method: POST, path: /api/v2/flows/executions, body: { flowId: "\${publishedFlow}" }, save: { id: /id } }
expect:
  state: { get: "/api/v2/flows/executions/\${id}", is: { status: COMPLETED }, within: 10s }
`;
    const { exitCode, report } = await runLive({ a: scenario }, standIn, { args: { allow: "launches" } });

    expect(report.scenarios[0]?.drift).toEqual([expect.objectContaining({ at: "/body/phase", kind: "schema" })]);
    expect(exitCode).toBe(4);
  });
});

describe("what is tolerated", () => {
  const tolerating = (until: string, at = "/body/nickname") => `${readUser}compare:
  tolerate: [{ at: ${at}, may: be-added, why: announced for March, until: ${until} }]
`;
  const nickname = { extraField: { match: user, pointer: "/nickname", value: "Ada" } };

  test("is no drift, and is told", async () => {
    const { exitCode, report } = await runLive({ a: tolerating("2999-01-01") }, await aStandIn(nickname));

    expect(report.scenarios[0]).toMatchObject({
      drift: [],
      comparisons: [{ verdict: "agree", tolerated: [{ at: "/body/nickname" }], idleTolerances: [] }],
    });
    expect(exitCode).toBe(0);
  });

  test("is drift again once its time is over", async () => {
    const { exitCode, report, stdout } = await runLive({ a: tolerating("2020-01-01") }, await aStandIn(nickname));

    expect(report.scenarios[0]?.comparisons).toMatchObject([
      { verdict: "drift", idleTolerances: [{ at: "/body/nickname", state: "expired" }] },
    ]);
    expect(exitCode).toBe(4);
    expect(stdout).toContain("over since 2020-01-01");
  });

  test("is reported where nothing needed it", async () => {
    const { exitCode, report, stdout } = await runLive({ a: tolerating("2999-01-01") }, await aStandIn());

    expect(report.scenarios[0]?.comparisons).toMatchObject([
      { verdict: "agree", idleTolerances: [{ state: "unused" }] },
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("not needed under published");
  });

  test("never covers another type", async () => {
    const retyped = { retypedField: { match: user, pointer: "/version", value: "1" } };
    const scenario = tolerating("2999-01-01", "/body/version").replace("be-added", "differ");
    const { exitCode } = await runLive({ a: scenario }, await aStandIn(retyped));

    expect(exitCode).toBe(4);
  });
});

describe("a known bug", () => {
  const bug = `${refusedUser.replace("{ status: 404 }", "{ status: 200 }")}status: open-bug\n`;

  test("is reproduced on both sides and passes", async () => {
    const { exitCode, report } = await runLive({ a: bug }, await aStandIn());

    expect(report.scenarios[0]).toMatchObject({ status: "passed", comparisons: [{ verdict: "bug-reproduced" }] });
    expect(exitCode).toBe(0);
  });

  test("fails the run once it is gone", async () => {
    const mended = bug.replace("{ status: 200 }", "{ status: 404 }");
    const { exitCode, report, stdout } = await runLive({ a: mended }, await aStandIn());

    expect(report.scenarios[0]).toMatchObject({ status: "failed" });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("open-bug");
  });
});

describe("contracts", () => {
  test("that the real API does not follow are named, and are no drift", async () => {
    const both = `${launch.replace("id: launch", "id: both\ncontract: [published, thread]")}`;
    const { exitCode, report } = await runLive({ a: both }, await aStandIn(), { args: { allow: "launches" } });

    expect(report.scenarios[0]?.comparisons.map(({ contract, verdict }) => [contract, verdict])).toEqual([
      ["published", "agree"],
      ["thread", "other-contract"],
    ]);
    expect(exitCode).toBe(0);
  });

  test("that say they are the real API are drift where they are not, whatever another one says", async () => {
    const accepted = `id: thread-is-right
title: A launch as the thread has it
contract: [published, thread]
effect: launches
variables:
  body: { mock: "\${launchBody}", live: { flowId: "\${publishedFlow}" } }
client: { request: { method: POST, path: /api/v2/flows/executions, body: "\${body}" } }
expect: { status: { $oneOf: [200, 404] } }
`;
    const standIn = await aStandIn({ status: { match: "POST /api/v2/flows/executions", status: 202 } });
    const { exitCode, report } = await runLive({ a: accepted }, standIn, { args: { allow: "launches" } });

    expect(report.scenarios[0]?.comparisons[0]?.verdict).not.toBe("other-contract");
    expect(exitCode).toBe(1);
  });

  test("of which the real API follows none are drift", async () => {
    const both = `${launch.replace("id: launch", "id: both\ncontract: [published, thread]")}`;
    const standIn = await aStandIn({ code: { match: "POST /api/v2/flows/executions", code: "something.else" } });
    const { exitCode, report } = await runLive({ a: both }, standIn, { args: { allow: "launches" } });

    expect(report.scenarios[0]?.comparisons.map(({ verdict }) => verdict)).toEqual(["drift", "drift"]);
    expect(exitCode).toBe(4);
  });
});
