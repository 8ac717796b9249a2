import { type CallKey, exactKey, looseKey } from "./call-key.ts";
import { describeUnknownCall } from "./describe-unknown-call.ts";
import { anyOf } from "./people/any-of.ts";
import type { RecordedCall } from "./recorded-run.ts";

/** What a replay does with a call. */
export type Replayed =
  | {
      readonly kind: "answered";
      /** As recorded, but with the names and addresses that this client used in place of the aliases. */
      readonly response: NonNullable<RecordedCall["response"]>;
    }
  /** The recorded call had no response: the connection was closed. */
  | { readonly kind: "no-response" }
  | { readonly kind: "unknown"; readonly message: string }
  /** It never left when it was recorded either. */
  | { readonly kind: "refused"; readonly message: string };

/**
 * Gives a function that answers calls as they were answered in a recorded run: by method, path, query and body; the same
 * call again by the answer that came next, and by the last one again when there are no more (polling).
 */
export function createReplay(calls: readonly RecordedCall[]): (request: RecordedCall["request"]) => Replayed {
  const groups = new Map<string, Place[]>();
  const keys: CallKey[] = [];
  const refused = new Set<string>();
  for (const call of calls) {
    const exact = exactKey(call.request);
    const loose = JSON.stringify(looseKey(call.request).key);
    if (call.refused) {
      refused.add(loose);
      continue;
    }
    keys.push(exact);
    const group = groups.get(loose) ?? [];
    groups.set(loose, group);
    group.push({ call, exact: JSON.stringify(exact), used: false });
  }
  const realTexts = new Map<string, string>();

  return (request) => {
    const { key, people } = looseKey(request);
    const exact = exactKey(request);
    const place = choosePlace(groups.get(JSON.stringify(key)) ?? [], JSON.stringify(exact));
    if (place === undefined && refused.has(JSON.stringify(key)))
      return { kind: "refused", message: refusedThen(exact) };
    if (place === undefined) return { kind: "unknown", message: describeUnknownCall(exact, keys) };
    place.used = true;
    const { response } = place.call;
    if (response === undefined) return { kind: "no-response" };
    for (const [index, { text }] of looseKey(place.call.request).people.entries()) {
      const real = people[index]?.text;
      if (real !== undefined && real !== text) realTexts.set(text, real);
    }
    return { kind: "answered", response: { ...response, body: withRealTexts(response, realTexts) } };
  };
}

function refusedThen({ method, path }: CallKey): string {
  return `${method} ${path} was refused for safety when it was recorded, so nothing is known of its answer; allow it and record it again with run --live --record`;
}

interface Place {
  readonly call: RecordedCall;
  readonly exact: string;
  used: boolean;
}

function choosePlace(group: readonly Place[], exact: string): Place | undefined {
  const same = group.filter((place) => place.exact === exact);
  // With the same people in it first; else the same call about other people.
  const candidates = same.length > 0 ? same : group;
  return candidates.find(({ used }) => !used) ?? candidates.at(-1);
}

function withRealTexts(
  { headers, body }: NonNullable<RecordedCall["response"]>,
  realTexts: ReadonlyMap<string, string>,
): Buffer {
  if (realTexts.size === 0) return body;
  const isJson = headers.some(([name, value]) => name.toLowerCase() === "content-type" && /json/i.test(value));
  const replaced = body.toString("utf8").replace(anyOf([...realTexts.keys()]), (alias) => {
    const real = realTexts.get(alias) ?? alias;
    return isJson ? JSON.stringify(real).slice(1, -1) : real;
  });
  return Buffer.from(replaced);
}
