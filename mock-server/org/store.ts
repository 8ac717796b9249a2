/**
 * A collection of the org. Asynchronous, so that a store outside this process can take its place; entities are read-only,
 * a change is a `put` of a new value.
 */
export interface Store<Entity> {
  get(id: string): Promise<Entity | undefined>;
  /** In the order in which they were first put. */
  list(): Promise<readonly Entity[]>;
  /** Adds, or replaces the one with the same id. */
  put(entity: Entity): Promise<void>;
  /** Whether there was one; of several that delete the same, one is told so. */
  delete(id: string): Promise<boolean>;
}

/**
 * A store in memory. At most `limit` entities: when one more is added, the oldest of those that were added goes, and one that
 * the store began with only if there is no other. Where the entities' sizes are known, they have a limit in sum, too, beyond
 * which the oldest that were added go; the latest stays, whatever its size.
 */
export function createMemoryStore<Entity>(options: {
  readonly idOf: (entity: Entity) => string;
  readonly entities: readonly Entity[];
  readonly limit?: number;
  readonly size?: { readonly of: (entity: Entity) => number; readonly limit: number };
}): Store<Entity> {
  const { idOf, limit = Number.POSITIVE_INFINITY, size } = options;
  const latest = options.entities.slice(Math.max(0, options.entities.length - limit));
  const entities = new Map(latest.map((entity) => [idOf(entity), entity]));
  const first: ReadonlySet<string> = new Set(entities.keys());
  const oldest = createEviction(entities, first);
  // Of those that were added.
  const sizes = new Map<string, number>();
  let total = 0;
  const drop = (id: string) => {
    total -= sizes.get(id) ?? 0;
    sizes.delete(id);
    return entities.delete(id);
  };
  return {
    async get(id) {
      return entities.get(id);
    },
    async list() {
      return [...entities.values()];
    },
    async put(entity) {
      const id = idOf(entity);
      const isNew = !entities.has(id);
      entities.set(id, entity);
      if (size !== undefined && !first.has(id)) {
        const now = size.of(entity);
        total += now - (sizes.get(id) ?? 0);
        sizes.set(id, now);
        while (total > size.limit) {
          const gone = oldest(id);
          if (gone === id || first.has(gone)) break;
          drop(gone);
        }
      }
      if (isNew && entities.size > limit) drop(oldest(id));
    },
    async delete(id) {
      return drop(id);
    },
  };
}

/** Gives the id to go when one more was put: the oldest that was added, never the one that was just put. */
function createEviction(
  entities: ReadonlyMap<string, unknown>,
  first: ReadonlySet<string>,
): (justPut: string) => string {
  // One iterator goes on from where it is: a new one would have to pass the places of all that have gone, every time.
  let ids = entities.keys();
  const nextAdded = (justPut: string) => {
    for (let id = ids.next(); id.done !== true; id = ids.next()) {
      if (id.value !== justPut && !first.has(id.value)) return id.value;
    }
    ids = entities.keys();
    return undefined;
  };
  return (justPut) =>
    nextAdded(justPut) ?? nextAdded(justPut) ?? [...entities.keys()].find((id) => id !== justPut) ?? justPut;
}
