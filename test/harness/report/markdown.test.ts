import { describe, expect, test } from "vitest";
import { createMarkdownReporter } from "#harness/report/markdown.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { createRedactor } from "#redact/create-redactor.ts";
import { aFullRun } from "./a-full-run.ts";
import {
  aClaim,
  aComparison,
  aDifference,
  aDrift,
  aLeg,
  anExchange,
  aRealLeg,
  aRecordingOutput,
  aRun,
  aScenario,
  aWire,
  eventsOf,
} from "./builders.ts";

describe("createMarkdownReporter", () => {
  test("writes one line for a run in which all passed", async () => {
    expect(await write(aRun([aScenario()]))).toBe("### ✅ genesys-mock: 1 passed, 0 failed, 0 errors\n");
  });

  test("writes failures with their place, differences side by side, claims, and folded what was not run", async () => {
    const scenario = aScenario({
      status: "failed",
      legs: [
        aLeg({ status: "failed", differences: [aDifference(), aDifference({ message: "body: a|b" })] }),
        aRealLeg(),
        aRealLeg({ contract: "thread", status: "not-run", error: "it writes" }),
      ],
      comparisons: [
        aComparison({
          verdict: "mock-wrong",
          why: "the mock is wrong",
          drift: [{ at: "/expect/status", kind: "expectation", mock: 400, message: "only the real API meets it" }],
        }),
      ],
      claims: [aClaim()],
    });

    expect(await write(aRun([scenario], { exitCode: 1, exitCodes: [1, 4], skipped: 3, warnings: ["old"] }))).toBe(`\
### ❌ genesys-mock: 0 passed, 1 failed, 0 errors, 3 skipped, exit code 1

Mock and real API: 1 mock wrong

Next: the real API does what the scenario expects and the mock does not; correct the mock, beginning with the rule in its contract, and keep the expectation.

#### Failures

| where | what | why |
| --- | --- | --- |
| \`scenarios/launch.scenario.yaml:27:11\` | launch \\[published\\] on mock: the mock is wrong | status: expected 200, found 400<br>body: a\\|b |

#### Mock and real API differ

| scenario | place | mock | live |
| --- | --- | --- | --- |
| launch \\[published\\] | \`/expect/status\` expectation | \`400\` | as expected |

#### Look at

| where | what | why |
| --- | --- | --- |
|  | warning | old |

#### Claims

| scenario | claim | by | published | thread |
| --- | --- | --- | --- | --- |
| launch | type is required | answer | refuted | holds |

<details><summary>Not run in full: 1 scenario</summary>

- 1: it writes: \`launch\`

</details>
`);
  });

  test("shows of a failure, folded, what was sent and answered and the curl line that repeats it", async () => {
    const leg = aLeg({
      status: "failed",
      differences: [aDifference()],
      exchanges: [anExchange(200, "{}"), anExchange(400, '{"code":"invalid.property"}')],
      curl: "curl -sS \\\n  http://127.0.0.1:8088/",
    });

    expect(await write(aRun([aScenario({ status: "failed", legs: [leg, aRealLeg()] })]))).toContain(`\
#### What was sent and answered

<details><summary>launch \\[published\\] on mock</summary>

\`\`\`
> POST /api/v2/flows/executions  < 200
> POST /api/v2/flows/executions
< 400 {"code":"invalid.property"}

curl -sS \\
  http://127.0.0.1:8088/
\`\`\`

</details>
`);
  });

  test("lets no text of a call out of its block", async () => {
    const evil = "\n```\n````\n</details><script>";
    const leg = aLeg({ status: "failed", exchanges: [anExchange(400, evil)], curl: evil });

    const markdown = await write(aRun([aScenario({ status: "failed", legs: [leg] })]));

    expect(markdown).toMatch(
      /\n`````\n> POST [^\n]*\n[^\n]*\n\n\n```\n````\n<\/details><script>\n`````\n\n<\/details>\n/,
    );
  });

  test("shows the calls of ten failures and counts the rest", async () => {
    const leg = aLeg({ status: "failed", differences: [aDifference()], exchanges: [anExchange(400, "{}")] });
    const scenarios = Array.from({ length: 12 }, () => aScenario({ status: "failed", legs: [leg] }));

    const markdown = await write(aRun(scenarios));

    expect(markdown.match(/<details>/g)).toHaveLength(10);
    expect(markdown).toContain("\n… and 2 more legs\n");
  });

  test("shows what clients that were answered differently sent, the decisive part marked", async () => {
    const alike = aWire({ answer: "200" });

    const markdown = await write(aRun([aScenario({ wire: [aWire(), alike] })]));

    expect(markdown).toContain(`\
#### On the wire

launch \\[published\\] \`POST /api/v2/flows/executions\`: curl was answered 200; app 415 unsupported.media.type

| what | curl | app | why it can matter |
| --- | --- | --- | --- |
| **decisive** header content-type | \`application/json\` | \`text/plain;charset=UTF-8\` | fetch adds text/plain to a text body that has no type |
| body /context | nothing | \`{"source":"desktop"}\` | the mock does not know it |
`);
    expect(markdown.match(/was answered/g)).toHaveLength(1);
  });

  test("tells a property that only one side sends in one row, with the calls that it was seen on", async () => {
    const calls = ["GET /a", "GET /b", "GET /c", "GET /d", "GET /e", "GET /f", "GET /g"];
    const drift = calls.map((call) =>
      aDrift({ at: "/body/mood", kind: "schema", mock: undefined, live: "good", call }),
    );

    const markdown = await write(
      aRun([aScenario({ status: "failed", comparisons: [aComparison({ verdict: "drift", drift })] })]),
    );

    expect(markdown).toContain(
      '| launch \\[published\\] | `/body/mood` schema<br>`GET /a`<br>`GET /b`<br>`GET /c`<br>`GET /d`<br>`GET /e`<br>and 2 more calls | nothing | `"good"` |\n',
    );
  });

  test("writes the mistakes in scenario files, though nothing was run", async () => {
    const { output, files } = aRecordingOutput();
    const reporter = createMarkdownReporter({ output, file: "run.md" });

    reporter.onProblems?.([{ file: "a.scenario.yaml", line: 3, column: 9, message: "unknown key `x|y`" }]);
    await reporter.close();

    expect(files.get("run.md")).toBe(`\
### ❌ genesys-mock: nothing was run, 1 problem, exit code 2

Next: correct the scenario files at the places shown; nothing was sent.

#### Problems

| where | what | why |
| --- | --- | --- |
| \`a.scenario.yaml:3:9\` | nothing was run | unknown key \`x\\|y\` |
`);
  });

  test("writes why nothing could be run at all as a failure", async () => {
    const run = aRun([], { skipped: 5, exitCode: 3, exitCodes: [3], warnings: ["the host is down"] });

    expect(await write(run)).toBe(`\
### ❌ genesys-mock: nothing was run, exit code 3

Next: mend what kept the run from beginning, then run it again; no scenario was run, and no call of any has left.

#### Failures

| where | what | why |
| --- | --- | --- |
|  | nothing was run | the host is down |
`);
  });

  test("puts a job's summary behind what is there already", async () => {
    const { output, files } = aRecordingOutput();
    files.set("summary.md", "before\n");
    const reporter = createMarkdownReporter({ output, stepSummary: "summary.md" });

    for (const event of eventsOf(aRun([aScenario()]))) reporter.onEvent(event);
    await reporter.close();

    expect(files.get("summary.md")).toBe("before\n### ✅ genesys-mock: 1 passed, 0 failed, 0 errors\n");
  });

  test("lets no text of a scenario or server out of its cell", async () => {
    const evil = "a`b|c</details><script>\n| x |";
    const drift = [aDrift({ at: evil, mock: evil, live: { evil } })];
    const scenario = aScenario({
      id: evil,
      file: evil,
      status: "failed",
      legs: [aLeg({ status: "error", error: evil })],
      comparisons: [aComparison({ verdict: "drift", why: evil, drift })],
    });

    const markdown = await write(aRun([scenario]));

    expect(markdown.split("\n").filter((line) => line.includes("script"))).not.toEqual([]);
    for (const line of markdown.split("\n").filter((row) => row.startsWith("|"))) {
      expect(line.replaceAll("\\|", "").split("|").length).toBeOneOf([5, 6]);
    }
    expect(withoutCode(markdown)).not.toMatch(/(?<!\\)<(script|\/details)/);
  });

  test("takes a secret out before it escapes the text", async () => {
    const redactor = createRedactor();
    redactor.add("se_cr_et|1");
    const leg = aLeg({ status: "error", error: "it said se_cr_et|1" });

    const markdown = await write(aRun([aScenario({ status: "error", legs: [leg] })]), (text) => redactor.redact(text));

    expect(markdown).toContain("it said \\<redacted\\> |");
    expect(markdown).not.toContain("cr\\_et");
  });

  test("is no longer than a job summary may be, however much failed", async () => {
    const differences = Array.from({ length: 30 }, () => aDifference({ message: "m".repeat(5000) }));
    const failed = { status: "failed" as const, legs: [aLeg({ status: "failed", differences })] };
    const claims = Array.from({ length: 5 }, () => aClaim({ claim: "c".repeat(300) }));
    const scenarios = Array.from({ length: 1000 }, (_, index) => aScenario({ id: `s${index}`, ...failed, claims }));

    const markdown = await write(aRun(scenarios));

    expect(markdown.length).toBeLessThan(350_000);
    expect(markdown).toContain("\n… and 950 more\n");
    expect(markdown).toContain("1 more section is too long for a summary; the other reports have it.\n");
  });

  test("holds everything of a full run", async () => {
    const markdown = await write(aFullRun());

    for (const { id } of aFullRun().scenarios.filter(({ status }) => status !== "passed")) {
      expect(markdown).toContain(id);
    }
    expect(markdown).toContain("**Refused for safety: 1 call**");
    expect(markdown).toContain("<summary>Sent by one side only, which may be data: 1 property</summary>");
    expect(markdown).toContain("- `GET /api/v2/users?pageNumber=1` body.entities");
  });
});

/** What is left when code spans are taken out, in which markup is shown as it is. */
function withoutCode(markdown: string): string {
  return markdown.replaceAll("\\`", "").replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");
}

async function write(run: RunResult, redact = (text: string) => text): Promise<string> {
  const { output, files } = aRecordingOutput({ redact });
  const reporter = createMarkdownReporter({ output, file: "run.md" });
  for (const event of eventsOf(run)) reporter.onEvent(event);
  await reporter.close();
  return files.get("run.md") ?? "";
}
