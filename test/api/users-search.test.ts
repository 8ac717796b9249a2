import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { User } from "#mock-server/org/entities.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type SeededMockOptions, type TestMock } from "#test/helpers/a-mock.ts";
import { aUser } from "#test/helpers/entities.ts";
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
const firstNames = (body: { results: { name: string }[] }) => body.results.map(({ name }) => name.split(" ")[0]);

describe.each(contractNames)("POST /api/v2/users/search, %s", (contract) => {
  test("answers 200 with the users who match, as a GET shows them, and a page of it", async () => {
    const server = await withUsers({ contract });
    const query = [{ type: "EXACT", fields: ["email"], value: "ada@example.com" }];
    const response = await search(server, { query });
    expect(response.status).toBe(200);
    const { results, currentPage, ...page } = response.body;
    expect(page).toEqual({ total: 1, pageCount: 1, pageSize: 25, pageNumber: 1, types: ["users"] });
    const byId = await server.api.get("/api/v2/users/id-ada").auth(knownTokens.fullAccess, { type: "bearer" });
    expect(results).toEqual([byId.body]);
    expect(typeof currentPage).toBe("string");
    expectValidAnswer(response, asked(contract));
  });

  test("leads from page to page by q64, with what was asked for", async () => {
    const server = await withUsers({ contract });
    const body = { pageSize: 1, sortBy: "email", sortOrder: "DESC", expand: ["groups"] };
    const first = await search(server, body);
    expect(first.body).toMatchObject({ total: 3, pageCount: 3, pageNumber: 1 });
    expect(first.body).not.toHaveProperty("previousPage");
    const second = await nextOf(server, first.body.nextPage);
    expectValidAnswer(second, asked(contract, "getUsersSearch"));
    const third = await nextOf(server, second.body.nextPage);
    expect([first, second, third].map((page) => firstNames(page.body)[0])).toEqual(["Cid", "Bob", "Ada"]);
    expect(third.body).not.toHaveProperty("nextPage");
    expect(third.body.results[0].groups).toEqual([]);
    expect((await nextOf(server, third.body.previousPage)).text).toBe(second.text);
    expect((await nextOf(server, third.body.currentPage)).text).toBe(third.text);
  });
});

