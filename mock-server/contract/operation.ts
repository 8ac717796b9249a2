import type { Contract, ErrorShape } from "./contract.ts";

export const effects = ["reads", "launches", "writes"] as const;
export type Effect = (typeof effects)[number];

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: ParameterSchema;
}

/** The few words of JSON Schema that parameters use. */
export interface ParameterSchema {
  readonly type: "string" | "integer" | "boolean" | "array";
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** A setting that gives the maximum. */
  readonly maximumSetting?: string;
  readonly default?: unknown;
}

/** A method and path of a contract, with everything the contract says about it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** Path template, e.g. `/api/v2/flows/{flowId}`. */
  readonly path: string;
  readonly summary: string;
  readonly effect: Effect;
  /** How a caller proves who it is: an access token, an OAuth client's id and secret, or not at all. */
  readonly security: "bearer" | "basic" | "none";
  readonly permissions?: { readonly type: "ANY" | "ALL"; readonly names: readonly string[] };
  /** Any one is enough; empty means that no scope is asked for. */
  readonly scopes: readonly string[];
  /** True where client credentials cannot be used. */
  readonly requiresUser: boolean;
  readonly checksAccept: boolean;
  readonly parameters: readonly Parameter[];
  readonly body?: {
    readonly required: boolean;
    readonly mediaType: string;
    /** JSON pointer of the schema in the contract's document. */
    readonly schema: string;
    /** Form fields may stand in the query string instead. */
    readonly formInQuery: boolean;
  };
  /** JSON pointers of the response schemas by status; `default` is that of refusals. */
  readonly responses: Readonly<Record<string, string>>;
  readonly errorShape: ErrorShape;
  /** Refusals of its own; those of every operation are not repeated here. */
  readonly refusals: readonly string[];
  /** Overrides of the contract's problem table, by rule. */
  readonly problemRefusals: Readonly<Record<string, string>>;
  /** Set where the platform does not publish this operation: what to call instead. */
  readonly unpublished?: string;
  readonly source: string;
}

export type FoundOperation =
  | { readonly kind: "found"; readonly operation: Operation; readonly pathParameters: Readonly<Record<string, string>> }
  | { readonly kind: "wrong-method"; readonly allowed: readonly string[] }
  | { readonly kind: "unknown-path" };

/**
 * Finds the operation for a method and a path without its query. A literal path wins over a template. Path parameters are
 * percent-decoded; what cannot be decoded stays as it was sent.
 */
export function findOperation(contract: Contract, method: string, path: string): FoundOperation {
  const index = indexOf(contract);
  const literal = index.literal.get(path);
  if (literal !== undefined) return choose(literal, method, {});
  const segments = path.split("/");
  for (const template of index.templates.get(segments.length) ?? []) {
    const pathParameters = matchTemplate(template.segments, segments);
    if (pathParameters !== undefined) return choose(template.operations, method, pathParameters);
  }
  return { kind: "unknown-path" };
}

interface PathIndex {
  readonly literal: Map<string, Operation[]>;
  readonly templates: Map<number, { readonly segments: readonly string[]; readonly operations: Operation[] }[]>;
}

// Built once per contract, on its first request, so that a contract of thousands of operations costs nothing to load.
const indexes = new WeakMap<Contract, PathIndex>();

function indexOf(contract: Contract): PathIndex {
  const known = indexes.get(contract);
  if (known !== undefined) return known;
  const index: PathIndex = { literal: new Map(), templates: new Map() };
  for (const [path, operations] of groupByPath(contract.operations)) {
    const segments = path.split("/");
    if (path.includes("{")) {
      const sameLength = index.templates.get(segments.length) ?? [];
      index.templates.set(segments.length, [...sameLength, { segments, operations }]);
    } else {
      index.literal.set(path, operations);
    }
  }
  indexes.set(contract, index);
  return index;
}

function groupByPath(operations: readonly Operation[]): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    groups.set(operation.path, [...(groups.get(operation.path) ?? []), operation]);
  }
  return groups;
}

function choose(
  operations: readonly Operation[],
  method: string,
  pathParameters: Readonly<Record<string, string>>,
): FoundOperation {
  const operation = operations.find((candidate) => candidate.method === method);
  if (operation === undefined) return { kind: "wrong-method", allowed: operations.map((other) => other.method) };
  return { kind: "found", operation, pathParameters };
}

function matchTemplate(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [position, expected] of template.entries()) {
    const found = segments[position] ?? "";
    if (expected.startsWith("{")) {
      if (found === "") return undefined;
      parameters[expected.slice(1, -1)] = decodeSegment(found);
    } else if (expected !== found) {
      return undefined;
    }
  }
  return parameters;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
