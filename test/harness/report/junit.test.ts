import { describe, expect, test } from "vitest";
import { createJunitReporter } from "#harness/report/junit.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import {
  aClaim,
  aComparison,
  aDifference,
  aDrift,
  aLeg,
  anExchange,
  aRealLeg,
  aRecordingOutput,
  aRefusedCall,
  aRun,
  aScenario,
  eventsOf,
} from "./builders.ts";

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

  test("writes a case for each comparison: drift is a failure, and what was not run is skipped", async () => {
    const run = aRun([
      aScenario({
        status: "failed",
        legs: [
          aLeg({ client: "app" }),
          aRealLeg({ client: "app" }),
          aRealLeg({ contract: "thread", status: "not-run", error: "it writes" }),
        ],
        comparisons: [
          aComparison({
            client: "app",
            verdict: "drift",
            why: "they differ",
            drift: [aDrift(), aDrift({ at: "/body/id", kind: "property", message: "id" })],
          }),
          aComparison({ contract: "thread", verdict: "not-run", why: "it writes" }),
        ],
      }),
    ]);

    expect(await write(run)).toContain(`\
tests="5" failures="1" errors="0" skipped="2">
    <testcase name="launch [published app]" classname="launch" file="scenarios/launch.scenario.yaml" time="0"/>
    <testcase name="launch [published app] on live" classname="launch" file="scenarios/launch.scenario.yaml" time="0"/>
    <testcase name="launch [published app] mock and live" classname="launch" file="scenarios/launch.scenario.yaml">
      <failure message="they differ: status: the mock answers 200, the real API 202 (and 1 more)" type="drift"><![CDATA[scenarios/launch.scenario.yaml:2:1  /status (status) of POST /api/v2/flows/executions: status: the mock answers 200, the real API 202
scenarios/launch.scenario.yaml:2:1  /body/id (property) of POST /api/v2/flows/executions: id]]></failure>
    </testcase>
    <testcase name="launch [thread] on live" classname="launch" file="scenarios/launch.scenario.yaml" time="0">
      <skipped/>
      <system-out><![CDATA[not run: it writes]]></system-out>
    </testcase>
    <testcase name="launch [thread] mock and live" classname="launch" file="scenarios/launch.scenario.yaml">
      <skipped/>
      <system-out><![CDATA[not compared: it writes]]></system-out>
    </testcase>
`);
  });

  test("writes an error for each file with mistakes, though nothing was run", async () => {
    const { output, files } = aRecordingOutput();
    const reporter = createJunitReporter({ output, file: "junit.xml" });

    reporter.onProblems?.([
      { file: "a.scenario.yaml", line: 3, column: 9, message: "unknown key <x>" },
      { file: "b.scenario.yaml", line: 1, column: 1, message: "expected a scenario" },
      { file: "a.scenario.yaml", line: 5, column: 1, message: "checks nothing" },
    ]);
    await reporter.close();

    expect(files.get("junit.xml")).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="genesys-mock" tests="2" failures="0" errors="2" skipped="0">
  <testsuite name="a.scenario.yaml" tests="1" failures="0" errors="1" skipped="0">
    <testcase name="is a scenario file without mistakes" classname="genesys-mock" file="a.scenario.yaml">
      <error message="unknown key &lt;x> (and 1 more)" type="error"><![CDATA[a.scenario.yaml:3:9: unknown key <x>
a.scenario.yaml:5:1: checks nothing]]></error>
    </testcase>
  </testsuite>
  <testsuite name="b.scenario.yaml" tests="1" failures="0" errors="1" skipped="0">
    <testcase name="is a scenario file without mistakes" classname="genesys-mock" file="b.scenario.yaml">
      <error message="expected a scenario" type="error"><![CDATA[b.scenario.yaml:1:1: expected a scenario]]></error>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  test("writes an error where nothing could be run at all", async () => {
    const xml = await write(aRun([], { skipped: 5, exitCode: 3, exitCodes: [3], warnings: ["the host is down"] }));

    expect(xml).toContain('<testsuites name="genesys-mock" tests="1" failures="0" errors="1" skipped="0">');
    expect(xml).toContain('<error message="the host is down" type="error">');
  });

  test("skips a known bug that shows, and fails one that is gone", async () => {
    const known = aScenario({
      id: "a",
      openBug: true,
      legs: [aLeg({ status: "failed", differences: [aDifference()] })],
    });
    const gone = aScenario({ id: "b", openBug: true, status: "failed", legs: [aLeg()] });

    const xml = await write(aRun([known, gone]));

    expect(xml).toContain('<testsuites name="genesys-mock" tests="3" failures="1" errors="0" skipped="1">');
    expect(xml).toContain("<![CDATA[the known bug shows\nscenarios/launch.scenario.yaml:27:11  status: expected 200");
    expect(xml).toContain('<failure message="the known bug is gone: remove `status: open-bug`" type="open-bug">');
  });

  test("fails a leg of which a call was refused for safety", async () => {
    const leg = aLeg({ status: "failed", exchanges: [aRefusedCall()] });

    expect(await write(aRun([aScenario({ status: "failed", legs: [leg] })]))).toContain(
      '<failure message="refused for safety: DELETE /api/v2/users/u-1: it writes, and the scenario says effect: reads; say effect: writes if it is meant to" type="refused">',
    );
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
