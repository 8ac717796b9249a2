import { formatTexts, formatValue } from "#harness/compare/format-value.ts";
import { isRecord, parseJson } from "#harness/compare/json.ts";
import { childPointer } from "#harness/compare/pointer.ts";
import { type PartComparison, type RequestPair, ranks, sides } from "./found-difference.ts";
import { hiddenValue, isSecretName } from "./hide-secrets.ts";
import { replaceAt } from "./replace-at.ts";

/** The values of one property on both sides, boxed where there is one. */
interface Values {
  readonly left?: { readonly value: unknown };
  readonly right?: { readonly value: unknown };
}

interface Place extends Values {
  readonly pointer: string;
}

/** Compares two JSON bodies property by property; where they are alike, white space and the order of keys are nobody's concern. */
export function compareJson(
  pair: RequestPair,
  { left, right }: { readonly left: unknown; readonly right: unknown },
): PartComparison {
  const places = findPlaces({ pointer: "", left: { value: left }, right: { value: right } });
  const judged = places.map((place) => ({ place, isHidden: isMeaningless(place, pair) }));
  const seen = judged.flatMap(({ place, isHidden }) => (isHidden ? [] : [place]));
  const differences = seen.slice(0, mostDifferences).map((place) => ({
    part: "body" as const,
    name: place.pointer,
    ...showBoth(place, pair),
    message: explain(place),
    rank: ranks.bodyValue + (isSameType(place) ? 0.5 : 0),
    change: (request: RequestPair["other"]) => {
      const body = parseJson(request.body.toString("utf8"));
      if (body === undefined) return request;
      return { ...request, body: Buffer.from(JSON.stringify(replaceAt(body.value, place.pointer, place.left))) };
    },
  }));
  return { differences, hidden: judged.filter(({ isHidden }) => isHidden).length };
}

const mostDifferences = 50;
const mostPlaces = 1000;
/** Below this depth nothing is compared. */
const deepest = 100;

function findPlaces(root: Place): readonly Place[] {
  const places: Place[] = [];
  const walk = ({ pointer, left, right }: Place, depth: number): void => {
    if (places.length >= mostPlaces || depth > deepest) return;
    const [a, b] = [left?.value, right?.value];
    const keys = left !== undefined && right !== undefined ? sharedKeys(a, b) : undefined;
    if (keys === undefined) {
      if (!Object.is(a, b) || left === undefined || right === undefined) places.push(place(pointer, left, right));
      return;
    }
    for (const key of keys) walk(place(childPointer(pointer, key), read(a, key), read(b, key)), depth + 1);
  };
  walk(root, 0);
  return places;
}

/** The names in two objects or two arrays; undefined where the values are nothing of the kind. */
function sharedKeys(a: unknown, b: unknown): readonly string[] | undefined {
  const isSameKind = (isRecord(a) && isRecord(b)) || (Array.isArray(a) && Array.isArray(b));
  return isSameKind ? [...new Set([...Object.keys(a), ...Object.keys(b)])] : undefined;
}

function read(value: unknown, key: string): Values["left"] {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? { value: Reflect.get(value, key) }
    : undefined;
}

function place(pointer: string, left: Values["left"], right: Values["left"]): Place {
  return { pointer, ...(left && { left }), ...(right && { right }) };
}

/** Values that are other ones each time: ids that each client was given, moments of time, secrets. */
function isMeaningless({ pointer, left, right }: Place, { areOwnIds }: RequestPair): boolean {
  const [a, b] = [left?.value, right?.value];
  if (typeof a !== "string" || typeof b !== "string") return false;
  const areSecret = isSecretName(nameOf(pointer)) && a !== "" && b !== "";
  return areOwnIds(a, b) || areSecret || (moment.test(a) && moment.test(b));
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;

function nameOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf("/") + 1);
}

function showBoth(place: Place, pair: RequestPair): ReturnType<typeof sides> {
  const [a, b] = [place.left?.value, place.right?.value];
  if (typeof a !== "string" || typeof b !== "string" || place.pointer.split("/").some(isSecretName)) {
    return sides(show(place.left, place.pointer, pair), show(place.right, place.pointer, pair));
  }
  const texts = formatTexts(pair.hide(a), pair.hide(b));
  return sides(texts.expected, texts.found);
}

function show(boxed: Values["left"], pointer: string, { hide }: RequestPair): string | undefined {
  if (boxed === undefined) return undefined;
  if (pointer.split("/").some(isSecretName)) return hiddenValue;
  return hide(formatValue(withoutSecrets(boxed.value)));
}

function withoutSecrets(value: unknown, depth = 0): unknown {
  if (depth > 4) return "…";
  if (Array.isArray(value)) return value.map((element) => withoutSecrets(element, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      isSecretName(key) ? hiddenValue : withoutSecrets(inner, depth + 1),
    ]),
  );
}

function explain({ left, right }: Place): string {
  if (right === undefined)
    return "missing here; a required property that is missing is refused (undefined is left out of JSON)";
  if (left === undefined) return "only this client sends it; a property that the API does not know can be refused";
  const [a, b] = [typeOf(left.value), typeOf(right.value)];
  if (a === b) return a === "array" ? "another array" : "another value of the same type";
  const hint =
    b === "string" && typeof left.value !== "object" ? ", as from a form field or an environment variable" : "";
  return `another type: expected ${a}, found ${b}${hint}; the API does not turn one into the other`;
}

/** A property that is missing, one too many, or of another type is refused more often than one with another value. */
function isSameType({ left, right }: Place): boolean {
  return left !== undefined && right !== undefined && typeOf(left.value) === typeOf(right.value);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
