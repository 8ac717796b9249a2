import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { Role } from "#mock-server/org/entities.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const path = "/api/v2/authorization/roles";
const asked = { contract: contracts.get("published"), operationId: "getAuthorizationRoles" } as const;

const aRole = (parts: Partial<Role> & Pick<Role, "id" | "name">): Role => ({
  description: "",
  default: false,
  permissions: [],
  ...parts,
});
const roles = [
  aRole({ id: "r3", name: "Supervisor", permissions: ["architect:*:view", "directory:user:view"] }),
  aRole({ id: "r1", name: "admin", default: true, defaultRoleId: "admin", permissions: ["*:*:*"] }),
  aRole({ id: "r2", name: "Agent", permissions: ["architect:flow:view", "architect:flow:launch"] }),
];

/** A mock whose org has the roles above, and these users only. */
async function aMockWithRoles(contract: (typeof contractNames)[number] = "published"): Promise<TestMock> {
  const server = aMock({ contracts, contract });
  const users = [
    aUser({ id: "u1", grants: [{ roleId: "r2", divisionId: "*" }] }),
    aUser({
      id: "u2",
      state: "inactive",
      grants: ["d1", "d2"].map((divisionId) => ({ roleId: "r2", divisionId })),
    }),
    aUser({ id: "u3", state: "deleted", grants: [{ roleId: "r2", divisionId: "*" }] }),
  ];
  server.mock.replaceOrg({ ...(await readOrgData(server.mock.org())), roles, users });
  await server.mock.org().tokens.put({ accessToken: "all-rights", clientId: "c1", permissions: ["*:*:*"] });
  return server;
}

const list = ({ api }: TestMock, query = "") => api.get(`${path}${query}`).auth("all-rights", { type: "bearer" });

describe.each(contractNames)("GET /api/v2/authorization/roles, %s", (contract) => {
  test("answers 200 with the roles by name, their policies, and how many users have them", async () => {
    const response = await list(await aMockWithRoles(contract));
    expect(response.status).toBe(200);
    expectValidAnswer(response, { ...asked, contract: contracts.get(contract) });
    expect(response.body).toMatchObject({ pageSize: 25, pageNumber: 1, total: 3, pageCount: 1 });
    expect(response.body.entities.map(({ name }: Role) => name)).toEqual(["Agent", "Supervisor", "admin"]);
    expect(response.body.entities[0]).toEqual({
      id: "r2",
      name: "Agent",
      description: "",
      permissionPolicies: [
        { domain: "architect", entityName: "flow", actionSet: ["view", "launch"], allowConditions: false },
      ],
      userCount: 2,
      roleNeedsUpdate: false,
      base: false,
      default: false,
      selfUri: "/api/v2/authorization/roles/r2",
    });
    expect(response.body.entities[2]).toMatchObject({
      defaultRoleId: "admin",
      permissionPolicies: [{ domain: "*", entityName: "*", actionSet: ["*"] }],
      userCount: 0,
      default: true,
    });
  });
});

describe("GET /api/v2/authorization/roles, its filters", () => {
  test.each([
    { query: "?name=AD", ids: ["r1"] },
    { query: "?name=r", ids: ["r3"] },
    { query: "?id=r1,r2", ids: ["r2", "r1"] },
    { query: "?id=r1&id=r3&id=none", ids: ["r3", "r1"] },
    { query: "?defaultRoleId=admin", ids: ["r1"] },
    { query: "?permission=architect:flow:view", ids: ["r2", "r3", "r1"] },
    { query: "?permission=architect:flow:view,directory:user:view", ids: ["r3", "r1"] },
    { query: "?permission=oauth:client:view", ids: ["r1"] },
    { query: "?name=nobody", ids: [] },
    { query: "?sortBy=name&expand=permissions&nextPage=x&previousPage=y", ids: ["r2", "r3", "r1"] },
  ])("gives $ids to $query", async ({ query, ids }) => {
    const response = await list(await aMockWithRoles(), query);
    expect(response.body.entities.map(({ id }: Role) => id)).toEqual(ids);
    expectValidAnswer(response, asked);
  });

  test("counts no users when userCount is false", async () => {
    const response = await list(await aMockWithRoles(), "?userCount=false");
    for (const role of response.body.entities) expect(role).not.toHaveProperty("userCount");
    expectValidAnswer(response, asked);
  });

  test("gives a page, and links that repeat the filters", async () => {
    const response = await list(await aMockWithRoles(), "?pageSize=1&pageNumber=2&permission=architect:flow:view");
    expect(response.body.entities.map(({ id }: Role) => id)).toEqual(["r3"]);
    const link = (pageNumber: number) =>
      `${path}?permission=architect%3Aflow%3Aview&pageSize=1&pageNumber=${pageNumber}`;
    expect(response.body).toMatchObject({
      total: 3,
      pageCount: 3,
      selfUri: link(2),
      nextUri: link(3),
      previousUri: link(1),
    });
  });
});

describe("GET /api/v2/authorization/roles, what is refused", () => {
  test.each([
    { query: "?pageSize=0", parameter: "pageSize", found: "0", allowed: "whole numbers from 1 to 500" },
    { query: "?userCount=some", parameter: "userCount", found: "some", allowed: "[true, false]" },
  ])("answers 400 to $query", async ({ query, parameter, found, allowed }) => {
    const response = await aMock({ contracts }).api.get(`${path}${query}`).auth(knownTokens.user, { type: "bearer" });
    expectRefusal(response, asked, {
      status: 400,
      code: "invalid.query.param.value",
      message: `Value [${found}] is not valid for parameter [${parameter}]. Allowable values are: ${allowed}`,
    });
  });

  test.each(contractNames)("answers 400 to more than a hundred ids, %s", async (contract) => {
    const server = await aMockWithRoles(contract);
    const ids = (count: number) => `?id=${Array.from({ length: count }, (_, number) => `r${number}`).join(",")}`;
    expect((await list(server, ids(100))).status).toBe(200);
    const response = await list(server, ids(101));
    const askedHere = { ...asked, contract: contracts.get(contract) };
    expectRefusal(response, askedHere, {
      status: 400,
      code: contract === "published" ? "max.role.ids" : "bad_request",
      message: "Only 100 roles can be requested at a time.",
    });
  });
});
