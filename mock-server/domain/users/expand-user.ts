import type { AcceptedCall } from "#mock-server/call.ts";
import type { User } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { formatUserAuthorization } from "./user-authorization.ts";

/** What an expansion is made of. */
export interface ExpandContext {
  readonly call: AcceptedCall;
  readonly org: Org;
}

type Properties = Readonly<Record<string, unknown>>;

type Expansion = (user: User, context: ExpandContext) => Properties | Promise<Properties>;

/** From a name of `expand` to the properties that it adds. */
export type Expansions = ReadonlyMap<string, Expansion>;

/**
 * What `expand` adds, as far as the org can tell it. The org has no groups, locations, skills and languages: those lists are
 * empty. Of presence, stations and the like it knows nothing and adds nothing (JS: best effort, not guaranteed to be returned).
 */
const expansions: Expansions = new Map<string, Expansion>([
  ["authorization", async (user, context) => ({ authorization: await formatUserAuthorization(user, context) })],
  [
    "authorization.unusedRoles",
    async (user, context) => ({
      authorization: { ...(await formatUserAuthorization(user, context)), unusedRoles: [] },
    }),
  ],
  ["groups", () => ({ groups: [] })],
  ["locations", () => ({ locations: [] })],
  ["skills", () => ({ skills: [] })],
  ["languages", () => ({ languages: [] })],
  ["profileSkills", ({ profileSkills = [] }) => ({ profileSkills })],
  ["certifications", ({ certifications = [] }) => ({ certifications })],
  ["biography", ({ biography }) => known("biography", biography)],
  ["employerInfo", ({ employerInfo }) => known("employerInfo", employerInfo)],
  [
    "languagePreference",
    ({ languagePreference }, { org }) =>
      known("languagePreference", languagePreference ?? org.organization.defaultLanguage),
  ],
  [
    "lasttokenissued",
    ({ lastTokenIssuedAt }) =>
      known("lastTokenIssued", lastTokenIssuedAt === undefined ? undefined : { dateIssued: lastTokenIssuedAt }),
  ],
  ["dateLastLogin", ({ lastLoginAt }) => known("dateLastLogin", lastLoginAt)],
  ["dateWelcomeSent", ({ welcomeSentAt }) => known("dateWelcomeSent", welcomeSentAt)],
]);

/** The properties that the names add to a user; a name that adds nothing is passed over. */
export async function expandUser(
  user: User,
  names: ReadonlySet<string>,
  context: ExpandContext,
  from: Expansions = expansions,
): Promise<Properties> {
  const expanded: Record<string, unknown> = {};
  for (const [name, expand] of from) {
    if (names.has(name)) Object.assign(expanded, await expand(user, context));
  }
  return expanded;
}

/** The names in a list of texts, as the query `expand` and a search's body have them. */
export function expandNames(value: unknown): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.map(String) : []);
}

function known(property: string, value: unknown): Properties {
  return value === undefined ? {} : { [property]: value };
}
