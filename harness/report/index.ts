import { closest } from "fastest-levenshtein";
import type { Output, Reporter } from "./reporter.ts";

export type ReporterName = "console" | "json" | "junit" | "markdown" | "github" | "html";

export interface ReporterOptions {
  readonly output: Output;
  /** Where a file reporter writes; `parseReporterOption` sees to it that it is there. */
  readonly file?: string;
  /** The file of a CI job's summary (`GITHUB_STEP_SUMMARY`), for `markdown` without a file. */
  readonly stepSummary?: string;
  /** The folder of a CI job's checkout (`GITHUB_WORKSPACE`), which the paths of `github` are relative to. */
  readonly workspace?: string;
  /** Absolute path of the folder that scenario files are named from; needed with `workspace`. */
  readonly cwd?: string;
  /** Where the run keeps recordings, as it was named, for `console`. */
  readonly recordFolder?: string;
}

/** Makes a reporter, whose code is loaded only now. Rejects if a file reporter has no file. */
export function createReporter(name: ReporterName, options: ReporterOptions): Promise<Reporter> {
  return reporters[name].create(options);
}

interface ReporterKind {
  /** As it is written behind `--reporter`. */
  readonly usage: string;
  /** An example for a reporter that cannot do without a file. */
  readonly example?: string;
  /** Where a reporter that takes no file prints. */
  readonly prints?: string;
  create(options: ReporterOptions): Promise<Reporter>;
}

const reporters: Readonly<Record<ReporterName, ReporterKind>> = {
  console: {
    usage: "console",
    prints: "to the terminal",
    create: async (options) => (await import("./console.ts")).createConsoleReporter(options),
  },
  json: {
    usage: "json=FILE",
    example: "json=reports/run.json",
    create: async ({ output, file }) =>
      (await import("./json.ts")).createJsonReporter({ output, file: requireFile("json", file) }),
  },
  junit: {
    usage: "junit=FILE",
    example: "junit=reports/junit.xml",
    create: async ({ output, file }) =>
      (await import("./junit.ts")).createJunitReporter({ output, file: requireFile("junit", file) }),
  },
  markdown: {
    usage: "markdown[=FILE]",
    async create({ output, file, stepSummary }) {
      const { createMarkdownReporter } = await import("./markdown.ts");
      if (file === undefined && stepSummary !== undefined) return createMarkdownReporter({ output, stepSummary });
      return createMarkdownReporter({ output, file: requireFile("markdown", file) });
    },
  },
  github: {
    usage: "github",
    prints: "annotations to standard output",
    create: async (options) => (await import("./github.ts")).createGithubReporter(options),
  },
  html: {
    usage: "html=FILE",
    example: "html=reports/run.html",
    create: async ({ output, file }) =>
      (await import("./html.ts")).createHtmlReporter({ output, file: requireFile("html", file) }),
  },
};

export type ParsedReporterOption =
  | { readonly kind: "reporter"; readonly name: ReporterName; readonly file?: string }
  /** `message` says what was expected, what was found and what to write instead. */
  | { readonly kind: "problem"; readonly message: string };

/**
 * Reads the value of a `--reporter` option: `console`, `json=FILE`, `markdown` and so on. `stepSummary` is the file of a CI
 * job's summary; without it `markdown` needs a file.
 */
export function parseReporterOption(
  text: string,
  { stepSummary }: Pick<ReporterOptions, "stepSummary"> = {},
): ParsedReporterOption {
  const separator = text.indexOf("=");
  const name = separator === -1 ? text : text.slice(0, separator);
  const file = separator === -1 ? undefined : text.slice(separator + 1);
  if (!isReporterName(name)) {
    const nearest = closest(name.toLowerCase(), Object.keys(reporters));
    const meant = isReporterName(nearest) ? reporters[nearest].usage : nearest;
    return problem(`There is no reporter "${name}". Choose one of ${listUsages()}. Did you mean ${meant}?`);
  }
  const { prints, example } = reporters[name];
  if (prints !== undefined) {
    if (file === undefined) return { kind: "reporter", name };
    return problem(
      `The reporter "${name}" prints ${prints} and takes no file, but was given "${text}". Write ${name}.`,
    );
  }
  if (file) return { kind: "reporter", name, file };
  if (example !== undefined) {
    return problem(`The reporter "${name}" writes a file, but was given none. Write ${name}=FILE, e.g. ${example}.`);
  }
  if (file === undefined && stepSummary) return { kind: "reporter", name };
  return problem(
    `The reporter "${name}" without a file writes into the file that GITHUB_STEP_SUMMARY names, and that is not set. Write ${name}=FILE, e.g. ${name}=reports/run.md.`,
  );
}

function listUsages(): string {
  return Object.values(reporters)
    .map(({ usage }) => usage)
    .join(", ");
}

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
