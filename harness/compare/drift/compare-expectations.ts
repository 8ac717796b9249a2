import type { Difference } from "#harness/compare/difference.ts";
import type { FoundDrift } from "./found-drift.ts";
import type { SideName } from "./side-aliases.ts";

/** The expectations that hold on one side only, by their place. Where both fail, each in its way, they do not differ. */
export function compareExpectations(mock: readonly Difference[], real: readonly Difference[]): FoundDrift[] {
  return [...failingOnlyOn("mock", mock, real), ...failingOnlyOn("real", real, mock)];
}

function failingOnlyOn(side: SideName, own: readonly Difference[], other: readonly Difference[]): FoundDrift[] {
  const places = new Set(other.map(({ at }) => at));
  const [who, meets] = side === "mock" ? ["mock", "real API"] : ["real API", "mock"];
  return own
    .filter(({ at }) => !places.has(at))
    .map(({ at, found, message }) => ({
      at: `/expect${at}`,
      kind: "expectation",
      ...(side === "mock" ? { mock: found } : { live: found }),
      message: `expectation: the ${meets} meets it, the ${who} does not: ${message}`,
      allowedBy: ["differ"],
    }));
}
