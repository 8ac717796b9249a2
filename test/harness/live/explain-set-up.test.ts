import { describe, expect, test } from "vitest";
import { readReport, runVerb } from "#test/harness/cli/run-verb.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";
import { aStandIn, runLive } from "./run-live.ts";

const launch = (id: string) => `id: ${id}
title: A flow is launched
effect: launches
client: { request: { method: POST, path: /api/v2/flows/executions, body: { flowId: "\${publishedFlow}" } } }
expect: { status: 200 }
`;
const read = `id: read
title: A flow and a user are read
effect: reads
client: { requests: [{ path: "/api/v2/flows/\${publishedFlow}" }, { path: "/api/v2/users/\${activeUser}" }] }
expect: { status: 200 }
`;
const unknown = "00000000-1111-4222-8333-444444444444";
const args = { allow: "launches", reporter: ["console", "github", "json=report.json", "markdown=report.md"] };

describe("an id that the environment binds to nothing", () => {
  test("is told once, before the verdicts, in place of what it changes in each scenario", async () => {
    const run = await runLive({ a: launch("first"), b: launch("second"), c: read }, await aStandIn(), {
      args,
      env: { GENESYS_TEST_FLOW_ID: unknown },
    });
    const { exitCode, report, stdout, cwd } = run;
    const message = `GENESYS_TEST_FLOW_ID (${unknown}) names nothing in the real org that the token of the run can see. Set it to the id of a published workflow that can be launched at any time and completes; docs/live.md says what each variable is for`;

    expect(report.summary).toMatchObject({
      exitCodes: [3],
      circumstances: [{ kind: "binding", message, scenarios: ["first", "second", "read"] }],
      comparisons: { "api-changed": 0, drift: 0, "not-run": 3 },
    });
    expect(report.scenarios.map(({ targets }) => targets[1])).toMatchObject(
      [1, 2, 3].map(() => ({ status: "error", error: message })),
    );
    expect(exitCode).toBe(3);
    // Once in the console's text and once as an annotation.
    expect(stdout.split("GENESYS_TEST_FLOW_ID")).toHaveLength(3);
    expect(stdout.indexOf("3 scenarios could not be compared: first, second, read")).toBeLessThan(
      stdout.indexOf("! first"),
    );
    expect(stdout).not.toContain("API changed");
    expect((await readReport(cwd, "report.md")).split("that the token of the run can see")).toHaveLength(2);
  });

  test("is the scenario's own variable, too", async () => {
    const own = launch("own")
      .replace("${publishedFlow}", "${mine}")
      .replace("client", 'variables: { mine: { mock: "${publishedFlow}", live: "${env.MY_FLOW}" } }\nclient');
    const { report } = await runLive({ a: own }, await aStandIn(), { args, env: { MY_FLOW: unknown } });

    expect(report.scenarios[0]?.targets[1]?.error).toMatch(/^MY_FLOW \(00000000-.* names nothing in the real org/);
  });
});

describe("a mock that is wrong where the real API does as expected", () => {
  const gone = `id: gone
title: A user who is gone
effect: reads
client: { request: { path: "/api/v2/users/\${activeUser}" } }
expect: { status: 404 }
`;

  test("is not hidden behind an id that names nothing", async () => {
    const { exitCode, report } = await runLive({ a: gone }, await aStandIn(), {
      args,
      env: { GENESYS_TEST_USER_ID: unknown },
    });

    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "mock-wrong" }]);
    expect(report.scenarios[0]?.targets.map(({ status }) => status)).toEqual(["failed", "passed"]);
    expect(exitCode).toBe(1);
  });

  test("is not hidden behind a permission that is missing", async () => {
    const standIn = await aStandIn({ status: { match: "GET /api/v2/users/*", status: 403 } });
    const { report, stdout } = await runLive({ a: gone.replace("404", "403") }, standIn, { args });

    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "mock-wrong" }]);
    expect(report.scenarios[0]?.comparisons[0]).not.toHaveProperty("cause");
    expect(stdout).toMatch(/live ✓ {2}the mock is wrong/);
  });
});

