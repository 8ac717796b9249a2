import { describe, expect, test } from "vitest";
import { formatReported, formatReportedSummary } from "#harness/report/console/format-reported.ts";
import type { ReportedSummary } from "#harness/report/reported/summarize-reported.ts";
import { aRun, aScenario } from "#test/harness/report/builders.ts";

const summary: ReportedSummary = {
  reports: 76,
  reproduced: 56,
  sameStatus: { published: 28, thread: 21 },
  claims: { published: { holds: 1, refuted: 2, undecided: 3 }, thread: { holds: 4, refuted: 5, undecided: 6 } },
  contradictions: [
    {
      topic: "key for inputs",
      a: { says: "variables", verdicts: { published: "refuted", thread: "holds" } },
      b: { says: "context", verdicts: { published: "undecided", thread: "partly" } },
    },
    {
      topic: "token\ncall",
      a: { says: "Basic", verdicts: { published: "holds", thread: "untested" } },
      b: { says: "form", verdicts: { published: "refuted", thread: "untested" } },
    },
  ],
};

describe("formatReportedSummary", () => {
  test("says in numbers what was reproduced, and one line for each contradiction", () => {
    expect(formatReportedSummary(summary)).toBe(
      [
        "Reports: 56 of 76 reproduced; answered with the reported status: 28 under published, 21 under thread",
        "Claims of reports under published: 1 holds, 2 refuted, 3 undecided; under thread: 4 holds, 5 refuted, 6 undecided",
        "Where reports contradict each other (published, thread: ✓ holds, ✗ refuted, ~ partly, ? undecided):",
        "  key for inputs  ✗✓ variables  ?~ context",
        "  token call      ✓- Basic      ✗- form",
        "",
      ].join("\n"),
    );
  });

  test("has no heading where nothing is settled", () => {
    expect(formatReportedSummary({ ...summary, contradictions: [] })).not.toContain("contradict");
  });
});

describe("formatReported", () => {
  test("is empty for a run that repeats no report", async () => {
    expect(await formatReported(aRun([aScenario({ report: "electron-400-missing-type-initiator" })]))).toBe("");
  });

  test("is empty where no catalogue lies beside the scenario", async () => {
    const repeating = aScenario({ report: "one", tags: ["reported"], file: "test/nowhere/one.scenario.yaml" });
    expect(await formatReported(aRun([repeating]))).toBe("");
  });

  test("counts against the catalogue that lies above the scenario", async () => {
    const file = "scenarios/reported/tokens/newman-401-invalid-client.scenario.yaml";
    const repeating = aScenario({ report: "newman-401-invalid-client", tags: ["reported"], file });
    expect(await formatReported(aRun([repeating]))).toContain("Reports: 1 of 76 reproduced");
  });
});
