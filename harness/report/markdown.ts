import type { RunResult } from "#harness/run/run-event.ts";
import { formatMarkdown } from "./markdown/format-markdown.ts";
import type { Output, Reporter } from "./reporter.ts";

/**
 * Gives the reporter that writes the run in short as Markdown on `close`: into `file`, or behind what is in `stepSummary`, the
 * file that GitHub Actions shows as a summary of the job.
 */
export function createMarkdownReporter(
  options: { readonly output: Output } & ({ readonly file: string } | { readonly stepSummary: string }),
): Reporter {
  const { output } = options;
  let run: RunResult | undefined;
  return {
    onEvent(event) {
      if (event.kind === "run-finished") run = event.run;
    },
    async close() {
      if (!run) return;
      const text = formatMarkdown(run, output.redact);
      // A step may run more than once, and other tools write their summaries into the same file.
      if ("stepSummary" in options) await output.writeFile(options.stepSummary, text, { append: true });
      else await output.writeFile(options.file, text);
    },
  };
}
