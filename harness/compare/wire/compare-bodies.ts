import { formatTexts } from "#harness/compare/format-value.ts";
import { compareForms } from "./compare-forms.ts";
import { compareJson } from "./compare-json.ts";
import { type FoundDifference, nothing, type PartComparison, type RequestPair, ranks } from "./found-difference.ts";
import { replaceHeader } from "./replace-header.ts";
import { describeBody, readWireBody, type WireBody } from "./wire-body.ts";
import type { SentRequest } from "./wire-run.ts";

/** Compares the bodies of two requests: what they are, and what is in them. White space and the order of keys only count as hidden. */
export function compareBodies(pair: RequestPair): PartComparison {
  const { reference, other } = pair;
  if (reference.body.equals(other.body)) return nothing;
  const [left, right] = [readWireBody(reference), readWireBody(other)];
  if (left.kind === "json" && right.kind === "json") return compareBothJson(pair, { left, right });
  if (left.kind === "form" && right.kind === "form")
    return compareForms(pair, { left: left.fields, right: right.fields });
  if (left.kind === "text" && right.kind === "text") return compareTexts(pair, left.text, right.text);
  if (left.kind === "multipart" && right.kind === "multipart") {
    return compareForms(pair, { left: left.fields, right: right.fields, change: takeBody(reference) });
  }
  const shown = { reference: describeBody(left), other: describeBody(right) };
  if (shown.reference === shown.other) return { differences: [], hidden: 1 };
  return { differences: [wholeBody(pair, shown, explain(right))], hidden: 0 };
}

type Json = Extract<WireBody, { readonly kind: "json" }>;

function compareBothJson(
  pair: RequestPair,
  { left, right }: { readonly left: Json; readonly right: Json },
): PartComparison {
  const inside = compareJson(pair, { left: left.value, right: right.value });
  if (left.isUtf8 === right.isUtf8) {
    // The bytes differ and the values do not: in white space, the order of keys, or escapes.
    return inside.differences.length === 0 && inside.hidden === 0 ? { differences: [], hidden: 1 } : inside;
  }
  const name = (isUtf8: boolean) => (isUtf8 ? "UTF-8" : "bytes that are not UTF-8");
  const shown = { reference: name(left.isUtf8), other: name(right.isUtf8) };
  const message = "JSON is UTF-8; letters such as é in another encoding become other letters, or a 400";
  return { differences: [wholeBody(pair, shown, message), ...inside.differences], hidden: inside.hidden };
}

/** A part of a multipart body cannot be changed alone: the boundary stands in a header as well. */
function takeBody(reference: SentRequest): (request: SentRequest) => SentRequest {
  return (request) => ({ ...replaceHeader(request, "content-type", reference), body: reference.body });
}

function compareTexts(pair: RequestPair, left: string, right: string): PartComparison {
  const texts = formatTexts(pair.hide(left.slice(0, mostCharacters)), pair.hide(right.slice(0, mostCharacters)));
  const message = "another text; what of it matters cannot be told, since it is no JSON";
  return { differences: [wholeBody(pair, { reference: texts.expected, other: texts.found }, message)], hidden: 0 };
}

/** Of a text that is compared. */
const mostCharacters = 1_000_000;

function wholeBody(
  { reference }: RequestPair,
  shown: Pick<FoundDifference, "reference" | "other">,
  message: string,
): FoundDifference {
  return {
    part: "body",
    name: "",
    ...shown,
    message,
    rank: ranks.bodyKind,
    change: (request) => ({ ...request, body: reference.body }),
  };
}

const explanations: { readonly [K in WireBody["kind"]]: string } = {
  none: "nothing arrives; the body was not handed to the client's call, or the method takes none in this library",
  marked:
    "JSON must not begin with a byte-order mark; PowerShell and some editors write one, so save the file without it",
  json: "only this client sends JSON; the API reads it by its Content-Type",
  twice:
    "JSON.stringify was called on a text that was JSON already; axios and fetch wrappers with a json option do it themselves",
  form: "a form is not JSON; send JSON.stringify(body), or curl --data with a JSON text",
  multipart: "a multipart body is not JSON; send JSON.stringify(body)",
  "no value": "an object was put where a text belongs, or there was none; send JSON.stringify(body)",
  unreadable: "the API may not be able to read it either; send it uncompressed",
  text: "the API reads JSON; a quote, a comma or an end that is missing makes it a 400, and so does a shell that takes quotes away",
};

function explain(other: WireBody): string {
  return explanations[other.kind];
}
