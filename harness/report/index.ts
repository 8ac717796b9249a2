import { closest } from "fastest-levenshtein";
import { createConsoleReporter } from "./console.ts";
import { createJsonReporter } from "./json.ts";
import { createJunitReporter } from "./junit.ts";
import type { Output, Reporter } from "./reporter.ts";

export type ReporterName = "console" | "json" | "junit";

export interface ReporterOptions {
  readonly output: Output;
  /** Where a file reporter writes; `parseReporterOption` sees to it that it is there. */
  readonly file?: string;
}

/** Makes each reporter. The file reporters throw without `file`. */
export const reporters: Record<ReporterName, (options: ReporterOptions) => Reporter> = {
  console: ({ output }) => createConsoleReporter({ output }),
  json: ({ output, file }) => createJsonReporter({ output, file: requireFile("json", file) }),
  junit: ({ output, file }) => createJunitReporter({ output, file: requireFile("junit", file) }),
};

export type ParsedReporterOption =
  | { readonly kind: "reporter"; readonly name: ReporterName; readonly file?: string }
  /** `message` says what was expected, what was found and what to write instead. */
  | { readonly kind: "problem"; readonly message: string };

/** Reads the value of a `--reporter` option: `console`, `json=FILE` or `junit=FILE`. */
export function parseReporterOption(text: string): ParsedReporterOption {
  const separator = text.indexOf("=");
  const name = separator === -1 ? text : text.slice(0, separator);
  const file = separator === -1 ? undefined : text.slice(separator + 1);
  if (!isReporterName(name)) {
    const nearest = closest(name.toLowerCase(), Object.keys(reporters));
    return problem(
      `There is no reporter "${name}". Choose one of ${usage}. Did you mean ${usages[nearest] ?? nearest}?`,
    );
  }
  if (name === "console") {
    if (file === undefined) return { kind: "reporter", name };
    return problem(
      `The reporter "console" prints to the terminal and takes no file, but was given "${text}". Write console.`,
    );
  }
  if (file) return { kind: "reporter", name, file };
  return problem(
    `The reporter "${name}" writes a file, but was given none. Write ${name}=FILE, e.g. ${examples[name]}.`,
  );
}

const usages: Readonly<Record<string, string>> = {
  console: "console",
  json: "json=FILE",
  junit: "junit=FILE",
} satisfies Record<ReporterName, string>;

const usage = Object.values(usages).join(", ");

const examples = { json: "json=reports/run.json", junit: "junit=reports/junit.xml" };

function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(reporters, name);
}

function problem(message: string): ParsedReporterOption {
  return { kind: "problem", message };
}

function requireFile(name: ReporterName, file: string | undefined): string {
  if (file === undefined) throw new Error(`The reporter "${name}" needs a file. Pass options.file.`);
  return file;
}
