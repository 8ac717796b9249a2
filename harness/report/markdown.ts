import { formatMarkdown, formatProblemsMarkdown } from "./markdown/format-markdown.ts";
import type { Output, Reporter } from "./reporter.ts";

/**
 * Gives the reporter that writes the run in short as Markdown on `close`: into `file`, or behind what is in `stepSummary`, the
 * file that GitHub Actions shows as a summary of the job.
 */
export function createMarkdownReporter(
  options: { readonly output: Output } & ({ readonly file: string } | { readonly stepSummary: string }),
): Reporter {
  const { output } = options;
  let text: string | undefined;
  return {
    onEvent(event) {
      if (event.kind === "run-finished") text = formatMarkdown(event.run, output.redact);
    },
    onProblems(problems) {
      text = formatProblemsMarkdown(problems, output.redact);
    },
    async close() {
      if (text === undefined) return;
      // A step may run more than once, and other tools write their summaries into the same file.
      if ("stepSummary" in options) await output.writeFile(options.stepSummary, text, { append: true });
      else await output.writeFile(options.file, text);
    },
  };
}
