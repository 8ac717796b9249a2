import type { RunResult } from "#harness/run/run-event.ts";
import { type Finding, listFindings } from "./list-findings.ts";
import { printable } from "./output.ts";
import type { Output, Reporter } from "./reporter.ts";

/**
 * Gives the reporter that prints annotations for GitHub Actions on `close`: an `::error` or `::warning` on the line of the
 * scenario file for each of the worst findings, and a `::notice` about how many more there are.
 */
export function createGithubReporter(options: { readonly output: Output }): Reporter {
  const { output } = options;
  let run: RunResult | undefined;
  return {
    onEvent(event) {
      if (event.kind === "run-finished") run = event.run;
    },
    async close() {
      if (run) output.print(formatAnnotations(listFindings(run), output.redact));
    },
  };
}

// Of each kind ten are shown for a step: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md
const mostAnnotations = 10;
const mostMessages = 20;
const longestMessage = 1000;

function formatAnnotations(findings: readonly Finding[], redact: (text: string) => string): string {
  const shown = findings.slice(0, mostAnnotations);
  const more = findings.length - shown.length;
  const words = `${more} more ${more === 1 ? "finding is" : "findings are"} not shown here; the console output has them all`;
  return [
    ...shown.map((finding) => formatAnnotation(finding, redact)),
    ...(more > 0 ? [`::notice title=genesys-mock::${escapeData(words)}\n`] : []),
  ].join("");
}

function formatAnnotation({ level, place, title, messages }: Finding, redact: (text: string) => string): string {
  const properties = [
    ...(place === undefined
      ? []
      : [
          ["file", place.file],
          ["line", String(place.line)],
        ]),
    ...(place?.column === undefined ? [] : [["col", String(place.column)]]),
    ["title", title],
  ].map(([name, value = ""]) => `${name}=${escapeProperty(clean(value, redact))}`);
  const lines = messages.slice(0, mostMessages);
  const more = messages.length - lines.length;
  const text = [...lines, ...(more > 0 ? [`and ${more} more`] : [])].map((line) => clean(line, redact)).join("\n");
  return `::${level} ${properties.join(",")}::${escapeData(text)}\n`;
}

/** Secrets go before anything is escaped, and with their ellipsis what may be the start of one. */
function clean(text: string, redact: (text: string) => string): string {
  const cut = text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
  return printable(redact(cut)).replace(/\s+/g, " ").trim();
}

// As the runner itself escapes: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
