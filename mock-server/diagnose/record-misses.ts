import type { Org } from "#mock-server/org/org.ts";
import type { Store } from "#mock-server/org/store.ts";

/** The collections whose entities a request can name by an id. */
export const namedCollections = ["flows", "users", "executions", "oauthClients"] as const;
export type NamedCollection = (typeof namedCollections)[number];

export interface Miss {
  readonly collection: NamedCollection;
  readonly id: string;
}

/** The org with an ear on it: `misses` fills with the ids that were looked for and are not there. */
export function recordMisses(org: Org): { readonly org: Org; readonly misses: readonly Miss[] } {
  const misses: Miss[] = [];
  const listenTo = <Entity>(collection: NamedCollection, store: Store<Entity>): Store<Entity> => ({
    ...store,
    async get(id) {
      const entity = await store.get(id);
      if (entity === undefined) misses.push({ collection, id });
      return entity;
    },
  });
  return {
    org: {
      ...org,
      flows: listenTo("flows", org.flows),
      users: listenTo("users", org.users),
      executions: listenTo("executions", org.executions),
      oauthClients: listenTo("oauthClients", org.oauthClients),
    },
    misses,
  };
}
