import { readFile, writeFile } from "node:fs/promises";
import { createContractFacts } from "#harness/contract/create-contract-facts.ts";
import { reportedTag } from "#harness/report/reported/summarize-reported.ts";
import { runScenarios } from "#harness/run/run-scenarios.ts";
import { loadScenarios } from "#harness/scenario/load-scenarios.ts";
import { createMockTarget } from "#harness/target/mock.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { loadOrg } from "#mock-server/seed/load-org.ts";
import { collectReports } from "./docs/collect-reports.ts";
import { formatCoveragePage } from "./docs/coverage-page.ts";
import { formatFaultsPage } from "./docs/faults-page.ts";
import { fillSections } from "./docs/fill-sections.ts";
import { formatMockSections, formatReadmeSections } from "./docs/readme-sections.ts";
import { formatReportsPage } from "./docs/reports-page.ts";

/** Rewrites what is generated in the docs; with `--check` only says what is not current, and exits with 1. */
const check = process.argv.includes("--check");
const contracts = createContractTable();
const tables = [contracts.get("published"), contracts.get("thread")];
const { scenarios, problems } = await loadScenarios({ paths: ["scenarios"], cwd: process.cwd() });
if (problems.length > 0) throw new Error("the scenarios have problems; npm run scenarios lists them");
const run = await runScenarios(scenarios, {
  mock: createMockTarget({ seed: 1 }),
  allow: "reads",
  factsOf: (contract) => createContractFacts(contracts.get(contract)),
  record: false,
  today: new Date().toISOString().slice(0, "2026-01-01".length),
  concurrency: 4,
  cwd: process.cwd(),
  parentEnv: process.env,
  onSecret: () => {},
  onEvent: () => {},
});
const room = { contracts, org: await loadOrg(1, contracts) };
const reports = await collectReports({ scenarios, results: run.scenarios, room });
const readme = await readFile("README.md", "utf8");
const pages: Readonly<Record<string, string>> = {
  "docs/faults.md": formatFaultsPage(tables),
  "docs/coverage.md": await formatCoveragePage(tables, run.scenarios),
  "docs/mock.md": fillSections(await readFile("docs/mock.md", "utf8"), formatMockSections(tables)),
  "docs/reports.md": formatReportsPage(reports),
  // The claims of the other reports stand on their own page.
  "README.md": fillSections(
    readme,
    formatReadmeSections(
      tables,
      run.scenarios.filter(({ tags }) => !tags.includes(reportedTag)),
    ),
  ),
};
const stale: string[] = [];
for (const [file, text] of Object.entries(pages)) {
  const present = await readFile(file, "utf8").catch(() => "");
  if (present === text) continue;
  stale.push(file);
  if (!check) await writeFile(file, text);
}
if (check && stale.length > 0) {
  process.stderr.write(`Not current: ${stale.join(", ")}. Run npm run docs and commit what it writes.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(stale.length === 0 ? "The generated docs are current.\n" : `Written: ${stale.join(", ")}\n`);
}
