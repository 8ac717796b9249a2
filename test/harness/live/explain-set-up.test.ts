import { describe, expect, test } from "vitest";
import { readReport } from "#test/harness/cli/run-verb.ts";
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
    const message = `GENESYS_TEST_FLOW_ID (${unknown}) names nothing in the real org that the token of the run can see. Set it to the id of something that is there; docs/live.md says what each variable is for`;

    expect(report.summary).toMatchObject({
      exitCodes: [3],
      misbound: [{ message, scenarios: ["first", "second", "read"] }],
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
