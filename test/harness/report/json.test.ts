import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { createJsonReporter } from "#harness/report/json.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { aFullRun } from "./a-full-run.ts";
import {
  aClaim,
  aComparison,
  aDrift,
  aLeg,
  anExchange,
  anIdleTolerance,
  anUndecided,
  aRealLeg,
  aRecordingOutput,
  aRefusedCall,
  aRun,
  aScenario,
  eventsOf,
} from "./builders.ts";

const schema = JSON.parse(readFileSync("docs/report.schema.json", "utf8"));
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

describe("createJsonReporter", () => {
  test("writes the run with its keys in a fixed order and a line feed at the end", async () => {
    const { response: _, ...unanswered } = anExchange(200, "");
    const run = aRun(
      [
        aScenario({
          status: "failed",
          legs: [
            aLeg({
              status: "failed",
              differences: [
                { line: 27, column: 11, message: "expected 200, found 400", at: "/status", expected: 200, found: 400 },
              ],
              exchanges: [anExchange(400, "{}"), { ...unanswered, error: "reset" }],
              curl: "curl",
            }),
            aLeg({ contract: "thread", status: "error", error: "no answer" }),
          ],
          claims: [
            aClaim({
              verdicts: { thread: "undecided", published: "holds" },
              flipped: [{ found: "holds", pinned: "refuted", contract: "published" }],
              why: "no request shows it",
              evidence: [{ answer: "200", call: "POST /a", trial: "control", contract: "published" }],
              error: "the variation could not be run",
            }),
          ],
        }),
      ],
      { exitCode: 1, exitCodes: [1], durationMs: 12.34567 },
    );

    expect(await write(run)).toBe(`\
{
  "version": 2,
  "summary": {
    "scenarios": {
      "total": 1,
      "passed": 0,
      "failed": 1,
      "error": 0,
      "skipped": 0
    },
    "claims": {
      "published": {
        "holds": 1,
        "refuted": 0,
        "undecided": 0
      },
      "thread": {
        "holds": 0,
        "refuted": 0,
        "undecided": 1
      },
      "live": {
        "holds": 0,
        "refuted": 0,
        "undecided": 0
      }
    },
    "comparisons": {
      "agree": 0,
      "mock-wrong": 0,
      "api-changed": 0,
      "bug-reproduced": 0,
      "drift": 0,
      "other-contract": 0,
      "not-run": 0
    },
    "refusedCalls": 0,
    "durationMs": 12.346,
    "exitCode": 1,
    "exitCodes": [
      1
    ],
    "warnings": []
  },
  "scenarios": [
    {
      "id": "launch",
      "title": "A launch",
      "file": "scenarios/launch.scenario.yaml",
      "line": 2,
      "status": "failed",
      "tags": [],
      "durationMs": 12,
      "targets": [
        {
          "target": "mock",
          "side": "mock",
          "contract": "published",
          "status": "failed",
          "differences": [
            {
              "at": "/status",
              "expected": 200,
              "found": 400,
              "message": "expected 200, found 400",
              "line": 27,
              "column": 11
            }
          ],
          "curl": "curl",
          "exchanges": [
            {
              "method": "POST",
              "path": "/api/v2/flows/executions",
              "status": 400,
              "durationMs": 3.25
            },
            {
              "method": "POST",
              "path": "/api/v2/flows/executions",
              "durationMs": 3.25,
              "error": "reset"
            }
          ]
        },
        {
          "target": "mock",
          "side": "mock",
          "contract": "thread",
          "status": "error",
          "differences": [],
          "error": "no answer",
          "exchanges": []
        }
      ],
      "comparisons": [],
      "drift": [],
      "wire": [],
      "claims": [
        {
          "claim": "type is required",
          "by": "answer",
          "line": 30,
          "why": "no request shows it",
          "verdicts": {
            "published": "holds",
            "thread": "undecided"
          },
          "flipped": [
            {
              "contract": "published",
              "pinned": "refuted",
              "found": "holds"
            }
          ],
          "evidence": [
            {
              "contract": "published",
              "trial": "control",
              "call": "POST /a",
              "answer": "200"
            }
          ],
          "error": "the variation could not be run"
        }
      ]
    }
  ]
}
`);
  });

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

    const misbound = aScenario({
      status: "error",
      legs: [aLeg(), aRealLeg({ status: "error", error: "X names nothing", misbound: "X names nothing" })],
      comparisons: [
        aComparison({ verdict: "api-changed", cause: "permission", drift: [aDrift({ line: 9, column: 3 })] }),
      ],
    });
    for (const run of [full, aFullRun(), aRun([]), aRun([misbound])]) {
      validate(JSON.parse(await write(run)));
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

  test("writes the sides, their comparison and what differs, with the contract and the client", async () => {
    const report = JSON.parse(
      await write(
        aRun([
          aScenario({
            status: "failed",
            legs: [
              aLeg({ client: "app" }),
              aRealLeg({
                client: "app",
                attempts: 2,
                exchanges: [aRefusedCall()],
                cleanUp: [{ call: "DELETE /a" }, { call: "DELETE /b", error: "403" }],
              }),
            ],
            comparisons: [
              aComparison({
                client: "app",
                verdict: "drift",
                why: "they differ",
                drift: [aDrift({ mock: undefined, live: { a: 1n } })],
                undecided: [anUndecided()],
                idleTolerances: [anIdleTolerance()],
              }),
            ],
          }),
        ]),
      ),
    );

    const [scenario] = report.scenarios;
    expect(scenario.targets[1]).toMatchObject({
      target: "live",
      side: "real",
      client: "app",
      attempts: 2,
      exchanges: [{ method: "DELETE", refused: true }],
      cleanUp: [{ call: "DELETE /a" }, { call: "DELETE /b", error: "403" }],
    });
    expect(scenario.comparisons).toEqual([
      {
        contract: "published",
        client: "app",
        verdict: "drift",
        why: "they differ",
        undecided: [anUndecided()],
        tolerated: [],
        idleTolerances: [anIdleTolerance()],
      },
    ]);
    expect(scenario.drift).toEqual([
      { contract: "published", client: "app", ...aDrift({ live: "{ a: 1n }" }), mock: undefined },
    ]);
    expect(scenario.drift[0]).not.toHaveProperty("mock");
    expect(report.summary.comparisons).toMatchObject({ drift: 1, agree: 0 });
    expect(report.summary.refusedCalls).toBe(1);
  });

  test.each([
    "/summary",
    "/summary/plan",
    "/summary/comparisons",
    "/scenarios/0",
    "/scenarios/0/targets/0",
    "/scenarios/0/comparisons/0",
    "/scenarios/0/drift/0",
    "/scenarios/0/comparisons/0/tolerated/0",
    "/scenarios/0/comparisons/0/idleTolerances/0",
    "/scenarios/3/wire/0/others/0/differences/0",
    "/scenarios/6/claims/0/verdicts",
  ])("is described by a schema that takes no further key at %s", async (place) => {
    const report = JSON.parse(await write(aFullRun()));
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

  test("describes values that JSON cannot hold instead of failing, and leaves out what is absent", async () => {
    const circle: Record<string, unknown> = { name: "circle" };
    circle["self"] = circle;
    const throwing = {
      toJSON() {
        throw new Error("no");
      },
    };
    const values: unknown[] = [undefined, null, 1n, () => 1, circle, throwing, Symbol("s")];
    const differences = values.map((found) => ({
      at: "/result",
      expected: "x",
      found,
      message: "m",
      line: 1,
      column: 1,
    }));

    const report = JSON.parse(
      await write(aRun([aScenario({ status: "failed", legs: [aLeg({ status: "failed", differences })] })])),
    );

    const [absent, ...others] = report.scenarios[0].targets[0].differences;
    expect(absent).not.toHaveProperty("found");
    expect(others.map((difference: { found: unknown }) => difference.found)).toEqual([
      null,
      "1n",
      "[Function (anonymous)]",
      "<ref *1> { name: 'circle', self: [Circular *1] }",
      "{ toJSON: [Function: toJSON] }",
      "Symbol(s)",
    ]);
  });
});

async function write(run: RunResult): Promise<string> {
  const { output, files } = aRecordingOutput();
  const reporter = createJsonReporter({ output, file: "run.json" });
  for (const event of eventsOf(run)) reporter.onEvent(event);
  await reporter.close();
  return files.get("run.json") ?? "";
}
