import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { User, UserState } from "#mock-server/org/entities.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
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

describe("GET /api/v2/users, jabberId", () => {
  const users = [
    aUser({ id: "1", name: "Ada", jabberId: "ada@x" }),
    aUser({ id: "2", name: "Bob", jabberId: "bob@x", state: "inactive" }),
    aUser({ id: "a1b2c3d4-0000-4000-8000-000000000003", name: "Cid" }),
  ];

  test.each([
    { query: "?jabberId=ada@x,bob@x", names: ["Ada"] },
    { query: "?jabberId=ada@x&jabberId=bob@x&state=any", names: ["Ada", "Bob"] },
    { query: "?jabberId=a1b2c3d40000400080000000@0c000000.orgspan.com", names: ["Cid"] },
    { query: "?jabberId=nobody@x", names: [] },
  ])("answers $names to the query $query", async ({ query, names }) => {
    expect(namesOf((await list(await withUsers(users), query)).body)).toEqual(names);
  });

  test.each(contractNames)("answers 400 to it beside id, %s", async (contract) => {
    const response = await list(await withUsers(users, contract), "?jabberId=ada@x&id=1");
    expectRefusal(response, asked[contract], {
      status: 400,
      ...(contract === "published"
        ? {
            code: "bad.request",
            message: "The request could not be understood by the server due to malformed syntax.",
          }
        : { code: "bad_request", message: "The request body is not valid." }),
    });
  });
});

describe("GET /api/v2/users, the filters", () => {
  const mixed = [...people(["a", "d"]), ...people(["b"], "inactive"), ...people(["c"], "deleted")];
  test.each([
    { query: "", names: ["a", "d"] },
    { query: "?state=active", names: ["a", "d"] },
    { query: "?state=inactive", names: ["b"] },
    { query: "?state=deleted", names: ["c"] },
    { query: "?state=any", names: ["a", "b", "c", "d"] },
    { query: "?state=any&sortOrder=descending", names: ["d", "c", "b", "a"] },
    { query: "?state=any&sortOrder=DESC", names: ["d", "c", "b", "a"] },
    { query: "?state=any&sortOrder=ascending", names: ["a", "b", "c", "d"] },
    { query: "?id=id-d,id-a", names: ["a", "d"] },
    { query: "?id=id-d&id=id-a", names: ["a", "d"] },
    { query: "?id=id-d%2Cid-nobody", names: ["d"] },
    { query: "?id=id-b", names: [] },
    { query: "?id=id-b&state=any", names: ["b"] },
  ])("answers $names to the query $query", async ({ query, names }) => {
    const response = await list(await withUsers(mixed), query);
    expect(namesOf(response.body)).toEqual(names);
    expect(response.body.total).toBe(names.length);
    expectValidAnswer(response, asked.published);
  });

  test("repeats every other parameter in its links too", async () => {
    const query = "?expand=groups&expand=skills&jabberId=ada@x&integrationPresenceSource=ZoomPhone&pageSize=1";
    expect((await list(await withUsers(mixed), query)).body.selfUri).toBe(
      "/api/v2/users?jabberId=ada%40x&expand=groups%2Cskills&integrationPresenceSource=ZoomPhone&pageSize=1&pageNumber=1",
    );
  });

  test("repeats the ids in its links", async () => {
    const response = await list(await withUsers(mixed), "?id=id-a&id=id-d&pageSize=1");
    expect(response.body.nextUri).toBe("/api/v2/users?id=id-a%2Cid-d&pageSize=1&pageNumber=2");
  });

  test("has the three known users in their states, and at least 30 active ones", async () => {
    const ids = `${knownIds.activeUser},${knownIds.inactiveUser},${knownIds.deletedUser}`;
    const response = await list(aMock({ contracts }), `?state=any&id=${ids}`);
    const states = response.body.entities.map(({ id, state }: { id: string; state: string }) => [id, state]);
    expect(Object.fromEntries(states)).toEqual({
      [knownIds.activeUser]: "active",
      [knownIds.inactiveUser]: "inactive",
      [knownIds.deletedUser]: "deleted",
    });
    expect((await list(aMock({ contracts }))).body.total).toBeGreaterThanOrEqual(30);
  });
});
