import { describe, expect, test } from "vitest";
import { aFullRun } from "./a-full-run.ts";
import { aClaim, aLeg, anExchange, aRun, aScenario } from "./builders.ts";
import { printConsole } from "./print-console.ts";

describe("createConsoleReporter", () => {
  test("prints scenarios and a summary of a run in which all passed", async () => {
    const both = [aLeg(), aLeg({ contract: "thread" })];

    const { printed } = await printConsole(
      aRun([
        aScenario({ legs: both }),
        aScenario({ id: "read-user", title: "A user by id", durationMs: 0.6, legs: [aLeg({ contract: "thread" })] }),
      ]),
    );

    expect(printed).toBe(`\
✓ launch     A launch  (published, thread)  12 ms
✓ read-user  A user by id  (thread)  1 ms

Scenarios: 2 passed, 0 failed, 0 errors
Time: 1.2 s
`);
  });

  test("prints the claims first, and their number per contract in the summary", async () => {
    const scenario = aScenario({
      claims: [aClaim(), aClaim({ claim: "a user must exist", verdicts: { thread: "holds" } })],
    });

    const { printed } = await printConsole(aRun([scenario], { durationMs: 840.4 }));

    expect(printed).toBe(`\
  claim                 by      published  thread

launch: A launch
  type is required      answer  refuted    holds
  a user must exist     answer  -          holds

✓ launch  A launch  (published, thread)  12 ms

Scenarios: 1 passed, 0 failed, 0 errors
Claims under published: 0 holds, 1 refuted, 0 undecided
Claims under thread: 2 holds, 0 refuted, 0 undecided
Time: 840 ms
`);
  });

  test("prints all differences, the calls and the curl line of a failure", async () => {
    const leg = aLeg({
      status: "failed",
      differences: [
        { at: "/status", expected: 200, found: 400, message: "status: expected 200, found 400", line: 27, column: 11 },
        { at: "/body/id", expected: "a", found: "b", message: "body.id: expected a,\nfound b", line: 28, column: 17 },
      ],
      exchanges: [anExchange(200, "{}"), anExchange(400, '{\n  "code": "invalid.property"\n}')],
      curl: `curl -H "Authorization: Bearer $GENESYSCLOUD_ACCESS_TOKEN" http://127.0.0.1:8080/`,
    });

    const { printed } = await printConsole(
      aRun([aScenario({ status: "failed", legs: [aLeg({ contract: "thread" }), leg] })]),
    );

    expect(printed).toBe(`\
✗ launch  A launch  (published, thread)  12 ms

✗ launch [published] on mock
  scenarios/launch.scenario.yaml:27:11  status: expected 200, found 400
  scenarios/launch.scenario.yaml:28:17  body.id: expected a, found b
  > POST /api/v2/flows/executions  < 200
  > POST /api/v2/flows/executions
  < 400 { "code": "invalid.property" }
  curl -H "Authorization: Bearer $GENESYSCLOUD_ACCESS_TOKEN" http://127.0.0.1:8080/

Scenarios: 0 passed, 1 failed, 0 errors
Time: 1.2 s
Next: start a mock with \`npx genesys-mock serve\` (\`npm start\` in a clone) and repeat the failed call with its curl line, with GENESYSCLOUD_ACCESS_TOKEN set for that line only: ( GENESYSCLOUD_ACCESS_TOKEN=mock-token-full-access; curl ... ). That token has every right, so a scenario whose \`given.token\` has fewer is answered otherwise. Then correct the client, or the expectation at the line shown.
`);
  });

  test("prints pinned and found of a flipped verdict with the evidence under its contract", async () => {
    const claim = aClaim({
      verdicts: { published: "holds" },
      flipped: [{ contract: "published", pinned: "refuted", found: "holds" }],
      evidence: [
        { contract: "published", trial: "control", call: "POST /a", answer: "200" },
        { contract: "thread", trial: "control", call: "POST /a", answer: "202" },
        { contract: "published", trial: "variation", call: "POST /a", answer: "400 bad.request: no" },
      ],
    });

    const { printed } = await printConsole(aRun([aScenario({ status: "failed", claims: [claim] })]));

    expect(afterTable(printed)).toBe(`\
✗ launch  A launch  (published, thread)  12 ms

✗ launch [published] a verdict flipped
  scenarios/launch.scenario.yaml:30  claim: type is required
  pinned refuted, found holds
  control: POST /a -> 200
  variation: POST /a -> 400 bad.request: no

Scenarios: 0 passed, 1 failed, 0 errors
Claims under published: 1 holds, 0 refuted, 0 undecided
Time: 1.2 s
Next: read the evidence of a flipped verdict, then correct the server, or pin the found verdict at the line shown.
`);
  });

  test("prints the reason of a leg and of a claim that could not be run", async () => {
    const { response: _, ...unanswered } = anExchange(200, "");
    const scenario = aScenario({
      status: "error",
      legs: [
        aLeg({ status: "error", error: "cannot load clients/x.ts" }),
        aLeg({
          status: "error",
          error: "no answer",
          contract: "thread",
          exchanges: [{ ...unanswered, error: "reset" }],
        }),
      ],
      claims: [aClaim({ verdicts: {}, error: "the client ended with exit code 127" })],
    });

    const { printed } = await printConsole(aRun([scenario]));

    expect(afterTable(printed)).toBe(`\
! launch  A launch  (published, thread)  12 ms

! launch [published] on mock
  scenarios/launch.scenario.yaml:2  cannot load clients/x.ts
  no call reached the target

! launch [thread] on mock
  scenarios/launch.scenario.yaml:2  no answer
  > POST /api/v2/flows/executions
  < no response: reset

! launch a claim could not be tested
  scenarios/launch.scenario.yaml:30  claim: type is required
  the client ended with exit code 127

Scenarios: 0 passed, 0 failed, 1 error
Time: 1.2 s
Next: a scenario marked \`!\` could not run to its end, so nothing can be said about it; mend the reason given above it.
`);
  });

  test("cuts a body after 300 characters and says when it is empty", async () => {
    const failed = (body: string) => aLeg({ status: "failed", exchanges: [anExchange(500, body)] });

    const { printed } = await printConsole(
      aRun([
        aScenario({ status: "failed", legs: ["x".repeat(300), "é".repeat(9000), " ".repeat(9000), ""].map(failed) }),
      ]),
    );

    expect(printed.split("\n").filter((line) => line.startsWith("  <"))).toEqual([
      `  < 500 ${"x".repeat(300)}`,
      `  < 500 ${"é".repeat(300)}…`,
      "  < 500 …",
      "  < 500 (empty body)",
    ]);
  });

  test("marks with colour when the output has colour", async () => {
    const { printed } = await printConsole(aRun([aScenario()]), { colour: true });

    expect(printed).toContain("\u001b[32m✓\u001b[39m launch  A launch");
  });

  test("prints everything of a full run, none of it twice over", async () => {
    const { printed } = await printConsole(aFullRun());

    for (const { id } of aFullRun().scenarios) expect(printed).toContain(id);
    expect(printed).toContain(" REFUSED FOR SAFETY: 1 call was stopped and never left \n");
    expect(printed.match(/it writes, and only reads is allowed/g)).toHaveLength(1);
  });

  test("says why nothing was run as an error, with the exit code and what to do, and not as a warning", async () => {
    const reason = "the login host answered 400 invalid_client; correct GENESYSCLOUD_OAUTHCLIENT_SECRET";
    const run = aRun([], { skipped: 42, warnings: [reason, "old"], exitCode: 3, exitCodes: [3] });

    const { printed } = await printConsole(run);

    expect(printed).toBe(`\
! nothing was run
  ${reason}

Warnings:
  old

Scenarios: none was run, 42 were selected
Time: 1.2 s
Exit code: 3 (docs/exit-codes.md)
Next: mend what kept the run from beginning, then run it again; no scenario was run, and no call of any has left.
`);
  });

  test("says how many recordings there are and where, after a run that keeps them", async () => {
    const recorded = [{ run: "published", contract: "published" as const, variables: {}, exchanges: [] }];
    const run = aRun([aScenario({ recorded }), aScenario({ id: "other", recorded: [] }), aScenario({ id: "mine" })]);

    const { printed } = await printConsole(run, {}, { recordFolder: "recordings" });

    expect(printed).toContain("\nRecorded: 1 scenario, a file each in recordings\n");
    expect((await printConsole(aRun([aScenario({ recorded: [] })]))).printed).not.toContain("Recorded");
  });
});

/** The report without the claims table of one claim, which has tests of its own. */
function afterTable(printed: string): string {
  return printed.replace(/^ {2}claim .*\n\nlaunch: A launch\n {2}type is required .*\n\n/, "");
}
