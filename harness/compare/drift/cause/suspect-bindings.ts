import type { Answer } from "#harness/compare/drift/read-answer.ts";
import { isRecord, parseJson } from "#harness/compare/json.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { cutText } from "#redact/cut-text.ts";
import type { Binding, CauseContext } from "./cause-context.ts";

/** A value that the run was given, and that a call holds. */
export interface Suspect {
  readonly value: string;
  readonly binding: Binding;
}

/** The values of the run that the answer to a call may be about, but for those that are `cleared`. */
export function suspectBindings(
  { body }: Answer,
  { request }: Exchange,
  { bindings, cleared = new Set() }: Pick<CauseContext, "bindings"> & { readonly cleared?: ReadonlySet<string> },
): readonly Suspect[] {
  const suspects = (words: readonly string[]) =>
    words.flatMap((value): Suspect[] => {
      const binding = bindings.get(value);
      return binding === undefined || cleared.has(value) ? [] : [{ value, binding }];
    });
  const said = body.kind === "json" ? JSON.stringify(body.value) : body.kind === "text" ? body.text : "";
  const inPath = suspects(wordsOf(request.path));
  const inBody = suspects(textsOf(parseJson(request.body.toString("utf8"))?.value));
  // What the answer names is what it is about; a path names one thing after the other.
  const named = [...inPath, ...inBody].filter(({ value }) => said.includes(value));
  return [named, inPath.slice(-1), inBody].find((some) => some.length > 0) ?? [];
}

/** `GENESYS_TEST_FLOW_ID (0f1e...)`, several with "or" between them. */
export function nameSuspects(suspects: readonly Suspect[]): string {
  return [...new Set(suspects.map(({ value, binding }) => `${binding.source} (${cutText(value, 60)})`))].join(" or ");
}

/** What to set the variables to: a sentence without its full stop. */
export function adviseBinding(suspects: readonly Suspect[]): string {
  const wanted = [...new Set(suspects.map(({ binding }) => binding.wanted))];
  const what = wanted.every((text) => text !== undefined) ? wanted.join(", or ") : "the id of something that is there";
  return `Set it to ${what}; docs/live.md says what each variable is for`;
}

/** The segments of a path and the values of its query. */
export function wordsOf(path: string): string[] {
  return path.split(/[/?&=]/).map(decode);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The texts of a body, each once, level by level: it may be nested more deeply than a function can call itself. */
function textsOf(body: unknown): string[] {
  const texts = new Set<string>();
  for (let level: readonly unknown[] = [body]; level.length > 0; ) {
    for (const one of level) if (typeof one === "string") texts.add(one);
    level = level.flatMap((one) => (Array.isArray(one) ? one : isRecord(one) ? Object.values(one) : []));
  }
  return [...texts];
}
