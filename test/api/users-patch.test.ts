import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { User } from "#mock-server/org/entities.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type SeededMockOptions, type TestMock } from "#test/helpers/a-mock.ts";
import { aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const asked = (contract: ContractName) => ({ contract: contracts.get(contract), operationId: "patchUser" }) as const;
const published = asked("published");

const ada = aUser({ version: 7, title: "Engineer", department: "Tests" });

/** A mock whose org has Ada too. */
async function withAda(parts: Partial<User> = {}, options: SeededMockOptions = {}): Promise<TestMock> {
  const server = aMock({ contracts, ...options });
  await server.mock.org().users.put({ ...ada, ...parts });
  return server;
}
const change = ({ api }: TestMock, body: unknown, token: string = knownTokens.fullAccess) =>
  api
    .patch(`/api/v2/users/${ada.id}`)
    .auth(token, { type: "bearer" })
    .type("application/json")
    .send(JSON.stringify(body));

const malformed = "The request could not be understood by the server due to malformed syntax.";
const stale = "The version supplied does not match the current version of the user";
const unknownUser = {
  status: 404,
  code: "general.resource.not.found",
  message: "Unable to find a user with that userId",
} as const;

describe.each(contractNames)("PATCH /api/v2/users/{userId}, %s", (contract) => {
  test("answers 200 with the changed user and the next version", async () => {
    const server = await withAda({}, { contract });
    const response = await change(server, { version: 7, title: "Architect" });
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ title: "Architect", department: "Tests", version: 8 });
    expectValidAnswer(response, asked(contract));
    expect(await server.mock.org().users.get(ada.id)).toEqual({ ...ada, title: "Architect", version: 8 });
  });

  test.each([6, 8, 0, -1])("answers 409 to the version %s where 7 is the current one", async (version) => {
    const server = await withAda({}, { contract });
    expectRefusal(await change(server, { version, title: "Architect" }), asked(contract), {
      status: 409,
      code: contract === "published" ? "general.conflict" : "conflict",
      message: stale,
      errors: [
        {
          code: "conflict",
          message: `expected the current version, 7, found the version ${version}`,
          field: "version",
        },
      ],
    });
    expect(await server.mock.org().users.get(ada.id)).toEqual(ada);
  });

  test("lets one of two writers through who read the same version", async () => {
    const server = await withAda({}, { contract });
    const answers = await Promise.all(["A", "B"].map((title) => change(server, { version: 7, title })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test("answers 404 to the id of nobody", async () => {
    const response = await aMock({ contracts, contract })
      .api.patch(`/api/v2/users/${knownIds.unknownUser}`)
      .auth(knownTokens.fullAccess, { type: "bearer" })
      .send({ version: 1 });
    const code = contract === "published" ? unknownUser.code : "not_found";
    expectRefusal(response, asked(contract), { ...unknownUser, code });
  });
});

describe("PATCH /api/v2/users/{userId}, the properties", () => {
  test("changes each of them, and shows them", async () => {
    const server = await withAda();
    const response = await change(server, {
      version: 7,
      name: "Ada Lovett",
      email: "ada.lovett@example.com",
      username: "lovett",
      preferredName: "Ada",
      chat: { jabberId: "ada@example.orgspan.com" },
      manager: knownIds.activeUser,
      acdAutoAnswer: true,
      images: [{ resolution: "x96", imageUri: "https://example.com/ada.png" }],
      addresses: [
        { address: "+13175550102", mediaType: "PHONE", type: "PRIMARY", countryCode: "US", display: "ignored" },
        { address: "ada@home.example.com", mediaType: "EMAIL", type: "HOME" },
      ],
      certifications: ["First aid"],
      profileSkills: ["Callbacks"],
      biography: { biography: "Born in a test.", education: [{ school: "Test school" }] },
      employerInfo: { employeeId: "E7" },
    });
    expectValidAnswer(response, published);
    expect(response.body).toMatchObject({
      name: "Ada Lovett",
      email: "ada.lovett@example.com",
      username: "lovett",
      preferredName: "Ada",
      chat: { jabberId: "ada@example.orgspan.com" },
      manager: { id: knownIds.activeUser, selfUri: `/api/v2/users/${knownIds.activeUser}` },
      acdAutoAnswer: true,
      images: [{ resolution: "x96", imageUri: "https://example.com/ada.png" }],
      primaryContactInfo: [
        { address: "ada.lovett@example.com", mediaType: "EMAIL", type: "PRIMARY" },
        { address: "+13175550102", mediaType: "PHONE", type: "PRIMARY" },
      ],
      addresses: [{ countryCode: "US", display: "+13175550102" }, { type: "HOME" }],
    });
    const expanded = await server.api
      .get(`/api/v2/users/${ada.id}?expand=certifications,profileSkills,biography,employerInfo`)
      .auth(knownTokens.fullAccess, { type: "bearer" });
    expect(expanded.body).toMatchObject({
      certifications: ["First aid"],
      profileSkills: ["Callbacks"],
      biography: { biography: "Born in a test.", education: [{ school: "Test school" }] },
      employerInfo: { employeeId: "E7" },
    });
  });

  test("takes an empty text for none, as the Terraform provider sends it, and null for no change", async () => {
    const server = await withAda({ managerId: knownIds.activeUser });
    const { body } = await change(server, { version: 7, title: "", manager: "", department: null, addresses: null });
    expect(body).not.toHaveProperty("title");
    expect(body).not.toHaveProperty("manager");
    expect(body.department).toBe("Tests");
  });

  test("passes over what is read-only, so that a client can send back what it read", async () => {
    const server = await withAda();
    const { body } = await change(server, { version: 7, id: "other", selfUri: "/x", primaryContactInfo: [] });
    expect(body).toMatchObject({ id: ada.id, selfUri: `/api/v2/users/${ada.id}`, version: 8 });
    expect(body.primaryContactInfo).toHaveLength(1);
  });

  test.each([
    { body: { title: "A" }, code: "constraint.validation", message: "version is required" },
    { body: { version: "7" }, code: "bad.request", message: malformed },
    {
      body: { version: 7, nickname: "A" },
      code: "invalid.property",
      message: "Value [nickname] is not a valid property for object [UpdateUser]",
    },
    {
      body: { version: 7, divisionId: knownIds.homeDivision },
      code: "invalid.property",
      message: "Value [divisionId] is not a valid property for object [UpdateUser]",
    },
    {
      body: { version: 7, addresses: [{ fax: "1" }] },
      code: "invalid.property",
      message: "Value [fax] is not a valid property for object [Contact]",
    },
    {
      body: { version: 7, state: "any" },
      code: "invalid.value",
      message: "Value [any] is not valid for field type [string]. Allowable values are: [active, inactive, deleted]",
    },
    { body: { version: 7, manager: knownIds.unknownUser }, code: "bad.request", message: malformed },
    { body: { version: 7, manager: knownIds.deletedUser }, code: "bad.request", message: malformed },
  ])("answers 400 $code to $body", async ({ body, code, message }) => {
    const server = await withAda();
    expectRefusal(await change(server, body), published, { status: 400, code, message });
    expect(await server.mock.org().users.get(ada.id)).toEqual(ada);
  });

  test("answers 409 to the email address of another user, and 200 to the user's own in another case", async () => {
    const server = await withAda();
    await server.mock.org().users.put(aUser({ id: "u2", email: "bob.test@example.com" }));
    expectRefusal(await change(server, { version: 7, email: "BOB.test@example.com" }), published, {
      status: 409,
      code: "general.conflict",
      message: "The request could not be completed by the server due to a conflict.",
    });
    expect((await change(server, { version: 7, email: "ADA.test@example.com" })).status).toBe(200);
  });

  test("answers 400 in place of 409 to a stale version when userVersionConflictStatus says so", async () => {
    const server = await withAda({}, { settings: { userVersionConflictStatus: 400 } });
    expectRefusal(await change(server, { version: 6 }), published, {
      status: 400,
      code: "general.conflict",
      message: stale,
    });
  });
});
