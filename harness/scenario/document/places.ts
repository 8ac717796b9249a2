import { type Alias, isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Position } from "#harness/scenario/scenario.ts";
import { splitPointer } from "./document-value.ts";

/** Where the values and keys of a document stand in its text. */
export interface Places {
  /** Place of the value at a JSON pointer, or of its nearest parent if it is absent. */
  readonly ofValue: (pointer: string) => Position;
  /** Place of the key of that value; of the value itself where it has no key. */
  readonly ofKey: (pointer: string) => Position;
}

/** `positionOf` turns an offset into a place; `resolve` gives the node an alias stands for. */
export function createPlaces(
  root: unknown,
  positionOf: (offset: number) => Position,
  resolve: (alias: Alias) => Node | undefined = () => undefined,
): Places {
  const target = (node: unknown): unknown => (isAlias(node) ? resolve(node) : node);
  const find = (pointer: string): { readonly key?: number; readonly value: number } => {
    let place: { readonly key?: number; readonly value: number } = { value: startOf(root) ?? 0 };
    let node = root;
    for (const name of splitPointer(pointer)) {
      const child = findChild(target(node), name, target);
      const value = startOf(child?.value) ?? startOf(child?.key);
      if (child === undefined || value === undefined) {
        return place;
      }
      const key = startOf(child.key);
      place = key === undefined ? { value } : { key, value };
      node = child.value;
    }
    return place;
  };
  return {
    ofValue: (pointer) => positionOf(find(pointer).value),
    ofKey: (pointer) => {
      const { key, value } = find(pointer);
      return positionOf(key ?? value);
    },
  };
}

interface Child {
  readonly key?: unknown;
  readonly value: unknown;
}

function findChild(parent: unknown, name: string, target: (node: unknown) => unknown): Child | undefined {
  if (isSeq(parent)) {
    const value = parent.items[Number(name)];
    return value === undefined ? undefined : { value };
  }
  if (!isMap(parent)) {
    return undefined;
  }
  const pairs = parent.items.filter((item) => isPair(item));
  const own = pairs.find(({ key }) => nameOf(key) === name);
  if (own !== undefined) {
    return own;
  }
  for (const merged of pairs.filter(({ key }) => nameOf(key) === "<<").flatMap((pair) => sourcesOf(pair, target))) {
    const child = findChild(merged, name, target);
    if (child !== undefined) {
      return child;
    }
  }
  return undefined;
}

/** A merge key takes one mapping or a list of them. */
function sourcesOf(pair: Pair, target: (node: unknown) => unknown): readonly unknown[] {
  const source = target(pair.value);
  return isSeq(source) ? source.items.map(target) : [source];
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.source ?? key.value) : String(key);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) || isCollection(node) ? node.range?.[0] : undefined;
}
