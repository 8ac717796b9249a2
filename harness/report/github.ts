import { type Finding, listFindings } from "./list-findings.ts";
import { listProblems } from "./list-problems.ts";
import { printable } from "./output.ts";
import { pathInWorkspace } from "./path-in-workspace.ts";
import type { Output, Reporter } from "./reporter.ts";

export interface GithubOptions {
  readonly output: Output;
  /** The folder of the job's checkout (`GITHUB_WORKSPACE`): annotations name files from there. */
  readonly workspace?: string;
  /** Absolute path of the folder that scenario files are named from; needed with `workspace`. */
  readonly cwd?: string;
}

/**
 * Gives the reporter that prints annotations for GitHub Actions on `close`: an `::error` or `::warning` on the line of the
 * scenario file for each of the worst findings, and a `::notice` about how many more there are.
 */
export function createGithubReporter(options: GithubOptions): Reporter {
  const { output } = options;
  let findings: readonly Finding[] | undefined;
  return {
    onEvent(event) {
      if (event.kind === "run-finished") findings = listFindings(event.run).filter((finding) => !isAge(finding));
    },
    onProblems(problems) {
      findings = listProblems(problems);
    },
    async close() {
      if (findings) output.print(formatAnnotations(findings, options));
    },
  };
}

/** How old the recordings are is told at every run; only that they are too old is worth an annotation. */
function isAge({ kind, messages }: Finding): boolean {
  return kind === "warning" && messages.every((message) => message.startsWith("compared with recordings: "));
}

// Of each kind ten are shown for a step: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md
const mostAnnotations = 10;
const mostMessages = 20;
const longestMessage = 1000;

function formatAnnotations(findings: readonly Finding[], options: GithubOptions): string {
  const shown = findings.slice(0, mostAnnotations);
  const more = findings.length - shown.length;
  const words = `${more} more ${more === 1 ? "finding is" : "findings are"} not shown here; the console output has them all`;
  return [
    ...shown.map((finding) => formatAnnotation(finding, options)),
    ...(more > 0 ? [`::notice title=genesys-mock::${escapeData(words)}\n`] : []),
  ].join("");
}

function formatAnnotation({ level, place, title, messages }: Finding, options: GithubOptions): string {
  const { redact } = options.output;
  const properties = [
    ...(place === undefined
      ? []
      : [
          ["file", pathInWorkspace(place.file, options)],
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
