import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { writeFiles } from "#test/harness/scenario/load-text.ts";
import { readReport, runVerb } from "./run-verb.ts";

const passing = (id: string) => `id: ${id}
title: Users are listed
client: { request: { path: /api/v2/users } }
expect: { status: 200 }
`;

const failing = `id: failing
title: Never met
client: { request: { path: /api/v2/users } }
expect:
  status: 201
`;

const wronglyGiven = `id: wrongly-given
title: No such client
given: { oauthClient: Nobody }
client: { request: { path: /api/v2/users } }
expect: { status: 200 }
`;

const claims = `id: claims
title: What is claimed
base: { path: /api/v2/users }
claims:
  - claim: an unknown user is answered with 404
    by: answer
    control: {}
    variation: { path: "/api/v2/users/\${unknownUser}" }
    claimed: { status: 404 }
    verdicts: { published: holds }
  - claim: the asker has an account
    by: asker
    undecided: no request shows it
`;

describe("run", { timeout: 30_000 }, () => {
  test("prints the claims above the scenarios, then a summary, and gives 0", async () => {
    const cwd = await writeFiles({ "a.scenario.yaml": passing("passing"), "b.scenario.yaml": claims });
    const { exitCode, stdout, stderr } = await runVerb(cwd);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n").map((line) => line.trimEnd().replace(/\d+ ms$/, "N ms"));
    expect(lines).toEqual([
      expect.stringMatching(/^ {2}claim +by +published +thread$/),
      "",
      "claims: What is claimed",
      expect.stringMatching(/^ {2}an unknown user is answered with 404 +answer +holds +-$/),
      expect.stringMatching(/^ {2}the asker has an account +asker +undecided +-$/),
      "",
      "Undecided, and why:",
      "  claims (published): the asker has an account",
      "    no request shows it",
      "",
      "✓ passing  Users are listed  (published)  N ms",
      "✓ claims   What is claimed  (published)  N ms",
      "",
      "Scenarios: 2 passed, 0 failed, 0 errors",
      "Claims under published: 1 holds, 0 refuted, 1 undecided",
      "Time: N ms",
      "",
    ]);
  });

  test("reports in the order of the files, whatever the order in which scenarios end", async () => {
    const slow = `id: slow
title: Ends last
client: { command: [sh, -c, "until [ -e done ]; do sleep 0.02; done"] }
expect: { result: { exitCode: 0 } }
`;
    const quick = slow.replace("slow", "quick").replace(/"until.*"/, '"touch done"');
    const cwd = await writeFiles({ "a.scenario.yaml": slow, "b.scenario.yaml": quick });
    const reporter = ["console", "json=run.json", "junit=junit.xml"];
    const { exitCode, stdout } = await runVerb(cwd, { reporter, concurrency: "2" });
    expect(exitCode).toBe(0);
    expect(stdout.match(/^✓ \w+/gm)).toEqual(["✓ slow", "✓ quick"]);
    expect((await readReport(cwd, "run.json")).match(/"id": "\w+"/g)).toEqual(['"id": "slow"', '"id": "quick"']);
    expect((await readReport(cwd, "junit.xml")).match(/<testsuite name="[^"]+"/g)).toEqual([
      '<testsuite name="a.scenario.yaml"',
      '<testsuite name="b.scenario.yaml"',
    ]);
  });

  test("writes several reports at once, in folders that were not there, and prints no console report unasked", async () => {
    const cwd = await writeFiles({ "a.scenario.yaml": failing, "b.scenario.yaml": claims });
    const reporter = ["json=reports/deep/run.json", "junit=reports/junit.xml"];
    expect(await runVerb(cwd, { reporter })).toEqual({ exitCode: 1, stdout: "", stderr: "" });
    const json: unknown = JSON.parse(await readReport(cwd, "reports/deep/run.json"));
    const schema: unknown = JSON.parse(readFileSync("docs/report.schema.json", "utf8"));
    const ajv = new Ajv({ allErrors: true });
    expect([ajv.validate(Object(schema), json), ajv.errorsText()]).toEqual([true, "No errors"]);
    expect(json).toMatchObject({
      summary: { scenarios: { total: 2, passed: 1, failed: 1, error: 0 }, exitCode: 1 },
      scenarios: [
        {
          id: "failing",
          targets: [{ differences: [{ at: "/status", expected: 201, found: 200, line: 5, column: 11 }] }],
        },
        { id: "claims", claims: [{ verdicts: { published: "holds" } }, { verdicts: { published: "undecided" } }] },
      ],
    });
    expect(await readReport(cwd, "reports/junit.xml")).toMatch(
      /^<\?xml.*<testcase name="failing \[published\]".*<failure .*a\.scenario\.yaml:5:11 {2}status: expected 201/s,
    );
  });

  test("gives 2 when a report cannot be written, says so, and writes the others", async () => {
    const cwd = await writeFiles({ "a.scenario.yaml": passing("passing"), file: "" });
    const reporter = ["junit=file/junit.xml", "console", "json=run.json", "json=file/run.json"];
    const { exitCode, stdout, stderr } = await runVerb(cwd, { reporter });
    expect(exitCode).toBe(2);
    expect(stdout).toContain("✓ passing");
    expect(JSON.parse(await readReport(cwd, "run.json"))).toMatchObject({ scenarios: [{ status: "passed" }] });
    expect(stderr.split("\n").map((line) => line.replace(cwd, "."))).toEqual([
      expect.stringMatching(
        /^A report could not be written: Cannot write \.\/file\/junit\.xml: E\w+: .*\. Choose another file/,
      ),
      expect.stringMatching(/^A report could not be written: Cannot write \.\/file\/run\.json: E\w+: /),
      "",
    ]);
  });

  test.each([
    [0, { "a.scenario.yaml": passing("a") }],
    [1, { "a.scenario.yaml": passing("a"), "b.scenario.yaml": failing }],
    [1, { "a.scenario.yaml": claims.replace("published: holds", "published: refuted") }],
    [2, { "a.scenario.yaml": wronglyGiven, "b.scenario.yaml": failing, "c.scenario.yaml": passing("c") }],
  ])("gives %d for scenarios that end so", async (expected, files) => {
    expect(await runVerb(await writeFiles(files))).toMatchObject({ exitCode: expected, stderr: "" });
  });

  test("runs what the filter selects and nothing else", async () => {
    const marks = (id: string) =>
      passing(id)
        .replace("{ request: { path: /api/v2/users } }", `{ command: [touch, ${id}] }`)
        .replace("status: 200", "result: { exitCode: 0 }");
    const cwd = await writeFiles({ "a.scenario.yaml": marks("one"), "b.scenario.yaml": marks("two") });
    expect((await runVerb(cwd, { filter: "TWO" })).exitCode).toBe(0);
    expect([existsSync(join(cwd, "one")), existsSync(join(cwd, "two"))]).toEqual([false, true]);
  });

  test("takes another seed for another org", async () => {
    const name = (seed: string) => `id: seed-${seed}
title: The active user
client: { request: { path: "/api/v2/users/\${activeUser}" } }
expect: { result: { body: { email: { $matches: "^nobody" } } } }
`;
    const foundWith = async (seed: string) => {
      const cwd = await writeFiles({ "a.scenario.yaml": name(seed) });
      const { stdout } = await runVerb(cwd, { seed });
      return /email: .*found "([^"]+)"/.exec(stdout)?.[1];
    };
    const first = await foundWith("1");
    expect(first).toMatch(/@example\.com$/);
    expect(await foundWith("2")).not.toBe(first);
    expect(await foundWith("1")).toBe(first);
  });

  test("colours a terminal, unless NO_COLOR says otherwise", async () => {
    const cwd = await writeFiles({ "a.scenario.yaml": passing("passing") });
    const markWith = async (env: Readonly<Record<string, string>>) =>
      /^.*✓.* passing/m.exec((await runVerb(cwd, {}, { isTTY: true, env })).stdout)?.[0];
    expect(await markWith({})).toBe("\u001b[32m✓\u001b[39m passing");
    expect(await markWith({ NO_COLOR: "" })).toBe("\u001b[32m✓\u001b[39m passing");
    expect(await markWith({ NO_COLOR: "1" })).toBe("✓ passing");
  });

  test("gives 130 with a report of what there is when it was stopped", async () => {
    const cwd = await writeFiles({ "a.scenario.yaml": passing("one"), "b.scenario.yaml": failing });
    const { exitCode, stdout } = await runVerb(
      cwd,
      { reporter: ["console", "json=run.json"] },
      { signal: AbortSignal.abort() },
    );
    expect(exitCode).toBe(130);
    expect(stdout).toContain("Scenarios: 0 passed, 0 failed, 0 errors, 2 skipped because the run was stopped");
    expect(JSON.parse(await readReport(cwd, "run.json"))).toMatchObject({
      summary: { scenarios: { skipped: 2 } },
      scenarios: [],
    });
  });
});
