import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeFiles } from "#test/harness/scenario/load-text.ts";
import { readReport, runVerb } from "./run-verb.ts";

/** A scenario without a fault, which leaves a file behind when it is run. */
const marking = `id: marking
title: Leaves a mark
client: { command: [touch, mark] }
expect: { result: { exitCode: 0 } }
`;

const broken: readonly (readonly [what: string, content: string | Uint8Array, place: string, message: RegExp])[] = [
  [
    "has a misspelt key",
    "id: broken\ntitle: Broken\nclient: { request: { path: /x } }\nexpct: { status: 200 }\n",
    "4:1",
    /^unknown key "expct", did you mean "expect"\?$/,
  ],
  [
    "has a misspelt key further in",
    "id: broken\ntitle: Broken\nclient:\n  request: { path: /x, heads: {} }\nexpect: { status: 200 }\n",
    "4:24",
    /^unknown key "heads", did you mean "headers"\?$/,
  ],
  [
    "checks nothing",
    "id: broken\ntitle: Broken\nclient: { request: { path: /x } }\nexpect: {}\n",
    "4:9",
    /checks nothing/,
  ],
  [
    "has a client and no expectation",
    "id: broken\ntitle: Broken\nclient: { request: { path: /x } }\n",
    "3:1",
    /^the scenario has a client but no "expect" and so checks nothing; add what is expected$/,
  ],
  [
    "uses a variable that there is not",
    'id: broken\ntitle: Broken\nclient: { request: { path: "/x/${publishedFlwo}" } }\nexpect: { status: 200 }\n',
    "3:28",
    /publishedFlwo.*publishedFlow/,
  ],
  ["is no YAML", "id: broken\ntitle: [\n", "3:1", /./],
  ["is empty", "", "1:1", /^expected a scenario with at least "id" and "title"/],
  ["is no UTF-8", Buffer.from([0x69, 0xff, 0xfe]), "1:1", /^expected UTF-8 text, found other bytes/],
  [
    "has the id of another one",
    marking.replace("Leaves", "Also leaves"),
    "1:5",
    /^the id "marking" is taken by a\.scenario/,
  ],
];

