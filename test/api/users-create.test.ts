import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const asked = (contract: ContractName) => ({ contract: contracts.get(contract), operationId: "postUsers" }) as const;
const published = asked("published");

const ada = { name: "Ada Test", email: "ada.test@example.com" } as const;
const create = ({ api }: TestMock, body: unknown) =>
  api
    .post("/api/v2/users")
    .auth(knownTokens.fullAccess, { type: "bearer" })
    .type("application/json")
    .send(JSON.stringify(body));
const read = ({ api }: TestMock, id: string, query = "") =>
  api.get(`/api/v2/users/${id}${query}`).auth(knownTokens.fullAccess, { type: "bearer" });

const malformed = "The request could not be understood by the server due to malformed syntax.";
const badRequest = { status: 400, code: "bad.request", message: malformed } as const;
const conflict = {
  status: 409,
  code: "general.conflict",
  message: "The request could not be completed by the server due to a conflict.",
} as const;

describe.each(contractNames)("POST /api/v2/users, %s", (contract) => {
  test("answers 200 with the new user, whom a GET answers alike", async () => {
    const server = aMock({ contracts, contract });
    const response = await create(server, {
      ...ada,
      title: "Engineer",
      department: "Tests",
      state: "inactive",
      divisionId: knownIds.homeDivision,
      addresses: [{ address: "+13175550101", mediaType: "PHONE", type: "WORK", extension: "41" }],
    });
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({
      ...ada,
      division: { id: knownIds.homeDivision },
      title: "Engineer",
      department: "Tests",
      state: "inactive",
      username: "ada.test@example.com",
      primaryContactInfo: [{ address: "ada.test@example.com", mediaType: "EMAIL", type: "PRIMARY" }],
      addresses: [
        { address: "+13175550101", mediaType: "PHONE", type: "WORK", extension: "41", display: "+13175550101" },
      ],
      version: 1,
    });
    expectValidAnswer(response, asked(contract));
    expect((await read(server, response.body.id)).text).toBe(response.text);
  });

  test("takes name and email as enough: the home division, active, the role of every employee", async () => {
    const server = aMock({ contracts, contract });
    const { body } = await create(server, ada);
    expect(body).toMatchObject({ division: { id: knownIds.homeDivision }, state: "active" });
    expect(await server.mock.org().users.get(body.id)).toMatchObject({
      grants: [{ roleId: knownIds.employeeRole, divisionId: "*" }],
    });
  });

  test("gives every user an id of its own", async () => {
    const server = aMock({ contracts, contract });
    const one = await create(server, ada);
    const other = await create(server, { ...ada, email: "bob.test@example.com" });
    expect(one.body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other.body.id).not.toBe(one.body.id);
  });
});

describe("POST /api/v2/users, what it refuses", () => {
  test.each(["active", "inactive", "deleted"] as const)(
    "answers 409 to the email address of a user whose state is %s, in any case",
    async (state) => {
      const server = aMock({ contracts });
      await server.mock.org().users.put(aUser({ email: "Ada.Test@example.com", state }));
      expectRefusal(await create(server, ada), published, conflict);
    },
  );

  test("answers 409 with the thread's code under the thread", async () => {
    const server = aMock({ contracts, contract: "thread" });
    await server.mock.org().users.put(aUser());
    const response = await create(server, ada);
    expectRefusal(response, asked("thread"), {
      ...conflict,
      code: "conflict",
      errors: [
        {
          code: "conflict",
          message:
            "expected an email address that no user of the org has, whatever its state, found the address of a user whose state is active",
          field: "email",
        },
      ],
    });
  });

  test("answers 400 to a division that the org does not have", async () => {
    expectRefusal(await create(aMock({ contracts }), { ...ada, divisionId: "d1" }), published, badRequest);
  });

  test.each([
    { body: { email: ada.email }, code: "constraint.validation", message: "name is required" },
    { body: { name: ada.name }, code: "constraint.validation", message: "email is required" },
    {
      body: { ...ada, manager: "u1" },
      code: "invalid.property",
      message: "Value [manager] is not a valid property for object [CreateUser]",
    },
    {
      body: { ...ada, state: "gone" },
      code: "invalid.value",
      message: "Value [gone] is not valid for field type [string]. Allowable values are: [active, inactive, deleted]",
    },
    {
      body: { ...ada, addresses: [{ mediaType: "FAX" }] },
      code: "invalid.value",
      message: "Value [FAX] is not valid for field type [string]. Allowable values are: [PHONE, EMAIL, SMS]",
    },
    { body: { ...ada, title: 5 }, code: "bad.request", message: malformed },
    { body: [ada], code: "bad.request", message: malformed },
  ])("answers 400 $code to $body", async ({ body, code, message }) => {
    expectRefusal(await create(aMock({ contracts }), body), published, { status: 400, code, message });
  });

  test("adds nobody when it refuses", async () => {
    const server = aMock({ contracts });
    const before = await server.mock.org().users.list();
    await create(server, { ...ada, divisionId: "d1" });
    expect(await server.mock.org().users.list()).toEqual(before);
  });
});

describe("POST /api/v2/users, the details", () => {
  test("takes null and an empty text for what is not set", async () => {
    const response = await create(aMock({ contracts }), {
      ...ada,
      title: null,
      department: "",
      addresses: null,
      divisionId: null,
    });
    expect(response.status).toBe(200);
    expect(response.body).not.toHaveProperty("title");
    expect(response.body).not.toHaveProperty("department");
    expect(response.body.addresses).toEqual([]);
  });

  test("gives a user without a state the one of the setting newUserState", async () => {
    const server = aMock({ contracts, settings: { newUserState: "inactive" } });
    expect((await create(server, ada)).body.state).toBe("inactive");
    expect((await create(server, { ...ada, email: "b@example.com", state: "active" })).body.state).toBe("active");
  });

  test.each([
    { password: "correct-horse-7" },
    { password: 'with "quotes" correct-horse-7' },
    { password: 7_777_123, said: 7_777_123 },
  ])("keeps the password $password neither in the org nor in an exchange", async ({ password }) => {
    const lines: string[] = [];
    const server = aMock({ contracts, log: (line) => lines.push(line) });
    await create(server, { ...ada, password });
    const kept = [
      ...lines,
      JSON.stringify(await server.mock.org().users.list()),
      (await server.api.get("/__mock/exchanges")).text,
    ].join("\n");
    expect(kept).toContain("/api/v2/users");
    expect(kept).not.toMatch(/correct-horse|7777123/);
  });
});
