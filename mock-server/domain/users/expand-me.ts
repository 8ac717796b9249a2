import { formatRole } from "#mock-server/domain/authorization/role-body.ts";
import { getTokensMe } from "#mock-server/domain/oauth/get-tokens-me.ts";
import { formatOrganization } from "#mock-server/domain/organizations/organization-body.ts";
import { formatInstant } from "#mock-server/org/clock.ts";
import type { User } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import type { Expansions } from "./expand-user.ts";
import { formatUser } from "./user-body.ts";

/**
 * What `expand` adds to the current user beyond what it adds to any (NET): as far as the org can tell it, empty lists for what
 * it has none of. What presence, telephony and licences would say is left out (JS: best effort, not guaranteed).
 */
export const expansionsOfMe: Expansions = new Map<string, NonNullable<ReturnType<Expansions["get"]>>>([
  ["date", (_user, { org }) => ({ date: { currentDate: formatInstant(org.clock.now()) } })],
  ["organization", (_user, { org }) => ({ organization: formatOrganization(org.organization) })],
  [
    "orgauthorization",
    async (_user, { org }) => ({
      orgAuthorization: (await org.roles.list()).map((role) => formatRole(role, undefined)),
    }),
  ],
  [
    "token",
    async (_user, { call, org }) => {
      const outcome = await getTokensMe(call, org);
      return outcome.kind === "success" ? { token: outcome.body } : {};
    },
  ],
  ["presencedefinitions", () => ({ presenceDefinitions: [] })],
  ["divisionedpresencedefinitions", () => ({ divisionedPresenceDefinitions: [] })],
  ["locationdefinitions", () => ({ locationDefinitions: [] })],
  ["orgproducts", () => ({ orgProducts: [] })],
  ["favorites", () => ({ favorites: [] })],
  ["superiors", async (user, { org }) => ({ superiors: format(await superiorsOf(user, org), org) })],
  ["directreports", async (user, { org }) => ({ directReports: format(await reportsOf(user.id, org), org) })],
  ["adjacents", async (user, { org }) => ({ adjacents: await adjacentsOf(user, org) })],
  ["routingskills", () => ({ routingSkills: [] })],
  ["trustors", () => ({ trustors: [] })],
]);

async function adjacentsOf(user: User, org: Org): Promise<unknown> {
  const siblings = user.managerId === undefined ? [] : await reportsOf(user.managerId, org);
  return {
    superiors: format(await superiorsOf(user, org), org),
    siblings: format(
      siblings.filter(({ id }) => id !== user.id),
      org,
    ),
    directReports: format(await reportsOf(user.id, org), org),
  };
}

/** The manager, the manager's manager and so on, nearest first; people may manage each other in a circle. */
async function superiorsOf(user: User, org: Org): Promise<User[]> {
  const superiors = new Map<string, User>();
  let { managerId } = user;
  while (managerId !== undefined && managerId !== user.id && !superiors.has(managerId)) {
    const manager = await org.users.get(managerId);
    if (manager === undefined) break;
    superiors.set(manager.id, manager);
    managerId = manager.managerId;
  }
  return [...superiors.values()];
}

async function reportsOf(id: string, org: Org): Promise<User[]> {
  return (await org.users.list()).filter((user) => user.managerId === id && user.state !== "deleted");
}

function format(users: readonly User[], org: Org): unknown[] {
  return users.map((user) => formatUser(user, org));
}
