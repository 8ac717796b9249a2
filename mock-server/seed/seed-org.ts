import { faker } from "@faker-js/faker/locale/en";
import type { Division, Organization, OrgData, User, UserState } from "#mock-server/org/entities.ts";
import { createIdSource } from "#mock-server/org/id-source.ts";
import { knownIds } from "./known-ids.ts";
import { seedFlows } from "./seed-flows.ts";
import { seedListedFlows } from "./seed-listed-flows.ts";
import { seedOauthClients, seedRoles, seedTokens } from "./seed-rights.ts";
import { seedUserDetails } from "./seed-user-details.ts";

const activeUsers = 36;
const inactiveUsers = 3;
const deletedUsers = 3;

/**
 * The default org as data: the same for the same seed, byte for byte. `permissions` are those of the contract's operations;
 * the roles are made of them. The ids in `known-ids.ts` are there for every seed.
 */
export function seedOrg(seed: number, permissions: readonly string[]): OrgData {
  // One source for the whole org, seeded here and used up before this returns.
  faker.seed(seed);
  const nextId = createIdSource(seed, "org").nextId;
  const divisions = seedDivisions(nextId);
  return {
    organization: seedOrganization(),
    divisions,
    roles: seedRoles(permissions),
    users: seedUsers(divisions, nextId),
    flows: [...seedFlows(divisions), ...seedListedFlows(seed, divisions)],
    executions: [],
    oauthClients: seedOauthClients(),
    tokens: seedTokens(),
  };
}

function seedOrganization(): Organization {
  const name = faker.company.name();
  const shortName = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return {
    id: knownIds.organization,
    name: `${name} (mock)`,
    shortName,
    domain: `${shortName}.example.com`,
    defaultLanguage: "en-us",
    defaultCountryCode: "US",
  };
}

function seedDivisions(nextId: () => string): Division[] {
  const home = { id: knownIds.homeDivision, name: "Home", description: "The home division", homeDivision: true };
  const others = ["Sales", "Support"].map((name) => ({
    id: nextId(),
    name,
    description: `The ${name.toLowerCase()} division`,
    homeDivision: false,
  }));
  return [home, ...others];
}

function seedUsers(divisions: readonly Division[], nextId: () => string): User[] {
  const states: UserState[] = [
    "active",
    "inactive",
    "deleted",
    ...Array<UserState>(activeUsers - 1).fill("active"),
    ...Array<UserState>(inactiveUsers - 1).fill("inactive"),
    ...Array<UserState>(deletedUsers - 1).fill("deleted"),
  ];
  const known: readonly string[] = [knownIds.activeUser, knownIds.inactiveUser, knownIds.deletedUser];
  return states.map((state, position) => {
    const firstName = faker.person.firstName();
    const lastName = faker.person.lastName();
    const division = divisions[position % divisions.length] ?? divisions[0];
    const title = faker.person.jobTitle();
    const department = faker.commerce.department();
    const version = faker.number.int({ min: 1, max: 30 });
    return {
      id: known[position] ?? nextId(),
      name: `${firstName} ${lastName}`,
      email: `${emailPart(firstName)}.${emailPart(lastName)}.${position + 1}@example.com`,
      divisionId: division?.id ?? knownIds.homeDivision,
      state,
      title,
      department,
      ...seedUserDetails(position, state),
      // A documented call that changes a known user names its version.
      version: position < known.length ? 1 : version,
      grants: [{ roleId: position === 0 ? knownIds.adminRole : knownIds.employeeRole, divisionId: "*" }],
    };
  });
}

function emailPart(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, "");
}
