import { isDeepStrictEqual } from "node:util";
import { isRecord } from "#harness/scenario/document/document-value.ts";
import { nearestName } from "#harness/scenario/nearest-name.ts";
import type { CallKey } from "./call-key.ts";

/** Says for people that a call is not in a recording, which recorded one is nearest, and what is different about it. */
export function describeUnknownCall(call: CallKey, recorded: readonly CallKey[]): string {
  const calls = recorded.length === 1 ? "the recorded call" : `one of the ${recorded.length} recorded calls`;
  const found = `expected ${calls}, found ${lineOf(call)}`;
  const nearest = findNearest(call, recorded);
  const compared =
    nearest === undefined
      ? ""
      : `; the ${recorded.length === 1 ? "recorded" : "nearest"} one is ${lineOf(nearest)}${describeDifference(nearest, call)}`;
  return `${found}${compared}. Undo the change in the scenario or the client, or record it again with run --live --record.`;
}

function findNearest(call: CallKey, recorded: readonly CallKey[]): CallKey | undefined {
  const samePlace = recorded.filter(({ method, path }) => method === call.method && path === call.path);
  if (samePlace.length > 0) {
    return samePlace.toSorted((one, other) => countDifferences(one, call) - countDifferences(other, call))[0];
  }
  // Long paths and long recordings would take long to compare, and nobody misspells those.
  if (call.path.length > 500) return undefined;
  const byLine = new Map(
    recorded.slice(0, 1000).map((key) => [`${key.method} ${key.path}`.slice(0, 500), key] as const),
  );
  const name = nearestName(`${call.method} ${call.path}`, [...byLine.keys()]);
  return name === undefined ? undefined : byLine.get(name);
}

function countDifferences(recorded: CallKey, sent: CallKey): number {
  return differences(recorded, sent).length;
}

function describeDifference(recorded: CallKey, sent: CallKey): string {
  const [first, ...more] = differences(recorded, sent);
  if (first === undefined) return "";
  const rest = more.length === 0 ? "" : ` (and ${more.length} more)`;
  return `, which differs in ${first.at}: recorded ${show(first.recorded)}, sent ${show(first.sent)}${rest}`;
}

interface KeyDifference {
  readonly at: string;
  readonly recorded: unknown;
  readonly sent: unknown;
}

function differences(recorded: CallKey, sent: CallKey): readonly KeyDifference[] {
  return [
    ...(recorded.method === sent.method ? [] : [{ at: "method", recorded: recorded.method, sent: sent.method }]),
    ...(recorded.path === sent.path ? [] : [{ at: "path", recorded: recorded.path, sent: sent.path }]),
    ...(isDeepStrictEqual(recorded.query, sent.query)
      ? []
      : [{ at: "query", recorded: recorded.query.join("&"), sent: sent.query.join("&") }]),
    ...bodyDifferences("body", recorded.body, sent.body),
  ];
}

function bodyDifferences(at: string, recorded: unknown, sent: unknown): readonly KeyDifference[] {
  if (isDeepStrictEqual(recorded, sent)) return [];
  if (!isRecord(recorded) || !isRecord(sent)) return [{ at, recorded, sent }];
  const names = new Set([...Object.keys(recorded), ...Object.keys(sent)]);
  return [...names].flatMap((name) => bodyDifferences(`${at}.${name}`, recorded[name], sent[name]));
}

function lineOf({ method, path, query }: CallKey): string {
  const line = `${method} ${path}${query.length === 0 ? "" : `?${query.join("&")}`}`;
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

function show(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
