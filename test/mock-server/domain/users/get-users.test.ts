import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { asFields } from "#mock-server/contract/read-fields.ts";
import { getUsers } from "#mock-server/domain/users/get-users.ts";
import type { User } from "#mock-server/org/entities.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aUser } from "#test/helpers/entities.ts";

const contract = createContractTable().get("published");
const defaults = { pageSize: 25, pageNumber: 1, sortOrder: "ASC", state: "active" };

/** The body of a listing of these users. */
async function list(users: readonly User[], query: Readonly<Record<string, unknown>> = {}) {
  const call = anAcceptedCall(contract, "getUsers", { input: { query: { ...defaults, ...query } } });
  const outcome = await getUsers(call, anOrg({ users }));
  return outcome.kind === "success" ? (asFields(outcome.body) ?? {}) : outcome;
}

/** The ids of a listing. */
async function ids(users: readonly User[], query: Readonly<Record<string, unknown>> = {}): Promise<unknown[]> {
  const body = await list(users, query);
  const entities = "entities" in body && Array.isArray(body["entities"]) ? body["entities"] : [];
  return entities.map((user: unknown) => asFields(user)?.["id"]);
}

const users = [
  aUser({ id: "3", name: "Cid" }),
  aUser({ id: "1", name: "Ada" }),
  aUser({ id: "2", name: "Bob", state: "inactive" }),
  aUser({ id: "0", name: "Dan", state: "deleted" }),
];

describe("getUsers", () => {
  test("lists active users by name", async () => {
    expect(await ids(users)).toEqual(["1", "3"]);
  });

  test.each([
    ["inactive", ["2"]],
    ["deleted", ["0"]],
    ["any", ["1", "2", "3", "0"]],
  ])("lists users in the state %s", async (state, expected) => {
    expect(await ids(users, { state })).toEqual(expected);
  });

  test.each(["descending", "DESC"])("lists them backwards for %s", async (sortOrder) => {
    expect(await ids(users, { sortOrder })).toEqual(["3", "1"]);
  });

  test("orders names by code unit and users of one name by id", async () => {
    const named = [
      aUser({ id: "4", name: "ada" }),
      aUser({ id: "3", name: "Ärni" }),
      aUser({ id: "2", name: "Ada" }),
      aUser({ id: "1", name: "Ada" }),
      aUser({ id: "5", name: "Bob" }),
    ];
    expect(await ids(named)).toEqual(["1", "2", "5", "4", "3"]);
  });

  test("lists only the users that are asked for by id, in the state that is asked for", async () => {
    expect(await ids(users, { id: ["3", "2", "gone"] })).toEqual(["3"]);
    expect(await ids(users, { id: ["3", "2"], state: "any" })).toEqual(["2", "3"]);
    expect(await ids(users, { id: [] })).toEqual(["1", "3"]);
  });

  test("takes a hundred ids and refuses one more", async () => {
    const many = (count: number) => Array.from({ length: count }, (_, number) => String(number));
    expect(await ids(users, { id: many(100) })).toEqual(["1", "3"]);
    expect(await list(users, { id: many(101) })).toEqual({
      kind: "refused",
      fault: {
        name: "max.user.ids",
        slots: [],
        problems: [
          {
            check: "domain",
            rule: "too-many-ids",
            in: "query",
            pointer: "id",
            field: "id",
            expected: "at most 100 ids",
            found: "101 ids",
            slots: [],
          },
        ],
      },
    });
  });

  test("gives the page that is asked for, with links that repeat the query", async () => {
    const five = Array.from({ length: 5 }, (_, number) => aUser({ id: String(number), name: `N${number}` }));
    const query = { pageSize: 2, pageNumber: 2, state: "any", sortOrder: "DESC" };
    const body = await list(five, query);
    const path = "/api/v2/users?sortOrder=DESC&state=any&pageSize=2&pageNumber=";
    expect(body).toEqual({
      entities: [expect.objectContaining({ id: "2" }), expect.objectContaining({ id: "1" })],
      pageSize: 2,
      pageNumber: 2,
      total: 5,
      firstUri: `${path}1`,
      nextUri: `${path}3`,
      previousUri: `${path}1`,
      lastUri: `${path}3`,
      selfUri: `${path}2`,
      pageCount: 3,
    });
  });

  test("repeats the ids in its links", async () => {
    const body = await list(users, { id: ["1", "a b"] });
    expect(body).toMatchObject({ selfUri: "/api/v2/users?id=1%2Ca+b&pageSize=25&pageNumber=1" });
  });
});
