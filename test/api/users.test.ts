import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aToken, aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const asked = {
  published: { contract: contracts.get("published"), operationId: "getUser" },
  thread: { contract: contracts.get("thread"), operationId: "getUser" },
} as const;
const askedMe = {
  published: { contract: contracts.get("published"), operationId: "getUsersMe" },
  thread: { contract: contracts.get("thread"), operationId: "getUsersMe" },
} as const;
const message = "Unable to find a user with that userId";
const notFound = {
  published: { status: 404, code: "general.resource.not.found", message },
  thread: { status: 404, code: "not_found", message },
} as const;

const read = ({ api }: TestMock, idAndQuery: string, token: string = knownTokens.fullAccess) =>
  api.get(`/api/v2/users/${idAndQuery}`).auth(token, { type: "bearer" });

describe.each(contractNames)("GET /api/v2/users/{userId}, %s", (contract) => {
  test("answers 200 with the user", async () => {
    const server = aMock({ contracts, contract });
    await server.mock.org().users.put(aUser({ title: "Engineer", department: "Tests", version: 7 }));
    const response = await read(server, aUser().id);
    expect(response.status).toBe(200);
    expect(response.text).toBe(
      JSON.stringify({
        id: "a1000000-0000-4000-8000-000000000001",
        name: "Ada Test",
        division: {
          id: knownIds.homeDivision,
          name: "",
          selfUri: `/api/v2/authorization/divisions/${knownIds.homeDivision}`,
        },
        chat: { jabberId: "a10000000000400080000000@0c000000.orgspan.com" },
        department: "Tests",
        email: "ada.test@example.com",
        primaryContactInfo: [{ address: "ada.test@example.com", mediaType: "EMAIL", type: "PRIMARY" }],
        addresses: [],
        state: "active",
        title: "Engineer",
        username: "ada.test@example.com",
        version: 7,
        acdAutoAnswer: false,
        selfUri: "/api/v2/users/a1000000-0000-4000-8000-000000000001",
      }),
    );
    expectValidAnswer(response, asked[contract]);
  });

  test("leaves out title and department of a user without them", async () => {
    const server = aMock({ contracts, contract });
    await server.mock.org().users.put(aUser());
    const response = await read(server, aUser().id);
    expect(response.body).not.toHaveProperty("title");
    expect(response.body).not.toHaveProperty("department");
    expectValidAnswer(response, asked[contract]);
  });

  test.each(["", "?state=active"])("answers 200 with state inactive for an inactive user, query %s", async (query) => {
    const response = await read(aMock({ contracts, contract }), `${knownIds.inactiveUser}${query}`);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ id: knownIds.inactiveUser, state: "inactive" });
    expectValidAnswer(response, asked[contract]);
  });

  test.each(["", "?state=active"])("answers 404 to the id of a deleted user, query %s", async (query) => {
    const response = await read(aMock({ contracts, contract }), `${knownIds.deletedUser}${query}`);
    expectRefusal(response, asked[contract], notFound[contract]);
  });

  test("answers 200 with a deleted user when state=deleted is asked for", async () => {
    const response = await read(aMock({ contracts, contract }), `${knownIds.deletedUser}?state=deleted`);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ id: knownIds.deletedUser, state: "deleted" });
    expectValidAnswer(response, asked[contract]);
  });

  test.each([knownIds.activeUser, knownIds.inactiveUser])(
    "answers 404 to %s, who is not deleted, when state=deleted is asked for",
    async (id) => {
      const response = await read(aMock({ contracts, contract }), `${id}?state=deleted`);
      expectRefusal(response, asked[contract], notFound[contract]);
    },
  );

  test.each([knownIds.unknownUser, "not-a-uuid", "ME", "%00"])("answers 404 when no user has the id %s", async (id) => {
    const response = await read(aMock({ contracts, contract }), id);
    expectRefusal(response, asked[contract], notFound[contract]);
  });
});

describe("GET /api/v2/users/{userId}, the query", () => {
  const values = ["inactive", "any", "Active", ""];
  test.each(values)("answers 400 to state=%s, published", async (value) => {
    const response = await read(aMock({ contracts }), `${knownIds.activeUser}?state=${value}`);
    expectRefusal(response, asked.published, {
      status: 400,
      code: "invalid.query.param.value",
      message: `Value [${value}] is not valid for parameter [state]. Allowable values are: [active, deleted]`,
    });
  });

  test.each(values)("answers 400 and the field state to state=%s, thread", async (value) => {
    const server = aMock({ contracts, contract: "thread" });
    expectRefusal(await read(server, `${knownIds.activeUser}?state=${value}`), asked.thread, {
      status: 400,
      code: "bad_request",
      message: "The request body is not valid.",
      errors: [{ code: "invalid_value", message: `expected [active, deleted], found "${value}"`, field: "state" }],
    });
  });
});

describe.each(contractNames)("GET /api/v2/users/me, %s", (contract) => {
  test("answers 200 with the user of the token", async () => {
    const server = aMock({ contracts, contract });
    const me = await read(server, "me", knownTokens.user);
    const byId = await read(server, knownIds.activeUser);
    expect(me.status).toBe(200);
    expect(me.body).toMatchObject({ id: knownIds.activeUser, state: "active" });
    expect(me.text).toBe(byId.text);
    expectValidAnswer(me, askedMe[contract]);
  });

  test.each([knownTokens.fullAccess, knownTokens.readOnly])("answers 400 to client credentials: %s", async (token) => {
    const response = await read(aMock({ contracts, contract }), "me", token);
    expectRefusal(response, askedMe[contract], {
      status: 400,
      code: contract === "published" ? "not.a.user" : "bad_request",
      message: "This request requires a user context. Client credentials cannot be used for requests to this resource.",
    });
  });

  test("answers 401 when the token's user is not there any more", async () => {
    const server = aMock({ contracts, contract });
    const token = await aToken(server.mock, { userId: "a1000000-0000-4000-8000-00000000dead" });
    expectRefusal(await read(server, "me", token), askedMe[contract], {
      status: 401,
      code: contract === "published" ? "bad.credentials" : "unauthorized",
      message: "Invalid login credentials.",
    });
  });
});
