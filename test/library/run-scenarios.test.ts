import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { RunError, type RunEvent, runScenarios } from "#library/index.ts";

/** A folder with these files that goes with the test. */
async function aFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "genesys-mock-library-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const aScenario = ({ id = "me", status = 400 } = {}) => `id: ${id}
title: A client-credentials token has no user
effect: reads
tags: [${id}-tag]
client:
  request: { path: /api/v2/users/me }
expect:
  status: ${status}
`;

/** What a run is refused with. */
async function errorOf(run: Promise<unknown>): Promise<RunError> {
  const error = await run.then(
    () => expect.fail("it ran"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RunError);
  return error as RunError;
}

describe("runScenarios", () => {
  test("runs what is in a folder and gives the results", async () => {
    const cwd = await aFolder({
      "a.scenario.yaml": aScenario(),
      "b.scenario.yaml": aScenario({ id: "b", status: 200 }),
    });
    const run = await runScenarios({ paths: ["."], cwd });
    expect(run.scenarios.map(({ id, status }) => [id, status])).toEqual([
      ["me", "passed"],
      ["b", "failed"],
    ]);
    expect(run.exitCode).toBe(1);
  });

  test("selects by tag and by text, and tells what happens as it happens", async () => {
    const cwd = await aFolder({ "a.scenario.yaml": aScenario(), "b.scenario.yaml": aScenario({ id: "b" }) });
    const events: RunEvent["kind"][] = [];
    const run = await runScenarios({ paths: ["."], cwd, tags: ["b-tag"], onEvent: ({ kind }) => events.push(kind) });
    expect(run.scenarios.map(({ id }) => id)).toEqual(["b"]);
    expect(events).toEqual(["run-started", "scenario-finished", "run-finished"]);
    const filtered = await runScenarios({ paths: ["."], cwd, filter: "a.scenario" });
    expect(filtered.scenarios.map(({ id }) => id)).toEqual(["me"]);
  });

  test("writes the reports that it is asked for", async () => {
    const cwd = await aFolder({ "a.scenario.yaml": aScenario() });
    await runScenarios({ paths: ["."], cwd, reporters: ["json=report.json"] });
    expect(JSON.parse(await readFile(join(cwd, "report.json"), "utf8"))).toMatchObject({ scenarios: [{ id: "me" }] });
  });

  test("rejects with file, line and column of every mistake in the scenarios", async () => {
    const cwd = await aFolder({
      "a.scenario.yaml": aScenario().replace("expect:", "expects:").replace("reads", "read"),
    });
    const error = await errorOf(runScenarios({ paths: ["."], cwd }));
    expect(error.exitCode).toBe(2);
    expect(error.message).toMatch(/^Nothing was run:\na\.scenario\.yaml:3:9: expected reads/);
    expect(error.problems[0]).toMatchObject({ file: "a.scenario.yaml", line: 3, column: 9 });
  });

  test("rejects options that the command would refuse, each in a line", async () => {
    const error = await errorOf(runScenarios({ concurrency: 0, shard: "3/2", rate: 5 }));
    expect(error.message.split("\n")).toEqual([
      'concurrency: expected a whole number from 1 to 64, found "0"',
      expect.stringMatching(/^shard: expected /),
      "rate says something about a live run; add live",
    ]);
    expect(error.problems).toEqual([]);
  });

  test("rejects an option that there is none, with the nearest right name, and runs nothing", async () => {
    const events: RunEvent[] = [];
    const misspelt = { path: ["nowhere"], onEvent: (event: RunEvent) => events.push(event) };
    const error = await errorOf(runScenarios(misspelt));
    expect(error.message).toBe('there is no option "path", did you mean "paths"?');
    expect(error.exitCode).toBe(2);
    expect(events).toEqual([]);
  });

  test("names the option whose file cannot be read as the library does", async () => {
    const cwd = await aFolder({ "a.scenario.yaml": aScenario() });
    const error = await errorOf(runScenarios({ paths: ["."], cwd, live: true, liveCa: "none.pem", env: {} }));
    expect(error.message).toMatch(/^liveCa: expected a file with certificates/);
  });

  test("rejects with exit code 3 when the live side has no credentials", async () => {
    const cwd = await aFolder({ "a.scenario.yaml": aScenario() });
    const error = await errorOf(runScenarios({ paths: ["."], cwd, live: true, env: {} }));
    expect(error.exitCode).toBe(3);
    expect(error.message).toContain("GENESYSCLOUD_OAUTHCLIENT_ID");
  });

  test("rejects when a report cannot be written", async () => {
    const cwd = await aFolder({ "a.scenario.yaml": aScenario(), file: "" });
    const error = await errorOf(runScenarios({ paths: ["."], cwd, reporters: ["json=file/report.json"] }));
    expect(error.message).toContain("report");
  });

  test("reads the environment from a .env file, under what it is given", async () => {
    const scenario = aScenario().replace(
      "client:\n  request: { path: /api/v2/users/me }",
      `client: { command: [${process.execPath}, -p, "process.env.LANG + process.env.HOME"] }`,
    );
    const cwd = await aFolder({
      "a.scenario.yaml": scenario.replace("status: 400", "result: { stdout: { $contains: file-given } }"),
      ".env": "LANG=file-\nHOME=file\n",
    });
    const run = await runScenarios({ paths: ["."], cwd, env: { HOME: "given" } });
    expect(run.exitCode).toBe(0);
  });
});
