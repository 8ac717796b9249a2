import type { RunResult } from "#harness/run/run-event.ts";
import { formatPage } from "./html/format-page.ts";
import type { Output, Reporter } from "./reporter.ts";

/**
 * Gives the reporter that writes the run as one HTML page into `file` on `close`: mock and real side by side, everything that
 * was sent and answered, usable without network and without script.
 */
export function createHtmlReporter(options: { readonly output: Output; readonly file: string }): Reporter {
  let run: RunResult | undefined;
  return {
    onEvent(event) {
      if (event.kind === "run-finished") run = event.run;
    },
    async close() {
      if (run) await options.output.writeFile(options.file, formatPage(run));
    },
  };
}
