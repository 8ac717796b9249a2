import type { User } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";

/** A user as the API shows it, keys in the order of a captured one and with the empty division name it has there (GCX). */
export function formatUser(user: User, org: Org): Readonly<Record<string, unknown>> {
  return {
    id: user.id,
    name: user.name,
    division: { id: user.divisionId, name: "", selfUri: `/api/v2/authorization/divisions/${user.divisionId}` },
    chat: { jabberId: `${user.id.replaceAll("-", "").slice(0, 24)}@${org.organization.id.slice(0, 8)}.orgspan.com` },
    ...(user.department === undefined ? {} : { department: user.department }),
    email: user.email,
    primaryContactInfo: [{ address: user.email, mediaType: "EMAIL", type: "PRIMARY" }],
    addresses: [],
    state: user.state,
    ...(user.title === undefined ? {} : { title: user.title }),
    username: user.email,
    version: user.version,
    acdAutoAnswer: false,
    selfUri: `/api/v2/users/${user.id}`,
  };
}
