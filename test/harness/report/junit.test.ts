import { describe, expect, test } from "vitest";
import { createJunitReporter } from "#harness/report/junit.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { aClaim, aLeg, anExchange, aRecordingOutput, aRun, aScenario, eventsOf } from "./builders.ts";

describe("createJunitReporter", () => {
  test("writes a suite for each file with a case for each leg and claim, in the order of the run", async () => {
    const run = aRun([
      aScenario({
        legs: [aLeg({ exchanges: [anExchange(200, ""), anExchange(200, "")] }), aLeg({ contract: "thread" })],
      }),
      aScenario({ id: "other", file: "other.scenario.yaml", claims: [aClaim()] }),
      aScenario({ id: "again", claims: [aClaim({ verdicts: { published: "undecided", thread: "holds" } })] }),
    ]);

    expect(await write(run)).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="genesys-mock" tests="4" failures="0" errors="0" skipped="0">
  <testsuite name="scenarios/launch.scenario.yaml" time="0.024" tests="3" failures="0" errors="0" skipped="0">
    <testcase name="launch [published]" classname="launch" file="scenarios/launch.scenario.yaml" time="0.007"/>
    <testcase name="launch [thread]" classname="launch" file="scenarios/launch.scenario.yaml" time="0"/>
    <testcase name="claim: type is required" classname="again" file="scenarios/launch.scenario.yaml"/>
  </testsuite>
  <testsuite name="other.scenario.yaml" time="0.012" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="claim: type is required" classname="other" file="other.scenario.yaml"/>
  </testsuite>
</testsuites>
`);
  });

  test("writes failures with all differences, errors with their reason, and undecided claims as skipped", async () => {
    const differences = [
      { at: "/status", expected: 200, found: 400, message: "status: expected 200, found 400", line: 27, column: 11 },
      { at: "/body/id", expected: "a", found: "b", message: "body.id: expected a, found b", line: 28, column: 17 },
    ];
    const run = aRun([
      aScenario({
        status: "failed",
        legs: [
          aLeg({ status: "failed", differences, curl: "curl" }),
          aLeg({ status: "error", contract: "thread", error: "no answer" }),
        ],
        claims: [
          aClaim({
            claim: "one",
            flipped: [{ contract: "thread", pinned: "refuted", found: "holds" }],
            evidence: [{ contract: "thread", trial: "control", call: "GET /a", answer: "200" }],
          }),
          aClaim({ claim: "two", verdicts: { thread: "undecided" }, why: "no request shows it" }),
          aClaim({ claim: "three", verdicts: {}, error: "the client did not start" }),
        ],
      }),
    ]);

    expect(await write(run)).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="genesys-mock" tests="5" failures="2" errors="2" skipped="1">
  <testsuite name="scenarios/launch.scenario.yaml" time="0.012" tests="5" failures="2" errors="2" skipped="1">
    <testcase name="launch [published]" classname="launch" file="scenarios/launch.scenario.yaml" time="0">
      <failure message="status: expected 200, found 400 (and 1 more)" type="expectation"><![CDATA[scenarios/launch.scenario.yaml:27:11  status: expected 200, found 400
scenarios/launch.scenario.yaml:28:17  body.id: expected a, found b
curl]]></failure>
    </testcase>
    <testcase name="launch [thread]" classname="launch" file="scenarios/launch.scenario.yaml" time="0">
      <error message="no answer" type="error"/>
    </testcase>
    <testcase name="claim: one" classname="launch" file="scenarios/launch.scenario.yaml">
      <failure message="thread: pinned refuted, found holds" type="verdict"><![CDATA[scenarios/launch.scenario.yaml:30
thread: pinned refuted, found holds
thread, control: GET /a -> 200]]></failure>
    </testcase>
    <testcase name="claim: two" classname="launch" file="scenarios/launch.scenario.yaml">
      <skipped/>
      <system-out><![CDATA[undecided: no request shows it]]></system-out>
    </testcase>
    <testcase name="claim: three" classname="launch" file="scenarios/launch.scenario.yaml">
      <error message="the client did not start" type="error"><![CDATA[scenarios/launch.scenario.yaml:30]]></error>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  test("removes what XML 1.0 forbids, escapes its signs and keeps every CDATA section closed once", async () => {
    const evil = 'a\u0000\u001b[31m\ud800\uffffb <&" ]]> ]]> 😀';
    const leg = aLeg({ status: "error", error: evil, curl: evil });

    const xml = await write(aRun([aScenario({ id: evil, file: evil, status: "error", legs: [leg] })]));

    expect(xml).toContain('name="a[31mb &lt;&amp;&quot; ]]> ]]> 😀 [published]"');
    expect(xml).toContain('<![CDATA[a[31mb <&" ]] > ]] > 😀]]></error>');
  });
});

async function write(run: RunResult): Promise<string> {
  const { output, files } = aRecordingOutput();
  const reporter = createJunitReporter({ output, file: "junit.xml" });
  for (const event of eventsOf(run)) reporter.onEvent(event);
  await reporter.close();
  return files.get("junit.xml") ?? "";
}
