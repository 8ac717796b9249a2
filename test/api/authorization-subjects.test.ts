import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aClient, aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const grants = [{ roleId: knownIds.employeeRole, divisionId: knownIds.homeDivision }];

const read = ({ api }: TestMock, id: string, token: string = knownTokens.user) =>
  api.get(`/api/v2/authorization/subjects/${id}`).auth(token, { type: "bearer" });

describe.each(contractNames)("GET /api/v2/authorization/subjects/{subjectId}, %s", (name) => {
  const asked = { contract: contracts.get(name), operationId: "getAuthorizationSubject" } as const;

  test.each([
    { what: "a user", id: aUser().id, version: 7 },
    { what: "an OAuth client", id: aClient().id, version: 1 },
  ])("answers 200 with the roles of $what", async ({ id, version }) => {
    const server = aMock({ contracts, contract: name });
    await server.mock.org().users.put(aUser({ grants, version: 7 }));
    await server.mock.org().oauthClients.put(aClient({ grants }));
    const response = await read(server, id);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({
      id,
      grants: [
        {
          subjectId: id,
          division: { id: knownIds.homeDivision, name: "Home", homeDivision: true },
          role: { id: knownIds.employeeRole, name: "employee" },
        },
      ],
      version,
      selfUri: `/api/v2/authorization/subjects/${id}`,
    });
    expectValidAnswer(response, asked);
  });

  test("answers as subjects/me does to the subject itself", async () => {
    const server = aMock({ contracts, contract: name });
    expect((await read(server, knownIds.activeUser)).text).toBe((await read(server, "me")).text);
  });

  test.each([
    { what: "an unknown id", id: "nobody" },
    { what: "a deleted user", id: knownIds.deletedUser },
  ])("answers 404 to $what", async ({ id }) => {
    expectRefusal(await read(aMock({ contracts, contract: name }), id), asked, {
      status: 404,
      code: name === "published" ? "not.found" : "not_found",
      message: "The requested resource was not found.",
    });
  });
});
