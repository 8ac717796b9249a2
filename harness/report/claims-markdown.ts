import type { ScenarioResult } from "#harness/run/run-event.ts";
import { cellOfClaim, claimColumnsOf, listUndecided, undecidedHeading } from "./claim-cells.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { oneLine } from "./output.ts";

/**
 * Gives the claims with their verdicts as a Markdown table, one row per claim, and below it why each undecided claim is
 * undecided. `redact` is given every text before it is escaped. Empty without claims, else ends with a line feed.
 */
export function formatClaimsMarkdown(
  results: readonly ScenarioResult[],
  { redact = (text) => text }: { readonly redact?: (text: string) => string } = {},
): string {
  const write = (text: string) => escapeMarkdown(oneLine(redact(text)));
  const columns = claimColumnsOf(results);
  const rows = results.flatMap((result) =>
    result.claims.map((claim) => [
      write(result.id),
      write(claim.claim),
      claim.by,
      ...columns.map((column) => cellOfClaim(result, claim, column)),
    ]),
  );
  if (rows.length === 0) return "";
  const head = ["scenario", "claim", "by", ...columns];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`);
  const undecided = listUndecided(results).map(
    ({ claim, columns: undecidedIn, id, why }) => `- ${write(id)} (${undecidedIn}): ${write(claim)}: ${write(why)}\n`,
  );
  return `${lines.join("")}${undecided.length > 0 ? `\n${undecidedHeading}\n\n${undecided.join("")}` : ""}`;
}
