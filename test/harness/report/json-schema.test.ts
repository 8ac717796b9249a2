import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { createJsonReporter } from "#harness/report/json.ts";
import { aFullRun } from "./a-full-run.ts";
import {
  aClaim,
  aComparison,
  aDrift,
  aLeg,
  anExchange,
  aRealLeg,
  aRecordingOutput,
  aRun,
  aScenario,
} from "./builders.ts";
import { writeJson } from "./write-json.ts";

const schema = JSON.parse(readFileSync("docs/report.schema.json", "utf8"));
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

describe("a JSON report and its schema", () => {
  test("writes what docs/report.schema.json describes, for a run with everything in it and an empty one", async () => {
    const full = aRun([
      aScenario({
        legs: [aLeg(), aLeg({ contract: "thread", status: "error", error: "no answer" })],
        claims: [aClaim()],
      }),
      aScenario({
        status: "failed",
        legs: [
          aLeg({
            status: "failed",
            differences: [{ at: "/body", expected: { a: null }, found: undefined, message: "m", line: 1, column: 1 }],
            exchanges: [anExchange(200, "")],
            curl: "curl",
          }),
        ],
        claims: [
          aClaim({
            verdicts: {},
            why: "why",
            error: "error",
            flipped: [{ contract: "thread", pinned: "holds", found: "undecided" }],
            evidence: [{ contract: "thread", trial: "control", call: "GET /a", answer: "200" }],
          }),
        ],
      }),
    ]);

    const circumstance = { kind: "binding", message: "X names nothing", seen: "GET /a was answered 404" } as const;
    const kept = aScenario({
      status: "error",
      legs: [aLeg(), aRealLeg({ status: "error", error: "X names nothing", circumstance })],
      comparisons: [
        aComparison({ verdict: "api-changed", cause: "permission", drift: [aDrift({ line: 9, column: 3 })] }),
      ],
    });
    for (const run of [full, aFullRun(), aRun([]), aRun([kept])]) {
      validate(JSON.parse(await writeJson(run)));
      expect(validate.errors).toBeNull();
    }
  });

  test("writes what is wrong with scenario files, in the form of a run of which there is nothing", async () => {
    const problems = [{ file: "a.scenario.yaml", line: 3, column: 9, message: "unknown key" }];
    const { output, files } = aRecordingOutput();
    const reporter = createJsonReporter({ output, file: "run.json" });
    reporter.onProblems?.(problems);
    await reporter.close();
    const report = JSON.parse(files.get("run.json") ?? "");

    validate(report);
    expect(validate.errors).toBeNull();
    expect(report).toMatchObject({
      summary: { scenarios: { total: 0, failed: 0 }, exitCode: 2, exitCodes: [2] },
      scenarios: [],
      problems,
    });
  });

  test.each([
    "/summary",
    "/summary/plan",
    "/summary/comparisons",
    "/scenarios/0",
    "/scenarios/0/targets/0",
    "/scenarios/0/comparisons/0",
    "/scenarios/0/drift/0",
    "/scenarios/9/comparisons/0/undecided/0",
    "/scenarios/0/comparisons/0/tolerated/0",
    "/scenarios/0/comparisons/0/idleTolerances/0",
    "/scenarios/3/wire/0/others/0/differences/0",
    "/scenarios/6/claims/0/verdicts",
  ])("is described by a schema that takes no further key at %s", async (place) => {
    const report = JSON.parse(await writeJson(aFullRun()));
    const there = place
      .split("/")
      .slice(1)
      .reduce((value, key) => value[key], report);
    there.extra = 1;

    expect(validate(report)).toBe(false);
    expect(validate.errors?.map(({ instancePath, keyword }) => ({ instancePath, keyword }))).toEqual([
      { instancePath: place, keyword: "additionalProperties" },
    ]);
  });
});
