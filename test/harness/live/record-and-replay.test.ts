import { readdir, readFile, rename, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readReport, runVerb } from "#test/harness/cli/run-verb.ts";
import { aStandIn, runLive } from "./run-live.ts";

const launch = `id: launch
title: A flow is launched and completed
effect: launches
client:
  requests:
    - { method: POST, path: /api/v2/flows/executions, body: { flowId: "\${publishedFlow}" }, save: { id: /id } }
    - { path: "/api/v2/flows/executions/\${id}" }
expect:
  status: 200
  state: { get: "/api/v2/flows/executions/\${id}", is: { status: COMPLETED }, within: 10s }
`;

const claims = `id: claims
title: What a launch body may hold
effect: launches
base: { method: POST, path: /api/v2/flows/executions, body: { flowId: "\${publishedFlow}" } }
claims:
  - claim: an unknown property is refused
    by: answer
    control: {}
    variation: { body: { flowId: "\${publishedFlow}", context: {} } }
    claimed: { status: 400 }
    verdicts: { published: holds, live: holds }
`;

const users = `id: users
title: An active user is read
effect: reads
client: { request: { path: "/api/v2/users/\${activeUser}" } }
expect: { status: 200, body: { email: "\${activeUserEmail}" } }
`;

const scenarios = { launch, claims, users };
const record = { allow: "launches", record: "recordings" };

/** Runs the scenarios of a folder against what was recorded there. */
async function replay(cwd: string, args = {}) {
  const result = await runVerb(cwd, { recording: "recordings", reporter: ["console", "json=replay.json"], ...args });
  return { ...result, report: JSON.parse(await readReport(cwd, "replay.json").catch(() => "{}")) };
}

describe("a recording", { timeout: 60_000 }, () => {
  test("stands for the real API without credentials: the same legs, comparisons and verdicts", async () => {
    const { cwd, exitCode } = await runLive(scenarios, await aStandIn(), { args: record });
    expect(exitCode).toBe(0);
    expect((await readdir(join(cwd, "recordings"))).sort()).toEqual(["claims.har", "launch.har", "users.har"]);

    const replayed = await replay(cwd);

    expect(replayed.report.scenarios).toMatchObject([
      { id: "claims", claims: [{ verdicts: { published: "holds", live: "holds" } }] },
      { id: "launch", comparisons: [{ verdict: "agree" }], targets: [{ target: "mock" }, { target: "recording" }] },
      { id: "users", comparisons: [{ verdict: "agree" }] },
    ]);
    expect([replayed.exitCode, replayed.stderr]).toEqual([0, ""]);
  });

  test("shows drift from what was recorded", async () => {
    const standIn = await aStandIn({ missingField: { match: "GET /api/v2/users/*", pointer: "/email" } });
    const { cwd } = await runLive({ users: users.replace(', body: { email: "${activeUserEmail}" }', "") }, standIn, {
      args: record,
    });

    const replayed = await replay(cwd);

    expect(replayed.report.scenarios[0]).toMatchObject({ drift: [{ at: "/body/email", kind: "property" }] });
    expect(replayed.exitCode).toBe(4);
  });

  test("of another scenario is no recording of this one", async () => {
    const { cwd } = await runLive({ users }, await aStandIn(), { args: record });
    await rename(join(cwd, "recordings", "users.har"), join(cwd, "recordings", "others.har"));

    const { report, exitCode } = await replay(cwd);

    expect(report.scenarios[0].targets[1]).toMatchObject({
      status: "not-run",
      error: expect.stringContaining("no recording of users"),
    });
    expect(exitCode).toBe(2);
  });

  test("is looked for in a folder that is there, before anything is run", async () => {
    const { cwd } = await runLive({ users }, await aStandIn(), { args: record });

    const { report, stdout, exitCode } = await replay(cwd, { recording: "recording" });

    expect(stdout).toMatch(/nothing was run\n.*found nothing at .*\(is recordings meant, which is beside it\?\)/);
    expect(report.scenarios).toEqual([]);
    expect(exitCode).toBe(2);
  });

  test("does not hide that a request has changed since: it shows the nearest call and what differs", async () => {
    const { cwd } = await runLive(scenarios, await aStandIn(), { args: record });
    const change = async (id: string, from: string, to: string) => {
      const file = join(cwd, `${id}.scenario.yaml`);
      await writeFile(file, (await readFile(file, "utf8")).replaceAll(from, to));
    };
    await change("users", "/users/", "/users/x");
    await change("claims", "context: {}", "contexts: {}");

    const { report, stdout, exitCode } = await replay(cwd);

    expect(exitCode).toBe(3);
    expect(report.summary.exitCodes).toContain(3);
    expect(report.scenarios[2]).toMatchObject({ status: "error", comparisons: [{ verdict: "not-run" }] });
    expect(stdout).toMatch(
      /a request has changed since it was recorded: expected the recorded call, found GET \S+; the recorded one is GET \S+, which differs in path/,
    );
    expect(report.scenarios[0].claims[0].notRunLive).toContain("has changed since it was recorded");
  });

  test("tells of its age, and is not used where it is too old for it", async () => {
    const { cwd } = await runLive({ users }, await aStandIn(), { args: record });
    await age(join(cwd, "recordings", "users.har"));

    expect((await replay(cwd, { maxAge: "30" })).report.summary.warnings).toEqual([
      expect.stringMatching(/users\.har.*\d+ days/),
    ]);
    expect((await replay(cwd, { maxAge: "30:fail" })).exitCode).toBe(3);
  });
});

/** Makes a recording half a year old. */
async function age(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replaceAll(/"startedDateTime": "\d{4}/g, '"startedDateTime": "2020'));
  await utimes(file, new Date("2020-06-01"), new Date("2020-06-01"));
}
