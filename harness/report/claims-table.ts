import pc from "picocolors";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import { breakWords, columnsOf } from "./break-words.ts";
import { type ClaimCell, cellOfClaim, claimColumnsOf, listUndecided, undecidedHeading } from "./claim-cells.ts";
import { oneLine } from "./output.ts";
import { formatRows, padding } from "./plain-table.ts";

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
  const columns = claimColumnsOf(claimed);
  const left = Math.max(options.width, 80) - byWidth - columns.length * verdictWidth;
  const claimWidth = chooseClaimWidth(claimed, left);
  const table = (rows: readonly string[][]) =>
    formatRows(rows, [claimWidth, byWidth, ...columns.map(() => verdictWidth)]);
  const head = table([["claim", "by", ...columns].map(colours.bold)]);
  const groups = claimed.map((result) => {
    const rows = result.claims.map((claim) => [
      breakWords(oneLine(claim.claim), claimWidth - padding),
      claim.by,
      ...columns.map((column) => colourCell(cellOfClaim(result, claim, column), colours)),
    ]);
    return `${formatHeading(result, options.width, colours)}${table(rows)}`;
  });
  const undecided = listUndecided(claimed).map(
    ({ claim, columns: undecidedIn, id, why }) =>
      `  ${oneLine(id)} (${undecidedIn}): ${oneLine(claim)}\n    ${oneLine(why)}\n`,
  );
  return `${[head, ...groups].join("\n")}${undecided.length > 0 ? `\n${undecidedHeading}\n${undecided.join("")}` : ""}`;
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

function colourCell(cell: ClaimCell, colours: ReturnType<typeof pc.createColors>): string {
  const paint: Record<ClaimCell, (text: string) => string> = {
    holds: colours.green,
    refuted: colours.red,
    undecided: colours.yellow,
    error: colours.magenta,
    "not run": colours.dim,
    "-": colours.dim,
  };
  return paint[cell](cell);
}

const byWidth = "answer".length + padding;
const verdictWidth = "undecided".length + padding;

/** As wide as the longest claim needs, or as the table has left over. */
function chooseClaimWidth(results: readonly ScenarioResult[], left: number): number {
  const longest = Math.max(
    ...results.flatMap((result) => result.claims.map((claim) => columnsOf(oneLine(claim.claim)))),
  );
  return Math.min(left, Math.max(longest, 20) + padding);
}
