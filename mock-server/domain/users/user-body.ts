import type { Contact, User } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";

/**
 * A user as the API shows it, keys in the order of a captured one and with the empty division name it has there (GCX).
 * `expanded` is what the caller asked for besides.
 */
export function formatUser(
  user: User,
  org: Org,
  expanded: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const { department, title, managerId, images, preferredName, addresses = [] } = user;
  return {
    id: user.id,
    name: user.name,
    division: { id: user.divisionId, name: "", selfUri: `/api/v2/authorization/divisions/${user.divisionId}` },
    chat: { jabberId: jabberIdOf(user, org) },
    ...(department === undefined ? {} : { department }),
    email: user.email,
    primaryContactInfo: [
      { address: user.email, mediaType: "EMAIL", type: "PRIMARY" },
      ...addresses.filter(isPrimaryNumber).map(formatContact),
    ],
    addresses: addresses.map(formatContact),
    state: user.state,
    ...(title === undefined ? {} : { title }),
    username: user.username ?? user.email,
    ...(managerId === undefined ? {} : { manager: { id: managerId, selfUri: `/api/v2/users/${managerId}` } }),
    ...(images === undefined ? {} : { images }),
    version: user.version,
    ...(preferredName === undefined ? {} : { preferredName }),
    ...expanded,
    acdAutoAnswer: user.acdAutoAnswer ?? false,
    selfUri: `/api/v2/users/${user.id}`,
  };
}

/** The id of a user's chat, of the form `<hex>@<org>.orgspan.com` (GCX). */
export function jabberIdOf(user: User, org: Org): string {
  return user.jabberId ?? `${user.id.replaceAll("-", "").slice(0, 24)}@${org.organization.id.slice(0, 8)}.orgspan.com`;
}

/** The primary email address is the user's own. */
function isPrimaryNumber({ type, mediaType }: Contact): boolean {
  return type === "PRIMARY" && mediaType !== "EMAIL";
}

/** `display` is read-only: how a number is shown is inferred to be as it was given. */
function formatContact(contact: Contact): Readonly<Record<string, unknown>> {
  const display = contact.address ?? contact.extension;
  return display === undefined ? contact : { ...contact, display };
}