describe("an id that another scenario has found", () => {
  test("is not said to name nothing where an answer about it is 404", async () => {
    const standIn = await aStandIn({ status: { match: "POST /api/v2/flows/executions", status: 404 } });
    const { report } = await runLive({ a: read, b: launch("b") }, standIn, { args: { ...args, concurrency: "1" } });

    expect(report.scenarios[1]?.comparisons).toMatchObject([{ verdict: "api-changed" }]);
  });
});

describe("an id that the environment binds to something in the wrong state", () => {
  const message = (name: string, wrong: string) =>
    expect.stringMatching(`^${name} \\(.*\\) names something that is ${wrong}`);

  test.each<[what: string, scenario: string, known: "deletedFlow" | "unpublishedFlow" | "inactiveUser", wrong: string]>(
    [
      [
        "deleted, and launched",
        launch("a"),
        "deletedFlow",
        "deleted in the real org \\(410 architect.flow.deleted\\). Set it to",
      ],
      [
        "unpublished, and launched",
        launch("a"),
        "unpublishedFlow",
        "unpublished in the real org \\(404 architect.flow.version",
      ],
      [
        "unpublished, and read",
        read,
        "unpublishedFlow",
        "unpublished in the real org. Set it to the id of a published workflow",
      ],
      [
        "inactive, and read",
        read,
        "inactiveUser",
        "inactive in the real org. Set it to the id of a user who is active",
      ],
    ],
  )("is named, with what it has to be: %s", async (_what, scenario, known, wrong) => {
    const standIn = await aStandIn();
    const name = known === "inactiveUser" ? "GENESYS_TEST_USER_ID" : "GENESYS_TEST_FLOW_ID";
    const { exitCode, report } = await runLive({ a: scenario }, standIn, {
      args,
      env: { [name]: standIn.org.idOf(known) },
    });

    expect(report.summary).toMatchObject({
      exitCodes: [3],
      circumstances: [{ kind: "binding", message: message(name, wrong) }],
    });
    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "not-run" }]);
    expect(exitCode).toBe(3);
  });

  test("is refused before anything is sent where it has not the form of an id", async () => {
    const standIn = await aStandIn();
    const cwd = await writeFiles({ "a.scenario.yaml": read });
    const env = { ...standIn.environment(), GENESYS_TEST_FLOW_ID: "foo" };
    const { exitCode, stderr, stdout } = await runVerb(cwd, { liveUrl: standIn.url, allow: "launches" }, { env });

    expect(`${stdout}${stderr}`).toContain(
      'GENESYS_TEST_FLOW_ID is "foo", expected a UUID: the id of a published workflow',
    );
    expect(exitCode).toBe(3);
    expect(standIn.requests()).toEqual([]);
  });
});

describe("a real side that is not there", () => {
  const flows = "GET /api/v2/flows/*";
  const both = read.replace("expect: { status: 200 }", "expect: { calls: [{ status: 200 }, { status: 200 }] }");

  test.each([502, 503, 504])("is told once, and nothing is compared: %i", async (status) => {
    const standIn = await aStandIn({ status: { match: flows, status } });
    const second = both.replace("id: read", "id: again");
    const { exitCode, report, stdout } = await runLive({ a: both, b: second }, standIn, { args });

    const message = expect.stringMatching(
      `^the real side was not available: it answered ${status}. .* try again later`,
    );
    expect(report.summary).toMatchObject({
      exitCodes: [3],
      circumstances: [{ kind: "unavailable", message, scenarios: ["read", "again"] }],
    });
    expect(stdout).toContain(`GET /api/v2/flows/<publishedFlow> was answered ${status} there, and 200 by the mock`);
    expect(stdout).not.toContain("API changed");
    expect(exitCode).toBe(3);
  });

  test("is not what a tolerance of another status allows", async () => {
    const standIn = await aStandIn({ status: { match: flows, status: 503 } });
    const tolerant = `${both}compare: { tolerate: [{ at: /status, may: differ, why: known, until: 2099-01-01 }] }\n`;
    expect((await runLive({ a: tolerant }, standIn, { args })).report.summary).toMatchObject({ exitCodes: [3] });
  });

  test("is not one that answers 500, to which a request can lead", async () => {
    const standIn = await aStandIn({ status: { match: flows, status: 500 } });
    const { report } = await runLive({ a: both }, standIn, { args });
    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "api-changed" }]);
  });

  test("leaves a recording as it was", async () => {
    const standIn = await aStandIn({ status: { match: flows, status: 503 } });
    const { cwd } = await runLive({ a: both }, standIn, { args: { ...args, record: "recordings" } });
    await expect(readReport(cwd, "recordings/read.har")).rejects.toThrow("ENOENT");
  });
});

