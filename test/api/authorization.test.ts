import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aClient, aToken, aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const published = "/api/v2/authorization/subjects/me";
const unpublished = "/api/v2/authorizations/me";
const operationIds = { [published]: "getAuthorizationSubjectsMe", [unpublished]: "getAuthorizationsMe" } as const;
const paths = [published, unpublished] as const;
const cases = contractNames.flatMap((contract) => paths.map((path) => ({ contract, path })));
const askedOf = ({ contract, path }: (typeof cases)[number]) => ({
  contract: contracts.get(contract),
  operationId: operationIds[path],
});

const read = ({ api }: TestMock, path: string, token: string) => api.get(path).auth(token, { type: "bearer" });

const division = (id: string) => ({ id, homeDivision: false, selfUri: `/api/v2/authorization/divisions/${id}` });
const employee = {
  id: knownIds.employeeRole,
  name: "employee",
  description: "What every user has",
  policies: [{ actions: ["view"], domain: "directory", entityName: "user" }],
  default: true,
  selfUri: `/api/v2/authorization/roles/${knownIds.employeeRole}`,
};

describe("GET /api/v2/authorization/subjects/me", () => {
  test.each(cases)("answers 200 with the roles of the token's user, $contract $path", async (one) => {
    const server = aMock({ contracts, contract: one.contract });
    const grants = [{ roleId: knownIds.employeeRole, divisionId: "*" }];
    await server.mock.org().users.put(aUser({ grants, version: 4 }));
    const response = await read(server, one.path, await aToken(server.mock, { userId: aUser().id }));
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      id: aUser().id,
      grants: [{ subjectId: aUser().id, division: division("*"), role: employee }],
      version: 4,
      selfUri: `/api/v2/authorization/subjects/${aUser().id}`,
    });
    expectValidAnswer(response, askedOf(one));
  });

  test.each(cases)("answers 200 with the roles of the OAuth client, $contract $path", async (one) => {
    const server = aMock({ contracts, contract: one.contract });
    const grants = [{ roleId: knownIds.employeeRole, divisionId: knownIds.homeDivision }];
    await server.mock.org().oauthClients.put(aClient({ grants }));
    const response = await read(server, one.path, await aToken(server.mock, { clientId: aClient().id }));
    expect(response.body).toEqual({
      id: aClient().id,
      grants: [
        {
          subjectId: aClient().id,
          division: {
            id: knownIds.homeDivision,
            name: "Home",
            description: "The home division",
            homeDivision: true,
            selfUri: `/api/v2/authorization/divisions/${knownIds.homeDivision}`,
          },
          role: employee,
        },
      ],
      version: 1,
      selfUri: `/api/v2/authorization/subjects/${aClient().id}`,
    });
    expectValidAnswer(response, askedOf(one));
  });

  test.each(cases)("shows every permission of a role as a policy, $contract $path", async (one) => {
    const server = aMock({ contracts, contract: one.contract });
    const response = await read(server, one.path, knownTokens.readOnly);
    expect(response.body.grants).toHaveLength(1);
    expect(response.body.grants[0].role).toMatchObject({
      id: knownIds.viewerRole,
      default: false,
      policies: [
        { domain: "architect", entityName: "*", actions: ["view"] },
        { domain: "authorization", entityName: "*", actions: ["view"] },
        { domain: "directory", entityName: "user", actions: ["view"] },
        { domain: "oauth", entityName: "client", actions: ["view"] },
      ],
    });
    expectValidAnswer(response, askedOf(one));
  });

  test("leaves out a grant whose role is not there", async () => {
    const server = aMock({ contracts });
    await server.mock.org().users.put(aUser({ grants: [{ roleId: "no-role", divisionId: "*" }] }));
    const response = await read(server, published, await aToken(server.mock, { userId: aUser().id }));
    expect(response.body.grants).toEqual([]);
  });

  test.each(cases)("answers 401 when the token's user is not there any more, $contract $path", async (one) => {
    const server = aMock({ contracts, contract: one.contract });
    const token = await aToken(server.mock, { userId: "a1000000-0000-4000-8000-00000000dead" });
    expectRefusal(await read(server, one.path, token), askedOf(one), {
      status: 401,
      code: one.contract === "published" ? "bad.credentials" : "unauthorized",
      message: "Invalid login credentials.",
    });
  });

  test.each(paths)("answers 400 to includeDuplicates=maybe, published %s", async (path) => {
    const response = await read(aMock({ contracts }), `${path}?includeDuplicates=maybe`, knownTokens.user);
    expectRefusal(response, askedOf({ contract: "published", path }), {
      status: 400,
      code: "invalid.query.param.value",
      message: "Value [maybe] is not valid for parameter [includeDuplicates]. Allowable values are: [true, false]",
    });
  });

  test.each(paths)("answers 400 and the field to includeDuplicates=maybe, thread %s", async (path) => {
    const server = aMock({ contracts, contract: "thread" });
    const response = await read(server, `${path}?includeDuplicates=maybe`, knownTokens.user);
    expectRefusal(response, askedOf({ contract: "thread", path }), {
      status: 400,
      code: "bad_request",
      message: "The request body is not valid.",
      errors: [{ code: "invalid_value", message: 'expected [true, false], found "maybe"', field: "includeDuplicates" }],
    });
  });
});

