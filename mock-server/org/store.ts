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
  delete(id: string): Promise<void>;
}

/** A store in memory. At most `limit` entities: the oldest is dropped when one more is added. */
export function createMemoryStore<Entity>(options: {
  readonly idOf: (entity: Entity) => string;
  readonly entities: readonly Entity[];
  readonly limit?: number;
}): Store<Entity> {
  const { idOf, limit = Number.POSITIVE_INFINITY } = options;
  const entities = new Map(options.entities.map((entity) => [idOf(entity), entity]));
  return {
    async get(id) {
      return entities.get(id);
    },
    async list() {
      return [...entities.values()];
    },
    async put(entity) {
      entities.set(idOf(entity), entity);
      if (entities.size > limit) {
        const oldest = entities.keys().next();
        if (oldest.done !== true) entities.delete(oldest.value);
      }
    },
    async delete(id) {
      entities.delete(id);
    },
  };
}
