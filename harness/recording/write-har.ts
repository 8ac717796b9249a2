import type { RecordedRun } from "#harness/run/run-event.ts";
import { isRecord } from "#harness/scenario/document/document-value.ts";
import packageJson from "#package.json" with { type: "json" };
import type { RecordedAt } from "./base-of.ts";
import type { Har, HarPage } from "./har.ts";
import { createPlaceholders } from "./mask-credentials.ts";
import type { Aliases } from "./people/create-aliases.ts";
import { plainName } from "./people/person-fields.ts";
import { type Rewriting, rewriteJson } from "./rewrite-value.ts";
import { writeEntry } from "./write-entry.ts";

export interface HarOptions extends RecordedAt {
  /** Of the scenario. */
  readonly title: string;
  readonly runs: readonly RecordedRun[];
  /** Used and added to. */
  readonly aliases: Aliases;
  /** Fields of people's data that stay as they are. */
  readonly keep: readonly string[];
  /** ISO 8601; for a run that made no call. */
  readonly now: string;
}

/** The recording of one scenario: a page per run, an entry per call, without credentials and with aliases for people. */
export function writeHar(options: HarOptions): Har {
  // The first time only to learn: a name may stand in a text before the field that tells that it is one.
  writeOnce(options);
  return writeOnce(options);
}

function writeOnce({ title, runs, aliases, keep, address, loginAddress, now }: HarOptions): Har {
  const rewriting: Omit<Rewriting, "isLogin"> = {
    placeholder: createPlaceholders(),
    replace: aliases.aliasOf,
    keep: new Set(keep.map(plainName)),
    onKept: aliases.keep,
    sweep: aliases.replaceNames,
  };
  // Before the pages, since what the calls teach is needed for the variables.
  const entries = runs.flatMap(({ run, exchanges }) =>
    exchanges.map((exchange) => writeEntry(exchange, { page: run, rewriting, address, loginAddress })),
  );
  const pages = runs.map(({ run, contract, variables, exchanges }): HarPage => {
    return {
      id: run,
      title: `${title} (${run})`,
      startedDateTime: exchanges[0]?.startedAt ?? now,
      pageTimings: {},
      _contract: contract,
      _variables: writeVariables(variables, { ...rewriting, isLogin: false }, aliases),
    };
  });
  return {
    log: {
      version: "1.2",
      creator: { name: packageJson.name, version: packageJson.version },
      ...(address === undefined ? {} : { _address: address }),
      pages,
      entries,
    },
  };
}

/** A variable is named by whoever wrote the scenario, so what is known to be somebody's is replaced by its value alone. */
function writeVariables(
  variables: Readonly<Record<string, unknown>>,
  rewriting: Rewriting,
  { aliasOfKnown }: Aliases,
): Readonly<Record<string, unknown>> {
  const known = (value: unknown): unknown => {
    if (typeof value === "string") return aliasOfKnown(value) ?? value;
    if (Array.isArray(value)) return value.map(known);
    if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(item)]));
    return value;
  };
  const replaced = known(rewriteJson(variables, rewriting));
  return isRecord(replaced) ? replaced : {};
}