describe("run, before anything is sent", { timeout: 30_000 }, () => {
  test.each(broken)("refuses a file that %s, with its place", async (_what, content, place, message) => {
    const cwd = await writeFiles({ "a.scenario.yaml": marking, "b.scenario.yaml": content });
    const reporter = ["console", "json=run.json"];
    const { exitCode, stdout, stderr } = await runVerb(cwd, { reporter });
    const [first = "", ...rest] = stderr.split("\n");
    expect(first.slice(0, `b.scenario.yaml:${place}: `.length)).toBe(`b.scenario.yaml:${place}: `);
    expect(first.slice(`b.scenario.yaml:${place}: `.length)).toMatch(message);
    expect(rest).toEqual(["", "1 problem. Nothing was sent.", ""]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(readdirSync(cwd).sort()).toEqual(["a.scenario.yaml", "b.scenario.yaml", "run.json"]);
    const { problems, scenarios } = JSON.parse(readFileSync(join(cwd, "run.json"), "utf8"));
    expect([problems.length, `${problems[0].line}:${problems[0].column}`, scenarios]).toEqual([1, place, []]);
  });

  test("runs the scenario without a fault once it stands alone", async () => {
    const cwd = await writeFiles({ "a.scenario.yaml": marking });
    expect((await runVerb(cwd)).exitCode).toBe(0);
    expect(existsSync(join(cwd, "mark"))).toBe(true);
  });

  test.each([
    [
      "a path that does not exist",
      { paths: ["a.scenario.yaml", "b.scenaro.yaml"] },
      "b.scenaro.yaml:1:1: there is no such file or folder",
    ],
    [
      "a folder without scenarios",
      { paths: ["a.scenario.yaml", "empty"] },
      "empty:1:1: there is no scenario in this folder",
    ],
    [
      "a file that is no scenario by its name",
      { paths: [".", "empty/x.txt"] },
      "empty/x.txt:1:1: expected a file that ends with .scenario.yaml",
    ],
    [
      "a filter that selects nothing",
      { filter: "nowhere" },
      '.:1:1: no scenario has "nowhere" in its id, title, file, tags or claims',
    ],
  ])("refuses %s", async (_what, args, message) => {
    const cwd = await writeFiles({ "a.scenario.yaml": marking, "empty/x.txt": "" });
    const { exitCode, stdout, stderr } = await runVerb(cwd, args);
    expect(stderr.slice(0, message.length)).toBe(message);
    expect(stderr).toMatch(/\n\n1 problem\. Nothing was sent\.\n$/);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(existsSync(join(cwd, "mark"))).toBe(false);
  });

  test("refuses a file in a folder that cannot be read, instead of passing over it", async () => {
    const cwd = await writeFiles({ "a.scenario.yaml": marking });
    symlinkSync("/nonexistent/b.scenario.yaml", join(cwd, "b.scenario.yaml"));
    const { exitCode, stderr } = await runVerb(cwd);
    expect(stderr).toMatch(/^b\.scenario\.yaml:1:1: /);
    expect(exitCode).toBe(2);
    expect(existsSync(join(cwd, "mark"))).toBe(false);
  });

  test("reports everything that is wrong in all files", async () => {
    const cwd = await writeFiles({
      "a.scenario.yaml": marking,
      "b.scenario.yaml": "id: broken\ntitel: Broken\nclint: {}\nexpect: { status: 200 }\n",
      "c.scenario.yml": marking,
    });
    const { exitCode, stderr } = await runVerb(cwd);
    const lines = stderr.split("\n");
    expect(
      lines
        .slice(0, 3)
        .map((line) => line.split(" ")[0])
        .sort(),
    ).toEqual(["b.scenario.yaml:2:1:", "b.scenario.yaml:3:1:", "c.scenario.yml:1:1:"]);
    expect(lines.slice(-3)).toEqual(["", `${lines.length - 3} problems. Nothing was sent.`, ""]);
    expect(exitCode).toBe(2);
    expect(existsSync(join(cwd, "mark"))).toBe(false);
  });

  test("refuses wrong options, all at once", async () => {
    const cwd = await writeFiles({ "a.scenario.yaml": marking });
    const { exitCode, stdout, stderr } = await runVerb(cwd, {
      reporter: ["html"],
      concurrency: "0",
      seed: "x",
      filter: "",
    });
    expect(stderr.split("\n").map((line) => line.split(":")[0])).toEqual([
      "--reporter",
      "--concurrency",
      "--seed",
      "--filter",
      "",
    ]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(existsSync(join(cwd, "mark"))).toBe(false);
  });

  test("writes every report where a live run lacks credentials: nothing was run, and why", async () => {
    const cwd = await writeFiles({ "a.scenario.yaml": marking });
    const files = ["run.json", "junit.xml", "run.html", "run.md"];
    const reporter = ["console", "github", "json=run.json", "junit=junit.xml", "html=run.html", "markdown=run.md"];
    const { exitCode, stdout, stderr } = await runVerb(cwd, { live: true, reporter });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^A live run cannot start; nothing was sent\..*\n {2}- GENESYSCLOUD_REGION is not set/);
    expect(stdout).toMatch(
      /^::error title=nothing was run::A live run cannot start.*GENESYSCLOUD_OAUTHCLIENT_SECRET is/,
    );
    for (const file of files) {
      expect(await readReport(cwd, file)).toMatch(/GENESYSCLOUD\\?_OAUTHCLIENT\\?_SECRET is not set/);
    }
    expect(JSON.parse(await readReport(cwd, "run.json"))).toMatchObject({
      summary: { scenarios: { total: 0, skipped: 1 }, exitCode: 3 },
    });
    expect(existsSync(join(cwd, "mark"))).toBe(false);
  });

  test("shows the place of what is wrong under given, before anything is sent where its form shows it", async () => {
    const text = (given: string) => marking.replace("client:", `given:\n${given}\nclient:`);
    const early = await writeFiles({ "a.scenario.yaml": text("  flows:\n    - { id: f, stat: published }") });
    const late = await writeFiles({ "a.scenario.yaml": text("  oauthClient: Nobody") });
    expect(await runVerb(early)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(
        /^a\.scenario\.yaml:\d+:22: given\.flows: the flow has the unknown property "stat"/,
      ),
    });
    expect(await runVerb(late)).toMatchObject({
      exitCode: 2,
      stdout: expect.stringMatching(/a\.scenario\.yaml:\d+:16 {2}given\.oauthClient: the mock's org has no .*"Nobody"/),
    });
  });
});
