import type { Leg } from "#harness/run/run-event.ts";
import { hideTokens } from "./hide-tokens.ts";
import { printable } from "./output.ts";

const mostLines = 20;

/** Gives the last lines that the client of a leg printed, those of each stream below its name; nothing where it printed nothing. */
export function listOutput({ output = {} }: Pick<Leg, "output">): string[] {
  return (["stdout", "stderr"] as const).flatMap((name) => {
    const lines = printable(hideTokens(output[name] ?? "")).split("\n");
    if (lines.join("") === "") return [];
    const shown = lines.slice(-mostLines);
    const hidden = lines.length - shown.length;
    const cut = hidden > 0 ? [`… ${hidden} more ${hidden === 1 ? "line" : "lines"} above`] : [];
    return [`the end of its ${name}:`, ...[...cut, ...shown].map((line) => `  ${line}`)];
  });
}
