import { describe, expect, test } from "vitest";
import { aClaim, aLeg, anExchange, aRun, aScenario } from "./builders.ts";
import { writeJson } from "./write-json.ts";

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

    expect(await writeJson(run)).toBe(`\
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
      await writeJson(aRun([aScenario({ status: "failed", legs: [aLeg({ status: "failed", differences })] })])),
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
