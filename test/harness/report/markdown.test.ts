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
  aRealLeg,
  aRecordingOutput,
  aRun,
  aScenario,
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
          drift: [aDrift({ at: "/expect/status", kind: "expectation" })],
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
| launch \\[published\\] | \`/expect/status\` expectation<br>\`POST /api/v2/flows/executions\` | \`200\` | \`202\` |

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
