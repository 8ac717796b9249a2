import type { Response } from "supertest";
import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { User, UserState } from "#mock-server/org/entities.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const asked = {
  published: { contract: contracts.get("published"), operationId: "getUsers" },
  thread: { contract: contracts.get("thread"), operationId: "getUsers" },
} as const;

const list = ({ api }: TestMock, query = "") =>
  api.get(`/api/v2/users${query}`).auth(knownTokens.fullAccess, { type: "bearer" });

/** A mock whose only users are these. */
async function withUsers(users: readonly User[], contract: "published" | "thread" = "published"): Promise<TestMock> {
  const server = aMock({ contracts, contract });
  server.mock.replaceOrg({ ...(await readOrgData(server.mock.org())), users });
  return server;
}

const people = (names: readonly string[], state: UserState = "active") =>
  names.map((name) => aUser({ id: `id-${name}`, name, state }));
const namesOf = (body: { entities: { name: string }[] }) => body.entities.map(({ name }) => name);

describe.each(contractNames)("GET /api/v2/users, %s", (contract) => {
  test("answers 200 with the first 25 active users by name", async () => {
    const response = await list(aMock({ contracts, contract }));
    expect(response.status).toBe(200);
    const { entities, ...page } = response.body;
    expect(page).toEqual({
      pageSize: 25,
      pageNumber: 1,
      total: 36,
      firstUri: "/api/v2/users?pageSize=25&pageNumber=1",
      nextUri: "/api/v2/users?pageSize=25&pageNumber=2",
      lastUri: "/api/v2/users?pageSize=25&pageNumber=2",
      selfUri: "/api/v2/users?pageSize=25&pageNumber=1",
      pageCount: 2,
    });
    expect(entities).toHaveLength(25);
    expect(new Set(entities.map(({ state }: { state: string }) => state))).toEqual(new Set(["active"]));
    const names = namesOf(response.body);
    expect(names).toEqual([...names].sort());
    expectValidAnswer(response, asked[contract]);
  });

  test("gives a user in a listing the same body as by its id", async () => {
    const server = await withUsers([aUser({ title: "Engineer" })], contract);
    const byId = await server.api.get(`/api/v2/users/${aUser().id}`).auth(knownTokens.fullAccess, { type: "bearer" });
    expect((await list(server)).body.entities).toEqual([byId.body]);
  });

  test("answers 400 when more than 100 ids are asked for", async () => {
    const ids = Array.from({ length: 101 }, (_, position) => `id-${position}`);
    const response = await list(aMock({ contracts, contract }), `?id=${ids.join(",")}`);
    expectRefusal(response, asked[contract], {
      status: 400,
      code: contract === "published" ? "max.user.ids" : "bad_request",
      message: "Only 100 users can be requested at a time.",
    });
    const hundred = await list(aMock({ contracts, contract }), `?id=${ids.slice(1).join(",")}`);
    expect(hundred.status).toBe(200);
  });
});

