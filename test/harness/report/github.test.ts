import { describe, expect, test } from "vitest";
import { createAgeReport } from "#harness/recording/create-age-report.ts";
import { createGithubReporter } from "#harness/report/github.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { createRedactor } from "#redact/create-redactor.ts";
import {
  aComparison,
  aDifference,
  aDrift,
  aLeg,
  anIdleTolerance,
  aRecordingOutput,
  aRun,
  aScenario,
  eventsOf,
} from "./builders.ts";

describe("createGithubReporter", () => {
  test("prints an annotation on the line of the expectation, with all mismatches", async () => {
    const differences = [aDifference(), aDifference({ line: 28, message: "body: no" })];

    expect(await print(aRun([aScenario({ status: "failed", legs: [aLeg({ status: "failed", differences })] })]))).toBe(
      "::error file=scenarios/launch.scenario.yaml,line=27,col=11,title=launch [published] on mock::status: expected 200, found 400%0Abody: no\n",
    );
  });

  test("prints errors for drift and warnings for what is worth a look", async () => {
    const scenario = aScenario({
      status: "failed",
      comparisons: [
        aComparison({ verdict: "drift", why: "they differ", drift: [aDrift()], idleTolerances: [anIdleTolerance()] }),
        aComparison({ contract: "thread", verdict: "not-run", why: "it writes" }),
      ],
    });

    expect(await print(aRun([scenario], { warnings: ["old"] }))).toBe(`\
::error file=scenarios/launch.scenario.yaml,line=2,col=1,title=launch [published]%3A mock and live differ::they differ%0Astatus: the mock answers 200, the real API 202
::warning file=scenarios/launch.scenario.yaml,line=40,col=7,title=launch [published]%3A a tolerance is not needed::/body/selfUri may be-missing, until 2026-12-31
::warning title=warning::old
::warning file=scenarios/launch.scenario.yaml,line=2,title=1 scenario not run in full::it writes%0Alaunch
`);
  });

  test("lets no text of a scenario or server end the annotation or begin another command", async () => {
    const evil = "a%b\r\n::stop-commands::x,y:z\u001b[2J";
    const leg = aLeg({ status: "failed", target: evil, differences: [aDifference({ message: evil })] });

    const printed = await print(aRun([aScenario({ id: evil, file: evil, status: "failed", legs: [leg] })]));

    expect(printed.match(/\n/g)).toHaveLength(1);
    expect(printed).toBe(
      "::error file=a%25b %3A%3Astop-commands%3A%3Ax%2Cy%3Az\\u001b[2J,line=27,col=11,title=a%25b %3A%3Astop-commands%3A%3Ax%2Cy%3Az\\u001b[2J [published] on a%25b %3A%3Astop-commands%3A%3Ax%2Cy%3Az\\u001b[2J::a%25b ::stop-commands::x,y:z\\u001b[2J\n",
    );
  });

  test("prints the ten worst and how many more there are", async () => {
    const failed = { status: "failed" as const, legs: [aLeg({ status: "failed", differences: [aDifference()] })] };
    const scenarios = Array.from({ length: 13 }, (_, index) => aScenario({ id: `s${index}`, ...failed }));

    const lines = (await print(aRun(scenarios))).trimEnd().split("\n");

    expect(lines).toHaveLength(11);
    expect(lines[10]).toBe(
      "::notice title=genesys-mock::3 more findings are not shown here; the console output has them all",
    );
  });

  test("takes a secret out before it escapes the text", async () => {
    const redactor = createRedactor();
    redactor.add("100%-secret");
    const leg = aLeg({ status: "error", error: "it said 100%-secret" });

    const printed = await print(aRun([aScenario({ status: "error", legs: [leg] })]), (text) => redactor.redact(text));

    expect(printed).toContain("::it said <redacted>\n");
  });

  test("names files from the folder of the checkout, where the run was started below it", async () => {
    const leg = aLeg({ status: "failed", differences: [aDifference()] });
    const where = { workspace: "/checkout", cwd: "/checkout/packages/app" };

    expect(await print(aRun([aScenario({ status: "failed", legs: [leg] })]), undefined, where)).toMatch(
      /^::error file=packages\/app\/scenarios\/launch\.scenario\.yaml,line=27,/,
    );
  });

  test("prints an error for each mistake in a scenario file, at its place, though nothing was run", async () => {
    const { output, printed } = aRecordingOutput();
    const reporter = createGithubReporter({ output, workspace: "/checkout", cwd: "/checkout/app" });

    reporter.onProblems?.([
      { file: "a.scenario.yaml", line: 3, column: 9, message: 'unknown key "expects", did you mean "expect"?' },
      { file: "b.scenario.yaml", line: 1, column: 1, message: "expected a scenario" },
    ]);
    await reporter.close();

    expect(printed.join("")).toBe(`\
::error file=app/a.scenario.yaml,line=3,col=9,title=nothing was run::unknown key "expects", did you mean "expect"?
::error file=app/b.scenario.yaml,line=1,col=1,title=nothing was run::expected a scenario
`);
  });

  test("prints why nothing could be run as an error", async () => {
    const run = aRun([], { skipped: 5, exitCode: 3, exitCodes: [3], warnings: ["the host is down"] });

    expect(await print(run)).toBe("::error title=nothing was run::the host is down\n");
  });

  test("says how old recordings are only where they are older than allowed", async () => {
    const day = 86_400_000;
    const ages = (maxAgeDays?: number) => {
      const report = createAgeReport({
        now: () => new Date(40 * day),
        ...(maxAgeDays === undefined ? {} : { maxAgeDays }),
      });
      report.use("recordings/a.har", new Date(0));
      return aRun([aScenario()], { warnings: report.warnings() });
    };

    expect(ages().warnings).toHaveLength(1);
    expect(await print(ages())).toBe("");
    expect(await print(ages(30))).toMatch(/^::warning title=warning::recordings\/a\.har is 40 days old, /);
  });

  test("prints nothing where all is well", async () => {
    expect(await print(aRun([aScenario({ legs: [aLeg()] })]))).toBe("");
  });
});

async function print(
  run: RunResult,
  redact = (text: string) => text,
  where: { readonly workspace?: string; readonly cwd?: string } = {},
): Promise<string> {
  const { output, printed } = aRecordingOutput({ redact });
  const reporter = createGithubReporter({ output, ...where });
  for (const event of eventsOf(run)) reporter.onEvent(event);
  await reporter.close();
  return printed.join("");
}
