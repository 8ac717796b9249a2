import { describe, expect, test } from "vitest";
import type { Reports } from "#harness/report/reported/reports.ts";
import { summarizeReported } from "#harness/report/reported/summarize-reported.ts";
import { aClaim, aLeg, anExchange, aRun, aScenario } from "#test/harness/report/builders.ts";

const reports: Reports = {
  reports: [{ id: "wrong-body", status: 400 }, { id: "no-status" }, { id: "never-sent", status: 429 }],
  contradictions: [
    {
      topic: "key for inputs",
      a: { says: "variables", claims: [{ report: "wrong-body", claim: "inputs sit under variables" }] },
      b: {
        says: "context",
        claims: [
          { report: "wrong-body", claim: "inputs sit under context" },
          { report: "no-status", claim: "context it is" },
        ],
      },
    },
    {
      topic: "life of a token",
      a: { says: "900 s", claims: [{ report: "never-sent", claim: "900 seconds" }] },
      b: { says: "3600 s", claims: [{ report: "wrong-body", claim: "inputs sit under context" }] },
    },
  ],
};

const repeated = aScenario({
  id: "reported-wrong-body",
  report: "wrong-body",
  tags: ["reported"],
  legs: [
    aLeg({ exchanges: [anExchange(400, "{}")] }),
    aLeg({ contract: "thread", exchanges: [anExchange(403, "{}")] }),
  ],
  claims: [
    aClaim({ claim: "inputs sit under variables", verdicts: { published: "refuted", thread: "holds" } }),
    aClaim({ claim: "inputs sit under context", verdicts: { published: "refuted", thread: "holds" } }),
  ],
});
const withoutStatus = aScenario({
  id: "reported-no-status",
  report: "no-status",
  tags: ["reported"],
  legs: [aLeg({ exchanges: [anExchange(400, "{}")] })],
  claims: [aClaim({ claim: "context it is", verdicts: { published: "refuted", thread: "undecided" } })],
});
const beside = aScenario({
  id: "thread-more",
  report: "wrong-body",
  claims: [aClaim({ claim: "more", verdicts: { published: "holds" } })],
});
const stranger = aScenario({ id: "other", report: "https://example.com/1", claims: [aClaim()] });

describe("summarizeReported", () => {
  const summary = summarizeReported(aRun([repeated, withoutStatus, beside, stranger]), reports);

  test("counts the reports, and those whose request was sent", () => {
    expect([summary.reports, summary.reproduced]).toEqual([3, 2]);
  });

  test("counts a report with the reported status per contract, and none whose status is not known", () => {
    expect(summary.sameStatus).toEqual({ published: 1, thread: 0 });
  });

  test("counts the claims of every scenario of a report of the catalogue, and of no other", () => {
    expect(summary.claims).toEqual({
      published: { holds: 1, refuted: 3, undecided: 0 },
      thread: { holds: 2, refuted: 0, undecided: 1 },
    });
  });

  test("settles a contradiction by the verdicts of the run; claims that differ hold partly", () => {
    expect(summary.contradictions).toEqual([
      {
        topic: "key for inputs",
        a: { says: "variables", verdicts: { published: "refuted", thread: "holds" } },
        b: { says: "context", verdicts: { published: "refuted", thread: "partly" } },
      },
    ]);
  });

  test("leaves out a contradiction of which a claim was not part of the run", () => {
    expect(summarizeReported(aRun([repeated]), reports).contradictions).toEqual([]);
  });

  test("calls a side untested that has no verdict under a contract", () => {
    const published = { ...repeated, claims: [aClaim({ claim: "a", verdicts: { published: "holds" } })] };
    const side = { says: "a", claims: [{ report: "wrong-body", claim: "a" }] };
    const [settled] = summarizeReported(aRun([published]), {
      ...reports,
      contradictions: [{ topic: "t", a: side, b: side }],
    }).contradictions;
    expect(settled?.a.verdicts).toEqual({ published: "holds", thread: "untested" });
  });
});
