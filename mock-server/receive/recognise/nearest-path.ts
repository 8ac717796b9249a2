import { distance } from "fastest-levenshtein";
import type { Contract } from "#mock-server/contract/contract.ts";
import { decodeSegment } from "./target.ts";

/** A path of the contract that is close to one that is not. */
export interface NearPath {
  /** As the contract has it, with names in braces. */
  readonly template: string;
  /** With the segments that were sent in the place of the names. */
  readonly path: string;
  /** How many letters differ. */
  readonly distance: number;
}

/** Which paths are looked at. */
export interface PathChoice {
  /** Those that have this method. */
  readonly method?: string;
  /** All but this one. */
  readonly except?: string;
}

// What a path without the method that was sent is behind one that has it, in letters.
const otherMethod = 1;

// So long a path is nobody's slip, and comparing it would take long.
const longest = 300;

/** The nearest path of the contract with as many segments; letters of another case cost nothing. */
export function findNearestPath(
  contract: Contract,
  { method, path, only }: { readonly method: string; readonly path: string; readonly only?: PathChoice },
): NearPath | undefined {
  if (path.length > longest) return undefined;
  const segments = path.split("/");
  const candidates = contract.operations.flatMap((operation) => {
    if (only?.method !== undefined && operation.method !== only.method) return [];
    if (only?.except === operation.path) return [];
    const template = operation.path.split("/");
    if (template.length !== segments.length) return [];
    const costs = template.map((expected, position) => costOf(expected, segments[position] ?? ""));
    const total = costs.reduce((sum, cost) => sum + cost, 0);
    const filled = template.map((expected, position) => (isName(expected) ? (segments[position] ?? "") : expected));
    const near = { template: operation.path, path: filled.join("/"), distance: total };
    return [{ near, rank: total + (operation.method === method ? 0 : otherMethod) }];
  });
  return candidates.toSorted((one, other) => one.rank - other.rank)[0]?.near;
}

/** Whether so few letters differ that the one is a slip for the other. */
export function isSlip({ template, distance: letters }: NearPath): boolean {
  const literal = template.replace(/\{[^}]*\}/g, "").replace(/^\/api\/v2/, "");
  return letters <= Math.max(2, Math.floor(literal.length * 0.3));
}

function costOf(expected: string, found: string): number {
  // A segment that can be anything fits a little worse than one that is the same.
  if (isName(expected)) return found === "" ? Number.POSITIVE_INFINITY : 0.5;
  return distance(expected.toLowerCase(), decodeSegment(found).toLowerCase());
}

function isName(segment: string): boolean {
  return segment.startsWith("{");
}
