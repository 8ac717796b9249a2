/** The entries of a table, in their order. A name is found in any case, and keeps the case that it was first written in. */
export interface Entries<Value> extends Iterable<readonly [name: string, value: Value]> {
  readonly size: number;
  has(name: string): boolean;
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
  delete(name: string): void;
}

/** Entries of their own, with those that are given; of two with one name the last counts. */
export function createEntries<Value>(given: Iterable<readonly [string, Value]> = []): Entries<Value> {
  const byName = new Map<string, readonly [string, Value]>();
  const entries: Entries<Value> = {
    get size() {
      return byName.size;
    },
    has: (name) => byName.has(name.toLowerCase()),
    get: (name) => byName.get(name.toLowerCase())?.[1],
    set(name, value) {
      const key = name.toLowerCase();
      byName.set(key, [byName.get(key)?.[0] ?? name, value]);
    },
    delete(name) {
      byName.delete(name.toLowerCase());
    },
    [Symbol.iterator]: () => byName.values(),
  };
  for (const [name, value] of given) entries.set(name, value);
  return entries;
}
