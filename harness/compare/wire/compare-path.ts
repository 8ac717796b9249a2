import { formatTexts } from "#harness/compare/format-value.ts";
import { type FoundDifference, nothing, type PartComparison, type RequestPair, ranks } from "./found-difference.ts";

/** The parts of a request's target; the query without its question mark. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf("?");
  return at < 0 ? { path: target, query: "" } : { path: target.slice(0, at), query: target.slice(at + 1) };
}

/** Compares the paths of two requests as they were sent, without their queries. */
export function comparePath({ reference, other, hide, areOwnIds }: RequestPair): PartComparison {
  const [expected, found] = [splitTarget(reference.path).path, splitTarget(other.path).path];
  if (expected === found) return nothing;
  if (standForTheSame(expected, found, areOwnIds)) return { differences: [], hidden: 1 };
  const shown = formatTexts(hide(expected), hide(found));
  const difference: FoundDifference = {
    part: "path",
    name: "",
    reference: shown.expected,
    other: shown.found,
    message: explain(expected, found),
    rank: ranks.path,
    change: (request) => ({ ...request, path: request.path.replace(/^[^?]*/, () => expected) }),
  };
  return { differences: [difference], hidden: 0 };
}

/** A path without what does not change what it names, for finding the calls that belong together. */
export function templateOf(path: string): string {
  return decode(path)
    .replaceAll(/\/{2,}/g, "/")
    .replace(/(?<=.)\/$/, "")
    .toLowerCase()
    .split("/")
    .map((segment) =>
      /^[0-9a-f-]{36}$|^\d+$|^(?:undefined|null|nan|\[object object\])$/.test(segment) ? "{id}" : segment,
    )
    .join("/");
}

function standForTheSame(expected: string, found: string, areOwnIds: RequestPair["areOwnIds"]): boolean {
  const [left, right] = [expected.split("/"), found.split("/")];
  return (
    left.length === right.length &&
    left.every((segment, index) => {
      const same = right[index] ?? "";
      return segment === same || areOwnIds(segment, same);
    })
  );
}

function explain(expected: string, found: string): string {
  const [, reason = "another path is another operation, or none"] =
    reasons.find(([applies]) => applies(expected, found)) ?? [];
  return reason;
}

const reasons: readonly (readonly [applies: (expected: string, found: string) => boolean, reason: string])[] = [
  [
    (expected, found) => hasNoValue(found) && !hasNoValue(expected),
    "a variable had no value when the path was put together; look where it is set",
  ],
  [(_, found) => /(\/api\/v\d+)\1/i.test(found), "the base path is there twice: in the base URL and in the path"],
  [
    (expected, found) => collapse(expected) === collapse(found),
    "an empty segment (//) is a path of its own; the base URL ends with a slash and the path begins with one",
  ],
  [
    (expected, found) => trim(expected) === trim(found),
    "a slash at the end is a path of its own; write the path without it",
  ],
  [
    (expected, found) => decode(expected) === decode(found),
    "the same path once it is decoded; a server may take %2F for a part of a name and / for its end, and %25 is a text that was encoded twice",
  ],
  [
    (expected, found) => decode(expected) === decode(decode(found)),
    "the path was encoded twice; encode each segment once",
  ],
  [(expected, found) => expected.toLowerCase() === found.toLowerCase(), "paths tell upper from lower case"],
];

const hasNoValue = (path: string) => /(?:^|\/)(?:undefined|null|NaN|%5Bobject%20Object%5D)(?:\/|$)/.test(path);
const collapse = (path: string) => path.replaceAll(/\/{2,}/g, "/");
const trim = (path: string) => path.replace(/\/+$/, "");

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