describe("GET /api/v2/users, the pages", () => {
  test("links the pages in both directions and repeats the query", async () => {
    const server = await withUsers(people(["a", "b", "c", "d", "e"], "inactive"));
    const response = await list(server, "?pageSize=2&pageNumber=2&state=inactive&sortOrder=descending");
    const query = "sortOrder=descending&state=inactive&pageSize=2";
    expect(response.body).toMatchObject({
      pageSize: 2,
      pageNumber: 2,
      total: 5,
      pageCount: 3,
      firstUri: `/api/v2/users?${query}&pageNumber=1`,
      previousUri: `/api/v2/users?${query}&pageNumber=1`,
      selfUri: `/api/v2/users?${query}&pageNumber=2`,
      nextUri: `/api/v2/users?${query}&pageNumber=3`,
      lastUri: `/api/v2/users?${query}&pageNumber=3`,
    });
    expect(namesOf(response.body)).toEqual(["c", "b"]);
  });

  test("visits every user once on the way along nextUri", async () => {
    const { api } = aMock({ contracts });
    const seen: string[] = [];
    let next: string | undefined = "/api/v2/users?pageSize=7&state=any";
    while (next !== undefined) {
      const response: Response = await api.get(next).auth(knownTokens.fullAccess, { type: "bearer" });
      seen.push(...response.body.entities.map(({ id }: { id: string }) => id));
      next = response.body.nextUri;
    }
    expect(seen).toHaveLength(42);
    expect(new Set(seen).size).toBe(42);
  });

  test("has no nextUri on the last page and no previousUri on the first", async () => {
    const server = await withUsers(people(["a", "b", "c"]));
    expect((await list(server, "?pageSize=2&pageNumber=2")).body).not.toHaveProperty("nextUri");
    expect((await list(server, "?pageSize=2")).body).not.toHaveProperty("previousUri");
    expect((await list(server, "?pageSize=3")).body).not.toHaveProperty("nextUri");
  });

  test("answers an empty page past the end", async () => {
    const server = await withUsers(people(["a", "b", "c"]));
    const response = await list(server, "?pageSize=2&pageNumber=9");
    expect(response.body).toMatchObject({ entities: [], total: 3, pageCount: 2, pageNumber: 9 });
    expect(response.body).not.toHaveProperty("nextUri");
    expectValidAnswer(response, asked.published);
  });

  test("answers an empty listing of no pages when nobody matches", async () => {
    const response = await list(await withUsers([]));
    expect(response.body).toEqual({
      entities: [],
      pageSize: 25,
      pageNumber: 1,
      total: 0,
      firstUri: "/api/v2/users?pageSize=25&pageNumber=1",
      lastUri: "/api/v2/users?pageSize=25&pageNumber=1",
      selfUri: "/api/v2/users?pageSize=25&pageNumber=1",
      pageCount: 0,
    });
    expectValidAnswer(response, asked.published);
  });

  test.each([
    { query: "pageSize=500", status: 200 },
    { query: "pageSize=1", status: 200 },
    { query: "pageNumber=2147483647", status: 200 },
  ])("takes $query", async ({ query, status }) => {
    expect((await list(aMock({ contracts }), `?${query}`)).status).toBe(status);
  });

  const sizes = "whole numbers from 1 to 500";
  const numbers = "whole numbers from 1 to 2147483647";
  const refused = [
    { name: "pageSize", value: "501", allowed: sizes },
    { name: "pageSize", value: "0", allowed: sizes },
    { name: "pageSize", value: "-1", allowed: sizes },
    { name: "pageSize", value: "many", allowed: sizes },
    { name: "pageSize", value: "1.5", allowed: sizes },
    { name: "pageSize", value: "1e2", allowed: sizes },
    { name: "pageSize", value: "", allowed: sizes },
    { name: "pageNumber", value: "0", allowed: numbers },
    { name: "pageNumber", value: "2147483648", allowed: numbers },
    { name: "sortOrder", value: "up", allowed: "[ascending, descending, ASC, DESC]" },
    { name: "sortOrder", value: "asc", allowed: "[ascending, descending, ASC, DESC]" },
    { name: "state", value: "gone", allowed: "[active, inactive, deleted, any]" },
  ];
  test.each(refused)("answers 400 to $name=$value, published", async ({ name, value, allowed }) => {
    expectRefusal(await list(aMock({ contracts }), `?${name}=${value}`), asked.published, {
      status: 400,
      code: "invalid.query.param.value",
      message: `Value [${value}] is not valid for parameter [${name}]. Allowable values are: ${allowed}`,
    });
  });
  test.each(refused)("answers 400 and the field to $name=$value, thread", async ({ name, value, allowed }) => {
    expectRefusal(await list(aMock({ contracts, contract: "thread" }), `?${name}=${value}`), asked.thread, {
      status: 400,
      code: "bad_request",
      message: "The request body is not valid.",
      errors: [{ code: "invalid_value", message: `expected ${allowed}, found "${value}"`, field: name }],
    });
  });

  test("takes the largest page size from maxPageSize", async () => {
    const server = aMock({ contracts, settings: { maxPageSize: 10 } });
    expect((await list(server, "?pageSize=10")).status).toBe(200);
    expect((await list(server, "?pageSize=11")).body.message).toMatch(/whole numbers from 1 to 10$/);
  });
});
