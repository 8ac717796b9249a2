import type { FoundDrift } from "#harness/compare/drift/found-drift.ts";
import { formatValue } from "#harness/compare/format-value.ts";
import { formatPlace } from "#harness/compare/pointer.ts";
import type { ContractFacts, DescribedResponse, SchemaProblem } from "#harness/contract/contract-facts.ts";
import type { Tolerance } from "#harness/scenario/scenario.ts";
import { maskCredentials } from "./mask-credentials.ts";

/** What both sides answered to one call; undefined where there was none. */
export interface CheckedResponses {
  readonly mock: DescribedResponse | undefined;
  readonly real: DescribedResponse;
  readonly facts: ContractFacts;
}

/**
 * Where the real API's response does not fit the schema that the contract gives it, and where the mock's does not: then the
 * mock is at fault, whatever the real API sends. What neither fits is told once.
 */
export function findSchemaDrift({ mock, real, facts }: CheckedResponses): FoundDrift[] {
  const ofReal = problemsOf(real, facts).map((problem) => {
    const { at, found, other } = besides(problem, mock);
    const beside = other === undefined ? "" : `; the mock sends ${formatValue(other)}`;
    const words = `the real API sends ${formatValue(found)}; the contract's schema expects ${problem.expected}${beside}`;
    return {
      at,
      kind: "schema",
      mock: other,
      live: found,
      message: say(at, words),
      allowedBy: allowed[problem.kind],
    } as const;
  });
  const told = new Set(ofReal.map(({ at }) => placeOf(at)));
  // A body that is no JSON is told as that.
  const ofMock = problemsOf(real.body === undefined ? undefined : mock, facts).map((problem) => {
    const { at, found, other } = besides(problem, real);
    const beside = other === undefined ? "" : `; the real API sends ${formatValue(other)}`;
    const words = `the mock itself sends ${formatValue(found)}, where its contract's schema expects ${problem.expected}${beside}`;
    return {
      at,
      kind: "schema",
      mock: found,
      live: other,
      message: say(at, words),
      allowedBy: allowedOnMock[problem.kind],
    } as const;
  });
  return [...ofReal, ...ofMock.filter(({ at }) => !told.has(placeOf(at)))];
}

function problemsOf(response: DescribedResponse | undefined, facts: ContractFacts): readonly SchemaProblem[] {
  return response?.body === undefined ? [] : facts.checkResponse(response);
}

/** A problem's place below `/body`, with what is there on its side and on the other. */
function besides({ pointer, found }: SchemaProblem, other: DescribedResponse | undefined) {
  const at = `/body${pointer}`;
  return { at, found: maskCredentials(found, at), other: maskCredentials(valueAt(other?.body, pointer), at) };
}

function say(at: string, words: string): string {
  return `${formatPlace(at)}: ${words}`;
}

/** The differences without those that are a problem of the schema at the same place: one cause is told once. */
export function withoutSchemaDrift(items: readonly FoundDrift[], schema: readonly FoundDrift[]): readonly FoundDrift[] {
  const places = new Set(schema.map(({ at }) => placeOf(at)));
  return items.filter(({ kind, at }) => !bodyKinds.has(kind) || !places.has(placeOf(at)));
}

type Allowed = Readonly<Record<SchemaProblem["kind"], readonly Tolerance["may"][]>>;

const allowed: Allowed = { undocumented: ["be-added"], missing: ["be-missing"], value: ["differ"], type: [] };

/** What the mock has too much, the real API lacks. */
const allowedOnMock: Allowed = { ...allowed, undocumented: ["be-missing"], missing: ["be-added"] };

const bodyKinds: ReadonlySet<string> = new Set(["property", "type", "value"]);

/** The elements of a list are one place: each problem is named at the first that has it. */
function placeOf(at: string): string {
  return at.replaceAll(/\/\d+(?=\/|$)/g, "/*");
}

function valueAt(body: unknown, pointer: string): unknown {
  let value = body;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
