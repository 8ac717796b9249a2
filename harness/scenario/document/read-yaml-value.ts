import { type Document, isScalar, type ParsedNode, visit } from "yaml";
import type { Position } from "#harness/scenario/scenario.ts";
import { childPointer, isRecord } from "./document-value.ts";
import type { Places } from "./places.ts";

/** A real scenario nests about ten levels; whatever walks the value is recursive and must not exhaust the stack. */
export const maxDepth = 100;

export type ReadValue = { readonly value: unknown } | { readonly problem: Position & { readonly message: string } };

interface ReadOptions {
  readonly document: Document.Parsed<ParsedNode> | undefined;
  readonly places: Places;
  readonly positionOf: (offset: number) => Position;
}

/** The plain value of a document whose syntax is right; a problem where its aliases or merge keys make none. */
export function readYamlValue({ document, places, positionOf }: ReadOptions): ReadValue {
  const wrong = document && findWrongAlias(document);
  if (wrong !== undefined) {
    return { problem: { ...positionOf(wrong.offset), message: wrong.message } };
  }
  try {
    const value: unknown = document?.toJS();
    const tooDeep = findTooDeep(value);
    return tooDeep === undefined
      ? { value }
      : {
          problem: { ...places.ofKey(tooDeep), message: `nested more than ${maxDepth} levels deep; use fewer aliases` },
        };
  } catch (error) {
    // What remains is yaml's own protection against aliases that multiply; it does not say where.
    const message = `not valid YAML: ${error instanceof Error ? error.message : String(error)}`;
    return { problem: { ...positionOf(document === undefined ? 0 : findFirstAlias(document)), message } };
  }
}

function findFirstAlias(document: Document.Parsed<ParsedNode>): number {
  let offset = 0;
  visit(document, {
    Alias(_key, alias) {
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

interface WrongAlias {
  readonly offset: number;
  readonly message: string;
}

function findWrongAlias(document: Document.Parsed<ParsedNode>): WrongAlias | undefined {
  const anchors = new Map<string, unknown>();
  let wrong: WrongAlias | undefined;
  visit(document, {
    Node(_key, node) {
      if ("anchor" in node && typeof node.anchor === "string") {
        anchors.set(node.anchor, node);
      }
    },
    Pair(_key, { key, value }) {
      if (isScalar(key) && key.value === "<<" && isScalar(value)) {
        wrong ??= { offset: value.range?.[0] ?? 0, message: 'expected a mapping or an alias of one after "<<"' };
      }
    },
    Alias(_key, alias, path) {
      const offset = alias.range?.[0] ?? 0;
      if (!anchors.has(alias.source)) {
        wrong ??= { offset, message: `the alias "*${alias.source}" has no anchor "&${alias.source}" above it` };
      } else if (path.some((parent) => parent === anchors.get(alias.source))) {
        wrong ??= { offset, message: `the alias "*${alias.source}" stands inside the value it repeats` };
      }
    },
  });
  return wrong;
}

/**
 * Goes down level by level, each shared value once: a chain of aliases can be far deeper than the text. Returns the
 * pointer of the top-level key in which the depth is.
 */
function findTooDeep(root: unknown): string | undefined {
  let level = new Map<unknown, string>([[root, ""]]);
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const next = new Map<unknown, string>();
    for (const [value, top] of level) {
      const entries = Array.isArray(value) ? value.entries() : isRecord(value) ? Object.entries(value) : [];
      for (const [key, child] of entries) {
        if (typeof child === "object" && child !== null) {
          next.set(child, top || childPointer("", key));
        }
      }
    }
    if (next.size === 0) {
      return undefined;
    }
    level = next;
  }
  return [...level.values()][0];
}