describe("POST /api/v2/users/search, the criteria", () => {
  const cases: readonly [criteria: readonly object[], names: readonly string[]][] = [
    [[], ["Ada", "Bob", "Cid"]],
    [[{ type: "MATCH_ALL" }], ["Ada", "Bob", "Cid"]],
    [[{ type: "EXACT", fields: ["name"], value: "ada lovett" }], ["Ada"]],
    [[{ type: "EXACT", fields: ["name"], value: "ada" }], []],
    [[{ type: "EXACT", fields: ["state"], values: ["deleted", "inactive"] }], ["Bob", "Dan"]],
    [[{ type: "STARTS_WITH", fields: ["name", "email"], value: "AD" }], ["Ada"]],
    [[{ type: "CONTAINS", fields: ["name"], value: "ad" }], ["Ada", "Cid"]],
    [[{ type: "REGEX", fields: ["email"], value: "^[a-b].*@example\\.com$" }], ["Ada", "Bob"]],
    [[{ type: "TERM", fields: ["name"], value: "Adams" }], ["Cid"]],
    [[{ type: "TERM", fields: ["name"], value: "Adam" }], []],
    [[{ type: "TERMS", fields: ["name"], values: ["adams", "carver"] }], ["Bob", "Cid"]],
    [[{ type: "REQUIRED_FIELDS", fields: ["title"] }], ["Ada"]],
    [[{ type: "REQUIRED_FIELDS", fields: ["title", "department"] }], []],
    [[{ type: "QUERY_STRING", value: "example.com car*" }], ["Bob"]],
    [[{ type: "QUERY_STRING", fields: ["department"], value: "sal" }], ["Cid"]],
    [[{ type: "RANGE", fields: ["name"], startValue: "b", endValue: "c" }], ["Bob"]],
    [[{ type: "RANGE", fields: ["version"], startValue: "10" }], ["Bob", "Cid"]],
    [[{ type: "LESS_THAN", fields: ["version"], value: "10" }], ["Ada"]],
    [[{ type: "LESS_THAN_EQUAL_TO", fields: ["version"], value: "10" }], ["Ada", "Bob"]],
    [[{ type: "GREATER_THAN", fields: ["version"], value: "10" }], ["Cid"]],
    [[{ type: "GREATER_THAN_EQUAL_TO", fields: ["version"], value: "10" }], ["Bob", "Cid"]],
    [[{ type: "EXACT", fields: ["shoeSize"], value: "43" }], []],
  ];
  test.each(cases)("finds by %j the users %j", async (query, names) => {
    const response = await search(await withUsers(), { query });
    expect(firstNames(response.body)).toEqual(names);
    expect(response.body.total).toBe(names.length);
    expectValidAnswer(response, published);
  });

  const named = (value: string, operator?: string) => ({
    type: "STARTS_WITH",
    fields: ["name"],
    value,
    ...(operator === undefined ? {} : { operator }),
  });
  test.each([
    { query: [named("a"), named("ada")], names: ["Ada"] },
    { query: [named("a"), named("b")], names: [] },
    { query: [named("a"), named("b", "OR")], names: ["Ada", "Bob"] },
    { query: [named("a", "OR"), named("b", "OR")], names: ["Ada", "Bob"] },
    { query: [named("a", "NOT")], names: ["Bob", "Cid"] },
    { query: [named("a", "NOT"), named("c", "NOT")], names: ["Bob"] },
    { query: [{ type: "EXACT", group: [named("a"), named("b", "OR")] }, named("ada")], names: ["Ada"] },
    {
      query: [named("c"), { type: "EXACT", operator: "OR", group: [named("b"), named("bob")] }],
      names: ["Bob", "Cid"],
    },
    { query: [{ type: "EXACT", operator: "NOT", group: [named("a"), named("b", "OR")] }], names: ["Cid"] },
  ])("puts the criteria together: $query", async ({ query, names }) => {
    expect(firstNames((await search(await withUsers(), { query })).body)).toEqual(names);
  });

  test("finds a deleted user only where states are asked for", async () => {
    const server = await withUsers();
    const byMail = { type: "EXACT", fields: ["email"], value: "dan@example.com" };
    expect((await search(server, { query: [byMail] })).body.total).toBe(0);
    const deleted = { type: "EXACT", fields: ["state"], value: "deleted" };
    expect((await search(server, { query: [byMail, deleted] })).body.total).toBe(1);
    expect((await search(server, { query: [byMail, { type: "EXACT", group: [deleted] }] })).body.total).toBe(1);
  });
});

describe("POST /api/v2/users/search, the order and the page", () => {
  test.each([
    { body: {}, names: ["Ada", "Bob", "Cid"] },
    { body: { sortOrder: "DESC" }, names: ["Cid", "Bob", "Ada"] },
    { body: { sortOrder: "SCORE" }, names: ["Ada", "Bob", "Cid"] },
    { body: { sortBy: "version", sortOrder: "DESC" }, names: ["Cid", "Bob", "Ada"] },
    { body: { sort: [{ sortBy: "state", sortOrder: "DESC" }, { sortBy: "name" }] }, names: ["Bob", "Ada", "Cid"] },
    { body: { sort: [{ sortBy: "email" }], sortBy: "email", sortOrder: "DESC" }, names: ["Ada", "Bob", "Cid"] },
    { body: { sortBy: "shoeSize", sortOrder: "DESC" }, names: ["Ada", "Bob", "Cid"] },
    { body: { pageSize: 2, pageNumber: 2 }, names: ["Cid"] },
    { body: { pageNumber: 9 }, names: [] },
  ])("answers $names to $body", async ({ body, names }) => {
    const response = await search(await withUsers(), body);
    expect(firstNames(response.body)).toEqual(names);
    expect(response.body.total).toBe(3);
  });

  test("adds what expand names and passes over names that nobody knows", async () => {
    const { body } = await search(await withUsers(), { expand: ["skills", "nonsense"] });
    expect(body.results[0].skills).toEqual([]);
  });
});