describe("GET /api/v2/authorizations/me", () => {
  test.each(contractNames)("answers as subjects/me does, to the byte, %s", async (contract) => {
    const server = aMock({ contracts, contract });
    for (const token of [knownTokens.user, knownTokens.fullAccess, knownTokens.noLaunch]) {
      const response = await read(server, unpublished, token);
      expect(response.status).toBe(200);
      expect(response.text).toBe((await read(server, published, token)).text);
    }
  });

  const hint =
    "GET /api/v2/authorizations/me is not published: the real API answers 404. Call GET /api/v2/authorization/subjects/me instead.";
  test("leaves a hint in the exchange and the log", async () => {
    const lines: string[] = [];
    const server = aMock({ contracts, log: (line) => lines.push(line) });
    const response = await read(server, unpublished, knownTokens.user);
    const exchange = await server.api.get(`/__mock/exchanges/${response.headers["inin-correlation-id"]}`);
    expect(exchange.body.hints).toEqual([hint]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(hint);
  });

  test("leaves the hint for a refused call as well", async () => {
    const server = aMock({ contracts });
    const response = await read(server, unpublished, "nobodys-token");
    const exchange = await server.api.get(`/__mock/exchanges/${response.body.contextId}`);
    expect(exchange.body.hints).toEqual([hint]);
  });

  test("shows nothing of the hint on the wire", async () => {
    const server = aMock({ contracts });
    const response = await read(server, unpublished, knownTokens.user);
    expect(`${JSON.stringify(response.headers)}${response.text}`).not.toContain("published");
  });

  test("leaves no hint for the published call", async () => {
    const server = aMock({ contracts });
    const response = await read(server, published, knownTokens.user);
    const exchange = await server.api.get(`/__mock/exchanges/${response.headers["inin-correlation-id"]}`);
    expect(exchange.body.hints).toEqual([]);
  });
});

describe("the rights that roles give", () => {
  const launch = ({ api }: TestMock, token: string) =>
    api.post("/api/v2/flows/executions").auth(token, { type: "bearer" }).send({ flowId: knownIds.publishedFlow });
  const patterns = [
    { permission: "architect:flow:launch", status: 200 },
    { permission: "architect:flow:*", status: 200 },
    { permission: "architect:*:launch", status: 200 },
    { permission: "*:*:*", status: 200 },
    { permission: "architect:*", status: 200 },
    { permission: "*", status: 200 },
    { permission: "architect:flow", status: 403 },
    { permission: "architect:flowExecution:*", status: 403 },
    { permission: "Architect:Flow:Launch", status: 403 },
    { permission: "directory:*:*", status: 403 },
    { permission: "", status: 403 },
  ];
  test.each(patterns)("answers $status to a launch with a role that permits $permission", async (one) => {
    const server = aMock({ contracts });
    const data = await readOrgData(server.mock.org());
    const role = { id: "role", name: "Role", description: "", default: false, permissions: [one.permission] };
    server.mock.replaceOrg({ ...data, roles: [role] });
    await server.mock.org().oauthClients.put(aClient({ grants: [{ roleId: "role", divisionId: "*" }] }));
    const response = await launch(server, await aToken(server.mock, { clientId: aClient().id }));
    expect(response.status).toBe(one.status);
  });

  test("prefers the permissions of the token to those of the roles", async () => {
    const server = aMock({ contracts });
    const none = await aToken(server.mock, { accessToken: "none", permissions: [] });
    expect((await launch(server, none)).status).toBe(403);
  });

  test.each([
    { token: knownTokens.fullAccess, status: 200 },
    { token: knownTokens.user, status: 200 },
    { token: knownTokens.shortLived, status: 200 },
    { token: knownTokens.readOnly, status: 403 },
    { token: knownTokens.noLaunch, status: 403 },
  ])("answers $status to a launch with the documented token $token", async ({ token, status }) => {
    expect((await launch(aMock({ contracts }), token)).status).toBe(status);
  });
});
