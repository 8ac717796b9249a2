import { oneLine } from "#harness/report/output.ts";
import type { Output } from "#harness/report/reporter.ts";

const linesEvery = 25;

/** On a terminal one line that is written over; elsewhere, where lines stay, one now and then while much is left. */
export function createProgress(output: Output) {
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
      } else if (finished % linesEvery === 0 && total - finished > linesEvery) {
        output.progress(`${line}\n`);
      }
    },
    clear() {
      if (shown > 0) output.progress(`\r${" ".repeat(shown)}\r`);
      shown = 0;
    },
  };
}
