import { isRecord } from "#harness/scenario/document/document-value.ts";
import { onePlaceholder } from "./mask-credentials.ts";
import type { PersonalKind } from "./people/person-fields.ts";
import type { RecordedCall } from "./recorded-run.ts";
import { contentTypeOf, rewritePath } from "./rewrite-message.ts";
import { type Rewriting, rewriteJson, rewriteLooseText, rewriteParameters } from "./rewrite-value.ts";

/** What a call is recognised by. Headers, credentials and the order of parameters and properties do not count. */
export interface CallKey {
  readonly method: string;
  readonly path: string;
  /** In alphabetical order. */
  readonly query: readonly string[];
  readonly body: unknown;
}

/** A personal text of a call, in an order that is the same for two calls with the same loose key. */
export interface PersonalText {
  readonly kind: PersonalKind;
  readonly text: string;
}

/** The call as it is. */
export function exactKey(request: RecordedCall["request"]): CallKey {
  return keyOf(request, (_kind, text) => text);
}

/** The call whoever it is about: a recording has aliases where a scenario may have written names and addresses. */
export function looseKey(request: RecordedCall["request"]): {
  readonly key: CallKey;
  readonly people: readonly PersonalText[];
} {
  const people: PersonalText[] = [];
  const key = keyOf(request, (kind, text) => {
    people.push({ kind, text });
    return `<${kind}>`;
  });
  return { key, people };
}

function keyOf({ method, path, headers, body }: RecordedCall["request"], replace: Rewriting["replace"]): CallKey {
  const isLogin = path.startsWith("/oauth/");
  const nothingElse = { keep: new Set<string>(), onKept: () => {}, sweep: (text: string) => text };
  const rewriting: Rewriting = { placeholder: onePlaceholder, replace, isLogin, ...nothingElse };
  const [bare = "", ...query] = path.split("?");
  return {
    method,
    path: rewritePath(bare, rewriting),
    query: query.length === 0 ? [] : sortedParameters(query.join("?"), rewriting),
    body: readBody(body, contentTypeOf(headers), rewriting),
  };
}

function sortedParameters(text: string, rewriting: Rewriting): readonly string[] {
  return rewriteParameters(text.split("&").sort().join("&"), rewriting).split("&").map(normalEncoding);
}

/** `%20` and `+`, `%2f` and `%2F` mean the same. */
function normalEncoding(parameter: string): string {
  try {
    return parameter
      .split("=")
      .map((part) => encodeURIComponent(decodeURIComponent(part.replaceAll("+", " "))))
      .join("=");
  } catch {
    return parameter;
  }
}

function readBody(body: Buffer, contentType: string, rewriting: Rewriting): unknown {
  if (body.length === 0) return undefined;
  const text = body.toString("utf8");
  if (/form-urlencoded/i.test(contentType)) return sortedParameters(text, rewriting);
  try {
    return rewriteJson(sortKeys(JSON.parse(text)), rewriting);
  } catch {
    return rewriteLooseText(text, rewriting);
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}
