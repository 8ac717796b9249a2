import type { DriftCause } from "#harness/compare/drift/drift.ts";
import type { Answer } from "#harness/compare/drift/read-answer.ts";
import { isRecord, parseJson } from "#harness/compare/json.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { cutText } from "#redact/cut-text.ts";
import type { CauseContext } from "./cause-context.ts";

/**
 * Which value that the run was given names nothing, where the real API answers 404 to a call that the mock accepts. Undefined where
 * the call holds no such value, or only those that another call has found there.
 */
export function explainMissing(
  { body }: Answer,
  { request }: Exchange,
  { bindings, exchanges }: Pick<CauseContext, "bindings" | "exchanges">,
): DriftCause | undefined {
  const there = new Set(
    exchanges
      .filter(({ response }) => response !== undefined && response.status < 300)
      .flatMap((call) => wordsOf(call.request.path)),
  );
  const unknown = (words: readonly string[]) => words.filter((word) => bindings.has(word) && !there.has(word));
  const said = body.kind === "json" ? JSON.stringify(body.value) : body.kind === "text" ? body.text : "";
  const inPath = unknown(wordsOf(request.path));
  const inBody = unknown(textsOf(parseJson(request.body.toString("utf8"))?.value));
  // What the answer names is what it did not find; a path names one thing after the other.
  const [values = []] = [[...inPath, ...inBody].filter((word) => said.includes(word)), inPath.slice(-1), inBody].filter(
    (words) => words.length > 0,
  );
  if (values.length === 0) return undefined;
  const names = [...new Set(values.map((value) => `${bindings.get(value)} (${cutText(value, 60)})`))].join(" or ");
  return {
    kind: "binding",
    reason: `${names} names nothing in the real org that the token of the run can see`,
    advice: "Set it to the id of something that is there; docs/live.md says what each variable is for",
  };
}

/** The segments of a path and the values of its query. */
function wordsOf(path: string): string[] {
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