describe("a token of the run that the real side refuses", () => {
  const users = { status: { match: "GET /api/v2/users/*", status: 401 } };

  test("is named by where it comes from, and nothing is compared", async () => {
    const loggedIn = await runLive({ a: read }, await aStandIn(users), { args });
    expect(loggedIn.report.summary).toMatchObject({
      exitCodes: [3],
      circumstances: [
        { kind: "token", message: expect.stringContaining("the OAuth client of GENESYSCLOUD_OAUTHCLIENT_ID got") },
      ],
    });

    const standIn = await aStandIn(users);
    const env = { GENESYSCLOUD_ACCESS_TOKEN: standIn.org.tokenOf("fullAccess") };
    const pasted = await runLive({ a: read }, standIn, { args, env });
    expect(pasted.report.summary).toMatchObject({
      circumstances: [{ kind: "token", message: expect.stringContaining("renew GENESYSCLOUD_ACCESS_TOKEN") }],
    });
  });

  test("is not the token that a scenario made up", async () => {
    const own = `${read}given: { token: { value: mock-token-full-access } }\n`;
    const { report } = await runLive({ a: own }, await aStandIn(), { args });
    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "api-changed" }]);
  });
});

describe("what is given that a real org cannot give", () => {
  test("is in the plan, and nothing is sent", async () => {
    const standIn = await aStandIn();
    const refused = read.replace("status: 200", "status: 403");
    const files = {
      a: `${read}given: { oauthClient: No launch }\n`,
      b: `${refused.replace("id: read", "id: rights")}given: { token: { permissions: [] } }\n`,
    };
    const { stdout } = await runLive(files, standIn, { args: { ...args, dryRun: true } });
    expect(stdout).toContain("runs there    0 of 2 scenarios");
    expect(stdout).toContain("set GENESYSCLOUD_OAUTHCLIENT_ID__NO_LAUNCH and");
    expect(stdout).toContain("it is about what a token may (permissions)");
    expect(standIn.requests()).toEqual([]);
  });
});

describe("a permission that the real OAuth client lacks", () => {
  test("is named in the verdict, with what to do", async () => {
    const standIn = await aStandIn();
    const bound = standIn.environment({ clients: ["No launch"] });
    const { report, stdout } = await runLive({ a: launch("a") }, standIn, {
      args,
      env: {
        GENESYSCLOUD_OAUTHCLIENT_ID: bound["GENESYSCLOUD_OAUTHCLIENT_ID__NO_LAUNCH"],
        GENESYSCLOUD_OAUTHCLIENT_SECRET: bound["GENESYSCLOUD_OAUTHCLIENT_SECRET__NO_LAUNCH"],
      },
    });

    expect(report.scenarios[0]?.comparisons).toMatchObject([
      {
        verdict: "api-changed",
        cause: "permission",
        why: expect.stringContaining(
          "lacks the permission architect:flow:launch. Give its OAuth client (or user) a role",
        ),
      },
    ]);
    expect(stdout).toContain("mock and live: the real side lacks a permission");
    expect(stdout).toContain("Next: the real side refused what the mock allows");
    expect(stdout).not.toContain("the API changed, or the expectation is wrong");
  });
});
