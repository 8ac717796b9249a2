import CliTable3 from "cli-table3";
import pc from "picocolors";
import type { ClaimResult, ScenarioResult } from "#harness/run/run-event.ts";
import { type ContractName, contractNames, type Verdict } from "#harness/scenario/scenario.ts";
import { breakWords, columnsOf } from "./break-words.ts";
import { contractsOf } from "./contracts-of.ts";
import { oneLine } from "./output.ts";

/**
 * Gives the claims with their verdicts as a table for a terminal, grouped by scenario, and below it why each undecided claim
 * is undecided. `width` is the number of characters to fit into (80 at least). Empty without claims, else ends with a line feed.
 */
export function formatClaimsTable(
  results: readonly ScenarioResult[],
  options: { readonly width: number; readonly colour: boolean },
): string {
  const claimed = results.filter((result) => result.claims.length > 0);
  if (claimed.length === 0) return "";
  const colours = pc.createColors(options.colour);
  const claimWidth = chooseClaimWidth(claimed, options.width);
  const table = (rows: readonly string[][]) =>
    formatRows(rows, [claimWidth, byWidth, ...contractNames.map(() => verdictWidth)]);
  const head = table([["claim", "by", ...contractNames].map(colours.bold)]);
  const groups = claimed.map((result) => {
    const rows = result.claims.map((claim) => [
      breakWords(oneLine(claim.claim), claimWidth - padding),
      claim.by,
      ...contractNames.map((contract) => colourCell(cellOf(result, claim, contract), colours)),
    ]);
    return `${formatHeading(result, options.width, colours)}${table(rows)}`;
  });
  const undecided = listUndecided(claimed).map(
    ({ claim, contracts, id, why }) => `  ${id} (${contracts}): ${claim}\n    ${why}\n`,
  );
  return `${[head, ...groups].join("\n")}${undecided.length > 0 ? `\n${undecidedHeading}\n${undecided.join("")}` : ""}`;
}

/** Gives the same table and list in Markdown, one row per claim. Empty without claims, else ends with a line feed. */
export function formatClaimsMarkdown(results: readonly ScenarioResult[]): string {
  const rows = results.flatMap((result) =>
    result.claims.map((claim) => [
      escapeMarkdown(oneLine(result.id)),
      escapeMarkdown(oneLine(claim.claim)),
      claim.by,
      ...contractNames.map((contract) => cellOf(result, claim, contract)),
    ]),
  );
  if (rows.length === 0) return "";
  const head = ["scenario", "claim", "by", ...contractNames];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`);
  const undecided = listUndecided(results).map(
    ({ claim, contracts, id, why }) =>
      `- ${escapeMarkdown(id)} (${contracts}): ${escapeMarkdown(claim)}: ${escapeMarkdown(why)}\n`,
  );
  return `${lines.join("")}${undecided.length > 0 ? `\n${undecidedHeading}\n\n${undecided.join("")}` : ""}`;
}

function formatHeading(
  { id, title }: ScenarioResult,
  width: number,
  colours: ReturnType<typeof pc.createColors>,
): string {
  const columns = Math.max(width, 80);
  const text = breakWords(`${oneLine(id)}: ${oneLine(title)}`, columns);
  return formatRows([[colours.bold(text)]], [columns], 0);
}

const noBorders = Object.fromEntries(
  ["top", "bottom", "mid", "left", "right"].flatMap((side) => [
    [side, ""],
    [`${side}-left`, ""],
    [`${side}-mid`, ""],
    [`${side}-right`, ""],
    [`left-${side}`, ""],
    [`mid-${side}`, ""],
    [`right-${side}`, ""],
  ]),
);

/** Rows under each other in columns of these widths, without any lines; every column begins with its padding. */
function formatRows(rows: readonly string[][], widths: readonly number[], paddingLeft = padding): string {
  const table = new CliTable3({
    colWidths: [...widths],
    wordWrap: true,
    chars: { ...noBorders, middle: "" },
    // Colours are set per cell, since the library's own ignore the `colour` option.
    style: { head: [], border: [], "padding-left": paddingLeft, "padding-right": 0 },
  });
  table.push(...rows);
  return `${table.toString().replaceAll(/ +$/gm, "")}\n`;
}

const undecidedHeading = "Undecided, and why:";

type Cell = Verdict | "error" | "-";

/** `-` where the scenario does not run under the contract, `error` where it does but the experiment could not be run. */
function cellOf(result: ScenarioResult, claim: ClaimResult, contract: ContractName): Cell {
  const couldNotRun = claim.error !== undefined && contractsOf(result).includes(contract);
  return claim.verdicts[contract] ?? (couldNotRun ? "error" : "-");
}

function colourCell(cell: Cell, colours: ReturnType<typeof pc.createColors>): string {
  const paint: Record<Cell, (text: string) => string> = {
    holds: colours.green,
    refuted: colours.red,
    undecided: colours.yellow,
    error: colours.magenta,
    "-": colours.dim,
  };
  return paint[cell](cell);
}

const padding = 2;
const byWidth = "answer".length + padding;
const verdictWidth = "undecided".length + padding;

/** As wide as the longest claim needs, or as the terminal has left over. */
function chooseClaimWidth(results: readonly ScenarioResult[], width: number): number {
  const left = Math.max(width, 80) - byWidth - contractNames.length * verdictWidth;
  const longest = Math.max(
    ...results.flatMap((result) => result.claims.map((claim) => columnsOf(oneLine(claim.claim)))),
  );
  return Math.min(left, Math.max(longest, 20) + padding);
}

function listUndecided(results: readonly ScenarioResult[]) {
  return results.flatMap((result) =>
    result.claims.flatMap((claim) => {
      const contracts = contractNames.filter((contract) => claim.verdicts[contract] === "undecided");
      if (contracts.length === 0) return [];
      const why = oneLine(claim.why ?? "no reason is given");
      return [{ id: oneLine(result.id), contracts: contracts.join(", "), claim: oneLine(claim.claim), why }];
    }),
  );
}

/** Escapes what Markdown would read as a sign, and leaves code between backquotes as it is, but for the cell's own border. */
function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part.replaceAll("|", "\\|") : part.replace(/[\\`*_[\]<>&|~]/g, "\\$&")))
    .join("");
}
