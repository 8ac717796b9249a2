import type { Org } from "#mock-server/org/org.ts";
import type { IdKind } from "./id-places.ts";

/** Something of the org that has an id. */
export interface NamedEntity {
  readonly id: string;
  readonly kind: "flow" | "user" | "execution" | "client" | "division" | "role" | "organization";
  /** With its article, for people. */
  readonly noun: string;
  readonly names: readonly string[];
}

// An org can hold ten thousand executions and users; so many are compared with an id.
const mostOfAKind = 2000;

/** Everything of the org that an id could be of. */
export async function listEntities(org: Org): Promise<NamedEntity[]> {
  const [flows, users, executions, clients] = await Promise.all([
    org.flows.list(),
    org.users.list(),
    org.executions.list(),
    org.oauthClients.list(),
  ]);
  return [
    ...flows.slice(-mostOfAKind).map(({ id, name }) => entity(id, "flow", "a flow", [name])),
    ...users
      .slice(-mostOfAKind)
      .map(({ id, name, email, username }) =>
        entity(id, "user", "a user", [email, name, ...(username === undefined ? [] : [username])]),
      ),
    ...executions.slice(-mostOfAKind).map(({ id }) => entity(id, "execution", "a flow execution", [])),
    ...clients.map(({ id, name }) => entity(id, "client", "an OAuth client", [name])),
    ...(await org.divisions.list()).map(({ id, name }) => entity(id, "division", "a division", [name])),
    ...(await org.roles.list()).map(({ id, name }) => entity(id, "role", "a role", [name])),
    entity(org.organization.id, "organization", "the organization", [org.organization.name]),
  ];
}

function entity(id: string, kind: NamedEntity["kind"], noun: string, names: readonly string[]): NamedEntity {
  return { id, kind, noun, names };
}

/** Whether an id of this kind is what is asked for. */
export function fits(kind: IdKind, entity: Pick<NamedEntity, "kind">): boolean {
  return kind === "subject" ? entity.kind === "user" || entity.kind === "client" : entity.kind === kind;
}

/** What kind of thing is asked for, for people. */
export const nouns: Readonly<Record<IdKind, string>> = {
  flow: "a flow",
  user: "a user",
  execution: "a flow execution",
  subject: "a user or an OAuth client",
};
