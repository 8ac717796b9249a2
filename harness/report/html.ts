import { formatPage } from "./html/format-page.ts";
import { formatProblemsPage } from "./html/format-problems-page.ts";
import type { Output, Reporter } from "./reporter.ts";

/**
 * Gives the reporter that writes the run as one HTML page into `file` on `close`: mock and real side by side, everything that
 * was sent and answered, usable without network and without script. Of scenario files with mistakes it says what they are.
 */
export function createHtmlReporter(options: { readonly output: Output; readonly file: string }): Reporter {
  let format: (() => string) | undefined;
  return {
    onEvent(event) {
      if (event.kind === "run-finished") format = () => formatPage(event.run);
    },
    onProblems(problems) {
      format = () => formatProblemsPage(problems);
    },
    async close() {
      if (format) await options.output.writeFile(options.file, format());
    },
  };
}
