import type { Exchange } from "#harness/exchange/exchange.ts";
import { splitTarget } from "./compare-path.ts";
import { type FoundDifference, type PartComparison, ranks, sides } from "./found-difference.ts";
import type { PairedCalls } from "./pair-calls.ts";

/** Compares which calls two clients made, how often and in which order. */
export function compareCallLists(paired: PairedCalls, hide: (text: string) => string): PartComparison {
  const label = ({ request }: Exchange) => `${request.method} ${hide(splitTarget(request.path).path).slice(0, 200)}`;
  const both = countBy(paired.pairs.map(({ other }) => label(other)));
  const differences = [
    ...describeExtra(countBy(paired.onlyReference.map(label)), both, "reference"),
    ...describeExtra(countBy(paired.onlyOther.map(label)), both, "other"),
    ...compareOrder(paired, label),
  ];
  return { differences: differences.slice(0, 10), hidden: 0 };
}

type Counts = ReadonlyMap<string, number>;

function describeExtra(extra: Counts, both: Counts, side: "reference" | "other"): readonly FoundDifference[] {
  return [...extra].map(([call, count]) => {
    const shared = both.get(call) ?? 0;
    const [more, less] = [`${call}, ${times(shared + count)}`, shared === 0 ? undefined : `${call}, ${times(shared)}`];
    return {
      part: "calls",
      name: call,
      ...(side === "reference" ? sides(more, less) : sides(less, more)),
      message: explain(call, { side, isRepeated: shared > 0 }),
      rank: ranks.calls,
    };
  });
}

function explain(
  call: string,
  { side, isRepeated }: { readonly side: "reference" | "other"; readonly isRepeated: boolean },
): string {
  const who = side === "reference" ? "the reference" : "this client";
  if (isRepeated)
    return `${who} makes it more often; a library may repeat a call that failed, or ask until something is done`;
  if (call.startsWith("OPTIONS "))
    return `${who} asks for permission first (CORS), as browsers and Electron renderers do`;
  if (call.includes(" /oauth/")) return `only ${who} logs in by itself, so its token can have other rights`;
  return `only ${who} makes it; what it changes or finds out can matter to the later calls`;
}

function compareOrder({ pairs }: PairedCalls, label: (call: Exchange) => string): readonly FoundDifference[] {
  const started = pairs.map(({ reference }) => reference.startedAt);
  const at = started.findIndex((time, index) => time < (started[index - 1] ?? ""));
  const [before, after] = [pairs[at - 1], pairs[at]];
  if (before === undefined || after === undefined) return [];
  const [first, second] = [label(before.other), label(after.other)];
  return [
    {
      part: "calls",
      name: "",
      reference: `${second}, then ${first}`,
      other: `${first}, then ${second}`,
      message: "another order: a call may depend on what an earlier one has made or changed",
      rank: ranks.calls,
    },
  ];
}

function countBy(labels: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}
