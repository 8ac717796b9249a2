import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { reportedTag } from "#harness/report/reported/summarize-reported.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Scenario } from "#harness/scenario/scenario.ts";
import { type DiagnosisRoom, diagnoseReport } from "./diagnose-report.ts";
import type { ReportEntry } from "./report-entry.ts";
import type { KnownReport } from "./reports-page.ts";

const folder = "scenarios/reported";

/** Puts together what the catalogue, a run and the diagnosis say of each report. */
export async function collectReports(parts: {
  readonly scenarios: readonly Scenario[];
  readonly results: readonly ScenarioResult[];
  readonly room: DiagnosisRoom;
}): Promise<readonly KnownReport[]> {
  const { scenarios, results, room } = parts;
  // test/reported.test.ts holds both files against their form.
  const entries: readonly ReportEntry[] = parse(await readFile(`${folder}/catalogue.yaml`, "utf8"));
  const left: readonly { id: string; why: string }[] = parse(await readFile(`${folder}/not-reproduced.yaml`, "utf8"));
  const reports: KnownReport[] = [];
  for (const entry of entries) {
    const own = results.filter(({ report }) => report === entry.id);
    // A report can have a second scenario, under another setting; the one that is named after it goes first.
    const repeating = own
      .filter(({ tags }) => tags.includes(reportedTag))
      .sort((one, other) => one.id.length - other.id.length);
    const others = own.filter((result) => !repeating.includes(result));
    const [first] = repeating;
    const scenario = scenarios.find(({ id }) => id === first?.id);
    const diagnosis = first && scenario && (await diagnoseReport(first, scenario, room));
    const why = left.find(({ id }) => id === entry.id)?.why;
    reports.push({
      entry,
      results: [...repeating, ...others],
      ...(why === undefined ? {} : { notReproduced: why }),
      ...(diagnosis === undefined ? {} : { diagnosis }),
    });
  }
  return reports;
}
