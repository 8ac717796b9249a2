import type { Contract } from "./contract.ts";
import type { Operation } from "./operation.ts";

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
