import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OrgData } from "#mock-server/org/entities.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { seedOrg } from "#mock-server/seed/seed-org.ts";

const permissions = [
  "architect:flow:launch",
  "architect:flow:view",
  "architect:flow:view",
  "architect:flowExecution:view",
];
const org = seedOrg(1, permissions);

const stateOf = (list: readonly { readonly id: string; readonly state: string }[], id: string) =>
  list.find((entity) => entity.id === id)?.state;

/** Every id of an org, those of other entities that it names not among them. */
function idsOf(data: OrgData): string[] {
  const { organization, divisions, roles, users, flows, oauthClients } = data;
  return [organization, ...divisions, ...roles, ...users, ...flows, ...oauthClients].map(({ id }) => id);
}

describe("seedOrg", () => {
  test("gives the same org for the same seed, byte for byte, and another for another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0 }), (seed) => {
        expect(JSON.stringify(seedOrg(seed, permissions))).toBe(JSON.stringify(seedOrg(seed, permissions)));
      }),
      { numRuns: 20 },
    );
    const names = [1, 2, 3, 4, 5].map((seed) =>
      JSON.stringify(seedOrg(seed, permissions).users.map(({ name }) => name)),
    );
    expect(new Set(names).size).toBe(5);
  });

  test("has at least thirty active users, and inactive and deleted ones", () => {
    const count = (state: string) => org.users.filter((user) => user.state === state).length;
    expect([count("active"), count("inactive"), count("deleted")]).toEqual([36, 3, 3]);
  });

  test("has the known users and flows in their states, whatever the seed", () => {
    for (const seed of [0, 1, 2, 999]) {
      const { users, flows, organization, divisions } = seedOrg(seed, permissions);
      expect([organization.id, divisions[0]?.id]).toEqual([knownIds.organization, knownIds.homeDivision]);
      expect(stateOf(users, knownIds.activeUser)).toBe("active");
      expect(stateOf(users, knownIds.inactiveUser)).toBe("inactive");
      expect(stateOf(users, knownIds.deletedUser)).toBe("deleted");
      expect(stateOf(users, knownIds.unknownUser)).toBeUndefined();
      expect(stateOf(flows, knownIds.unpublishedFlow)).toBe("unpublished");
      expect(stateOf(flows, knownIds.deletedFlow)).toBe("deleted");
      expect(stateOf(flows, knownIds.unknownFlow)).toBeUndefined();
    }
  });

  test("has the flow of the documentation: a published workflow that completes after one second", () => {
    expect(knownIds.publishedFlow).toBe("a1b2c3d4-e5f6-7890-abcd-ef1234567890");
    expect(org.flows.find(({ id }) => id === knownIds.publishedFlow)).toMatchObject({
      type: "WORKFLOW",
      state: "published",
      runsFor: 1,
      outcome: "COMPLETED",
    });
  });

  test.each([
    ["notLaunchableFlow", { type: "INBOUNDCALL", state: "published" }],
    [
      "inputSchemaFlow",
      { type: "WORKFLOW", state: "published", inputSchema: expect.objectContaining({ type: "object" }) },
    ],
    ["slowFlow", { type: "WORKFLOW", state: "published", runsFor: 60 }],
    ["failingFlow", { type: "WORKFLOW", state: "published", outcome: "FAILED" }],
  ] as const)("has the flow %s", (name, expected) => {
    expect(org.flows.find(({ id }) => id === knownIds[name])).toMatchObject(expected);
  });

  test("gives no id twice, and none of the unknown ones", () => {
    const ids = idsOf(org);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(knownIds.unknownFlow);
    expect(ids).not.toContain(knownIds.unknownUser);
    const known = Object.entries(knownIds).filter(([name]) => !name.startsWith("unknown"));
    for (const [, id] of known) expect(ids).toContain(id);
  });

  test("names only divisions, roles and users that there are", () => {
    const ids = [...idsOf(org), "*"];
    const grants = [...org.users, ...org.oauthClients].flatMap((holder) => holder.grants);
    const named = [
      ...grants.flatMap(({ roleId, divisionId }) => [roleId, divisionId]),
      ...org.users.map(({ divisionId }) => divisionId),
      ...org.flows.map(({ divisionId }) => divisionId),
      ...org.tokens.flatMap(({ clientId, userId }) => [clientId, userId ?? clientId]),
    ];
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(org.users.map(({ divisionId }) => divisionId)).size).toBe(3);
  });

  test("has the known users in their first version, managed but for the active one by the active one", () => {
    const known = [knownIds.activeUser, knownIds.inactiveUser, knownIds.deletedUser];
    expect(org.users.slice(0, 3).map(({ id, version }) => [id, version])).toEqual(known.map((id) => [id, 1]));
    expect(new Set(org.users.slice(1).map(({ managerId }) => managerId))).toEqual(new Set([knownIds.activeUser]));
    expect(org.users[0]?.managerId).toBeUndefined();
  });

  test("gives every user a telephone number of its own that nobody has", () => {
    const numbers = org.users.map(({ addresses = [] }) => addresses[0]?.address);
    for (const number of numbers) expect(number).toMatch(/^\+131755501\d\d$/);
    expect(new Set(numbers).size).toBe(42);
  });

  test("gives every user an e-mail address of its own", () => {
    const addresses = org.users.map(({ email }) => email);
    for (const address of addresses) expect(address).toMatch(/^[a-z]+\.[a-z]+\.\d+@example\.com$/);
    expect(new Set(addresses).size).toBe(42);
  });
});
