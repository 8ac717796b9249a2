import { formatValue } from "#harness/compare/format-value.ts";
import { formatPlace } from "#harness/compare/pointer.ts";
import type { ContractFacts, DescribedResponse, SchemaProblem } from "#harness/contract/contract-facts.ts";
import type { Tolerance } from "#harness/scenario/scenario.ts";
import type { FoundDrift } from "./found-drift.ts";
import { maskCredentials } from "./mask-credentials.ts";

export interface CheckedResponses {
  readonly real: DescribedResponse;
  /** The mock's body for the same call; undefined if it has none. */
  readonly mockBody: unknown;
  readonly facts: ContractFacts;
}

/** Where the real API's response does not fit the schema that the contract gives it. */
export function findSchemaDrift({ real, mockBody, facts }: CheckedResponses): FoundDrift[] {
  if (real.body === undefined) return [];
  return facts.checkResponse(real).map(({ pointer, kind, expected, found }): FoundDrift => {
    const at = `/body${pointer}`;
    const live = maskCredentials(found, at);
    const onMock = maskCredentials(valueAt(mockBody, pointer), at);
    const words = `the real API sends ${formatValue(live)}; the contract's schema expects ${expected}`;
    const beside = onMock === undefined ? "" : `; the mock sends ${formatValue(onMock)}`;
    return {
      at,
      kind: "schema",
      mock: onMock,
      live,
      message: `${formatPlace(at)}: ${words}${beside}`,
      allowedBy: allowedBy[kind],
    };
  });
}

/** The differences without those that are a problem of the schema at the same place: one cause is told once. */
export function withoutSchemaDrift(items: readonly FoundDrift[], schema: readonly FoundDrift[]): readonly FoundDrift[] {
  const places = new Set(schema.map(({ at }) => placeOf(at)));
  return items.filter(({ kind, at }) => !bodyKinds.has(kind) || !places.has(placeOf(at)));
}

const allowedBy: Readonly<Record<SchemaProblem["kind"], readonly Tolerance["may"][]>> = {
  undocumented: ["be-added"],
  missing: ["be-missing"],
  value: ["differ"],
  type: [],
};

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
