import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { User } from "#mock-server/org/entities.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type SeededMockOptions, type TestMock } from "#test/helpers/a-mock.ts";
import { aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const asked = (contract: ContractName, operationId: "postUsersSearch" | "getUsersSearch" = "postUsersSearch") =>
  ({ contract: contracts.get(contract), operationId }) as const;
const published = asked("published");

const ada = aUser({ id: "id-ada", name: "Ada Lovett", email: "ada@example.com", title: "Chief Engineer", version: 9 });
const bob = aUser({ id: "id-bob", name: "Bob Carver", email: "bob@example.com", state: "inactive", version: 10 });
const cid = aUser({ id: "id-cid", name: "Cid Adams", email: "cid@example.org", department: "Sales", version: 100 });
const dan = aUser({ id: "id-dan", name: "Dan Gone", email: "dan@example.com", state: "deleted", version: 1 });

/** A mock whose only users are these four, or those that are given. */
async function withUsers(options: SeededMockOptions = {}, users: readonly User[] = [cid, dan, bob, ada]) {
  const server = aMock({ contracts, ...options });
  server.mock.replaceOrg({ ...(await readOrgData(server.mock.org())), users });
  return server;
}
const search = ({ api }: TestMock, body: unknown) =>
  api
    .post("/api/v2/users/search")
    .auth(knownTokens.fullAccess, { type: "bearer" })
    .type("application/json")
    .send(JSON.stringify(body));
const nextOf = ({ api }: TestMock, q64: string, more = "") =>
  api
    .get(`/api/v2/users/search?q64=${encodeURIComponent(q64)}${more}`)
    .auth(knownTokens.fullAccess, { type: "bearer" });

const malformed = "The request could not be understood by the server due to malformed syntax.";
const badRequest = { status: 400, code: "bad.request", message: malformed } as const;

describe("POST /api/v2/users/search, what it refuses", () => {
  const types =
    "[EXACT, STARTS_WITH, CONTAINS, REGEX, TERM, TERMS, REQUIRED_FIELDS, MATCH_ALL, QUERY_STRING, RANGE, LESS_THAN, " +
    "LESS_THAN_EQUAL_TO, GREATER_THAN, GREATER_THAN_EQUAL_TO]";
  test.each([
    {
      body: { query: [{ type: "FUZZY" }] },
      code: "invalid.value",
      message: `Value [FUZZY] is not valid for field type [string]. Allowable values are: ${types}`,
    },
    {
      body: { query: [{ type: "MATCH_ALL", operator: "XOR" }] },
      code: "invalid.value",
      message: "Value [XOR] is not valid for field type [string]. Allowable values are: [AND, OR, NOT]",
    },
    {
      body: { query: [{ type: "EXACT", group: [{ type: "FUZZY" }] }] },
      code: "invalid.value",
      message: `Value [FUZZY] is not valid for field type [string]. Allowable values are: ${types}`,
    },
    { body: { query: [{ fields: ["name"] }] }, code: "constraint.validation", message: "query.0.type is required" },
    {
      body: { query: [{ type: "MATCH_ALL", field: "name" }] },
      code: "invalid.property",
      message: "Value [field] is not a valid property for object [UserSearchCriteria]",
    },
    {
      body: { filter: [] },
      code: "invalid.property",
      message: "Value [filter] is not a valid property for object [UserSearchRequest]",
    },
    { body: { query: {} }, code: "bad.request", message: malformed },
    { body: { pageSize: 501 }, code: "bad.request", message: malformed },
    { body: { query: [{ type: "EXACT", value: "a" }] }, code: "bad.request", message: malformed },
    { body: { query: [{ type: "EXACT", fields: ["name"] }] }, code: "bad.request", message: malformed },
    { body: { query: [{ type: "RANGE", fields: ["name"], value: "a" }] }, code: "bad.request", message: malformed },
    { body: { query: [{ type: "REGEX", fields: ["name"], value: "(a" }] }, code: "bad.request", message: malformed },
  ])("answers 400 $code to $body", async ({ body, code, message }) => {
    expectRefusal(await search(await withUsers(), body), published, { status: 400, code, message });
  });

  test("names the place and what is missing there, thread", async () => {
    const server = await withUsers({ contract: "thread" });
    const query = [{ type: "MATCH_ALL" }, { type: "EXACT", fields: ["name"] }];
    expectRefusal(await search(server, { query }), asked("thread"), {
      status: 400,
      code: "bad_request",
      message: "The request body is not valid.",
      errors: [
        {
          code: "bad_request",
          message: "expected value or values, which EXACT needs, found nothing",
          field: "query.1.value",
        },
      ],
    });
  });

  test("answers 400 to a search that would keep the other callers waiting", async () => {
    const server = await withUsers({}, [aUser({ name: "a".repeat(1000) })]);
    const query = [{ type: "REGEX", fields: ["name"], values: Array(1000).fill("(((a*)*)*)*b") }];
    expectRefusal(await search(server, { query }), published, badRequest);
  });
});

describe("GET /api/v2/users/search", () => {
  const q64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");

  test("adds to what the search expands", async () => {
    const server = await withUsers();
    const { body } = await nextOf(server, q64({ expand: ["groups"], pageSize: 1 }), "&expand=skills,languages");
    expect(body.results[0]).toMatchObject({ groups: [], skills: [], languages: [] });
    expect((await nextOf(server, body.nextPage)).body.results[0]).toMatchObject({ groups: [], skills: [] });
  });

  test("takes a q64 whose plus signs were not encoded", async () => {
    const value = q64({ query: [{ type: "EXACT", fields: ["name"], value: "Ada Lovett" }], expand: ["~~~>>>"] });
    expect(value).toContain("+");
    const { api } = await withUsers();
    const response = await api
      .get(`/api/v2/users/search?q64=${value}`)
      .auth(knownTokens.fullAccess, { type: "bearer" });
    expect(response.body.total).toBe(1);
  });

  test.each([
    "abc",
    "",
    "%%%",
    q64([]),
    q64("text"),
    q64({ query: 5 }),
    q64({ query: [null] }),
    q64({ query: [{ type: "FUZZY" }] }),
    q64({ query: [{ type: "EXACT" }] }),
    q64({ pageNumber: 0 }),
    q64({ pageSize: "25" }),
    q64({ pageSize: 501 }),
  ])("answers 400 to the q64 %j", async (value) => {
    expectRefusal(await nextOf(await withUsers(), value), asked("published", "getUsersSearch"), badRequest);
  });

  test.each(contractNames)("answers 400 without a q64, %s", async (contract) => {
    const { api } = await withUsers({ contract });
    const response = await api.get("/api/v2/users/search").auth(knownTokens.fullAccess, { type: "bearer" });
    expectRefusal(
      response,
      asked(contract, "getUsersSearch"),
      contract === "published"
        ? { status: 400, code: "constraint.validation", message: "q64 is required" }
        : {
            status: 400,
            code: "bad_request",
            message: "The request body is not valid.",
            errors: [{ code: "required", message: "q64 is required", field: "q64" }],
          },
    );
  });

  test("answers 400 to an expand that is none", async () => {
    const response = await nextOf(await withUsers(), q64({}), "&expand=nonsense");
    expect(response.body).toMatchObject({ status: 400, code: "invalid.query.param.value" });
    expectValidAnswer(response, asked("published", "getUsersSearch"));
  });
});
