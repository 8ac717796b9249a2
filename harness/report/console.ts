import pc from "picocolors";
import type { RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import { contractNames, verdicts } from "#harness/scenario/scenario.ts";
import { contractsOf } from "./contracts-of.ts";
import { type Colours, formatFailures, marks } from "./format-failures.ts";
import { oneLine } from "./output.ts";
import type { Output, Reporter } from "./reporter.ts";
import { summarizeRun } from "./summarize-run.ts";

/** Gives the reporter for a terminal: progress while scenarios run; on `close` the claims, scenarios, failures and a summary. */
export function createConsoleReporter(options: { readonly output: Output }): Reporter {
  const { output } = options;
  const progress = createProgress(output);
  let run: RunResult | undefined;
  return {
    onEvent(event) {
      switch (event.kind) {
        case "run-started":
          progress.start(event.scenarios);
          break;
        case "scenario-finished":
          progress.step(event.result.id);
          break;
        case "run-finished":
          progress.clear();
          run = event.run;
          break;
        default:
          event satisfies never;
      }
    },
    async close() {
      if (run) output.print(await formatRun(run, output));
    },
  };
}

const linesEvery = 25;

/** On a terminal one line that is written over; elsewhere, where lines stay, one line now and then. */
function createProgress(output: Output) {
  let total = 0;
  let finished = 0;
  let shown = 0;
  return {
    start(scenarios: number) {
      total = scenarios;
    },
    step(id: string) {
      finished += 1;
      const line = `${finished}/${total} ${oneLine(id)}`;
      if (output.interactive) {
        // A line as wide as the terminal would wrap, and could then not be written over.
        const text = [...line].slice(0, output.width - 1).join("");
        output.progress(`\r${text.padEnd(shown)}`);
        shown = text.length;
      } else if (finished % linesEvery === 0) {
        output.progress(`${line}\n`);
      }
    },
    clear() {
      if (shown > 0) output.progress(`\r${" ".repeat(shown)}\r`);
      shown = 0;
    },
  };
}

async function formatRun(run: RunResult, output: Output): Promise<string> {
  const colours = pc.createColors(output.colour);
  const sections = [
    await formatClaims(run, output),
    formatScenarios(run.scenarios, colours),
    ...formatFailures(run.scenarios, colours),
    formatSummary(run),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

/** The table library is loaded only for a run that has claims. */
async function formatClaims(run: RunResult, output: Output): Promise<string> {
  if (run.scenarios.every((scenario) => scenario.claims.length === 0)) return "";
  const { formatClaimsTable } = await import("./claims-table.ts");
  return formatClaimsTable(run.scenarios, { width: output.width, colour: output.colour });
}

function formatScenarios(results: readonly ScenarioResult[], colours: Colours): string {
  const idWidth = Math.max(...results.map((result) => oneLine(result.id).length));
  const paint = { passed: colours.green, failed: colours.red, error: colours.yellow };
  return results
    .map((result) => {
      const mark = paint[result.status](marks[result.status]);
      const contracts = contractsOf(result).join(", ") || "no contract";
      const id = oneLine(result.id).padEnd(idWidth);
      return `${mark} ${id}  ${oneLine(result.title)}  (${contracts})  ${Math.round(result.durationMs)} ms\n`;
    })
    .join("");
}

function formatSummary(run: RunResult): string {
  const { scenarios, claims } = summarizeRun(run);
  const errors = scenarios.error === 1 ? "1 error" : `${scenarios.error} errors`;
  const tested = contractNames.filter((contract) => verdicts.some((verdict) => claims[contract][verdict] > 0));
  const lines = [
    `Scenarios: ${scenarios.passed} passed, ${scenarios.failed} failed, ${errors}`,
    ...tested.map((contract) => {
      const counts = verdicts.map((verdict) => `${claims[contract][verdict]} ${verdict}`).join(", ");
      return `Claims under ${contract}: ${counts}`;
    }),
    `Time: ${run.durationMs < 1000 ? `${Math.round(run.durationMs)} ms` : `${(run.durationMs / 1000).toFixed(1)} s`}`,
    ...adviseNext(run.scenarios),
  ];
  return `${lines.join("\n")}\n`;
}

/** One sentence, about the failure to look at first. */
function adviseNext(results: readonly ScenarioResult[]): string[] {
  if (results.some((result) => result.legs.some((leg) => leg.status === "failed"))) {
    return [
      "Next: repeat a failed call with its curl line, beside a mock started with npm start and with GENESYSCLOUD_ACCESS_TOKEN=mock-token-full-access exported; then correct the client or the expectation at the line shown.",
    ];
  }
  if (results.some((result) => result.claims.some((claim) => claim.flipped.length > 0))) {
    return [
      "Next: read the evidence of a flipped verdict, then correct the server, or pin the found verdict at the line shown.",
    ];
  }
  if (results.some((result) => result.status !== "passed")) {
    return [
      "Next: a scenario marked `!` could not run to its end, so nothing can be said about it; mend the reason given above it.",
    ];
  }
  return [];
}
