import { meetsCall } from "#harness/compare/compare-call.ts";
import type { PlaceOfDrift } from "#harness/compare/drift/compare-sides.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { CallExpectation, Expectation } from "#harness/scenario/scenario.ts";
import { placeOfExpectation, pointerOfExpectation, stands } from "./place-of-expectation.ts";
import type { ClientRun } from "./run-client.ts";
import type { WantedLeg } from "./run-leg.ts";

/**
 * Gives where in the scenario file a difference between the two sides of a leg shows: the expectation about that very place of
 * the last answer, the step that made the call, the expected call that it is, else what makes the client's calls.
 */
export function createDriftPlaces(
  { scenario, contract, name, client }: Pick<WantedLeg, "scenario" | "contract" | "name" | "client">,
  runs: { readonly mock: ClientRun; readonly real: ClientRun },
): PlaceOfDrift {
  const expect = pointerOfExpectation(scenario, contract);
  const own = name === undefined ? "/client" : `/clients/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const steps = client.kind === "request" ? client.requests.length : 0;

  function pointersOf(at: string, exchange: Exchange): readonly string[] {
    if ([...runs.mock.reads, ...runs.real.reads].includes(exchange)) return [`${expect}/state/get`];
    const [run] = [runs.mock, runs.real].filter(({ exchanges }) => exchanges.includes(exchange));
    if (run === undefined) return [];
    const position = run.exchanges.indexOf(exchange);
    const isLast = position === run.exchanges.length - 1;
    const expected = expectedCall(run.expectation, exchange);
    return [
      ...(isLast ? [`${expect}${asWritten(at, run.expectation)}`] : []),
      ...(position < steps ? [`${own}/requests/${position}`, `${own}/request`] : []),
      ...(expected === -1 ? [] : [`${expect}/calls/${expected}`]),
    ];
  }

  return (at, exchange) => {
    if (at.startsWith("/expect")) return placeOfExpectation(scenario, contract, at.slice("/expect".length));
    const pointers = [
      ...(exchange === undefined ? [] : pointersOf(at, exchange)),
      `${own}/module`,
      `${own}/command`,
      own,
    ];
    const { line, column } = scenario.positionOf(pointers.find((pointer) => stands(scenario, pointer)) ?? own);
    return { line, column };
  };
}

/** Where an expectation speaks of the place of a difference: of code and message in the body, of a header in any case. */
function asWritten(at: string, expectation: Expectation | undefined): string {
  if (at === "/code" || at === "/message") return `/body${at}`;
  const [, header] = /^\/headers\/(.*)$/s.exec(at) ?? [];
  if (header === undefined) return at;
  const written = Object.keys(expectation?.headers ?? {}).find((name) => name.toLowerCase() === header.toLowerCase());
  return `/headers/${written ?? header}`;
}

/** Which of the expected calls this is; -1 for none of them. */
function expectedCall(expectation: Expectation | undefined, exchange: Exchange): number {
  return (expectation?.calls ?? []).findIndex((expected) => isCall(expected, exchange));
}

function isCall({ method, path }: CallExpectation, exchange: Exchange): boolean {
  if (path === undefined) return false;
  try {
    return meetsCall({ path, ...(method === undefined ? {} : { method }) }, exchange);
  } catch {
    // A pattern that took too long; comparing the expectation has told it.
    return false;
  }
}
