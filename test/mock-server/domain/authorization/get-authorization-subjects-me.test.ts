import { describe, expect, test } from "vitest";
import type { Principal } from "#mock-server/call.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { getAuthorizationSubjectsMe } from "#mock-server/domain/authorization/get-authorization-subjects-me.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aClient, aUser } from "#test/helpers/entities.ts";

const contract = createContractTable().get("published");
const user: Principal = { kind: "user", id: "u1", clientId: "c1", permissions: [] };
const client: Principal = { kind: "client", id: "c1", clientId: "c1", permissions: [] };

const read = (principal: Principal, data: Partial<OrgData>) =>
  getAuthorizationSubjectsMe(anAcceptedCall(contract, "getAuthorizationSubjectsMe", { principal }), anOrg(data));

const roles = [
  { id: "r1", name: "Admin", description: "All", default: true, permissions: ["*:*:*", "architect:flow:launch", "a"] },
];
const divisions = [{ id: "d1", name: "Home", description: "The home division", homeDivision: true }];

describe("getAuthorizationSubjectsMe", () => {
  test("lists the user's roles with their divisions and policies", async () => {
    const users = [aUser({ id: "u1", version: 4, grants: [{ roleId: "r1", divisionId: "d1" }] })];
    expect(await read(user, { users, roles, divisions })).toEqual({
      kind: "success",
      status: 200,
      body: {
        id: "u1",
        grants: [
          {
            subjectId: "u1",
            division: {
              id: "d1",
              name: "Home",
              description: "The home division",
              homeDivision: true,
              selfUri: "/api/v2/authorization/divisions/d1",
            },
            role: {
              id: "r1",
              name: "Admin",
              description: "All",
              policies: [
                { actions: ["*"], domain: "*", entityName: "*" },
                { actions: ["launch"], domain: "architect", entityName: "flow" },
                { actions: ["*"], domain: "a", entityName: "*" },
              ],
              default: true,
              selfUri: "/api/v2/authorization/roles/r1",
            },
          },
        ],
        version: 4,
        selfUri: "/api/v2/authorization/subjects/u1",
      },
    });
  });

  test("lists the roles of an OAuth client; the division * has no name", async () => {
    const oauthClients = [aClient({ id: "c1", grants: [{ roleId: "r1", divisionId: "*" }] })];
    expect(await read(client, { oauthClients, roles })).toMatchObject({
      body: {
        id: "c1",
        grants: [{ division: { id: "*", homeDivision: false, selfUri: "/api/v2/authorization/divisions/*" } }],
        version: 1,
      },
    });
  });

  test("passes over a role that is gone", async () => {
    const users = [aUser({ id: "u1", grants: [{ roleId: "gone", divisionId: "*" }] })];
    expect(await read(user, { users, roles })).toMatchObject({ body: { grants: [] } });
  });

  test("answers a client who is gone without roles", async () => {
    expect(await read(client, {})).toMatchObject({ kind: "success", body: { id: "c1", grants: [] } });
  });

  test("throws without a token, since the checks let no such call through", async () => {
    await expect(read({ kind: "anonymous" }, {})).rejects.toThrow("without a token");
  });
});
