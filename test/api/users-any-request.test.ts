import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const runs = { numRuns: 120, seed: 20260302 };

const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), fc.constantFrom(...Object.values(knownIds)));
/** Half of the values are close to right ones, so that the later checks are reached too. */
const near = (...values: unknown[]) => fc.oneof(fc.constantFrom(...values), anyText, fc.jsonValue({ maxDepth: 2 }));
const fieldsOf = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });

const contact = fieldsOf({ address: anyText, mediaType: near("PHONE", "SMS"), type: near("WORK"), extension: anyText });
const user = fieldsOf({
  name: anyText,
  email: anyText,
  version: near(1, 2),
  state: fc.constantFrom("active", "inactive", "deleted", "gone"),
  manager: anyText,
  divisionId: near(knownIds.homeDivision),
  addresses: fc.oneof(fc.array(contact, { maxLength: 3 }), fc.jsonValue({ maxDepth: 1 })),
  chat: near({ jabberId: "a@b" }, {}),
  biography: near({ hobbies: ["x"] }),
  images: near([{ resolution: "x96" }], [{}]),
  title: near("", null, "__proto__"),
});
const criterion = fieldsOf({
  type: fc.constantFrom("EXACT", "REGEX", "QUERY_STRING", "RANGE", "TERMS", "MATCH_ALL", "LESS_THAN", "FUZZY"),
  operator: fc.constantFrom("AND", "OR", "NOT"),
  fields: fc.array(near("name", "email", "state", "constructor"), { maxLength: 2 }),
  value: fc.oneof(anyText, fc.constantFrom("a.*", "(a|b)+", "[", "\\")),
  values: fc.array(anyText, { maxLength: 2 }),
  startValue: anyText,
  group: near([{ type: "MATCH_ALL" }], [{}], []),
});
const search = fieldsOf({
  query: fc.array(criterion, { maxLength: 3 }),
  sortBy: near("name", "constructor"),
  sortOrder: fc.constantFrom("ASC", "DESC", "SCORE"),
  sort: near([{ sortBy: "email", sortOrder: "DESC" }], [{}]),
  pageSize: near(1, 25, 501),
  pageNumber: near(1, 2),
  expand: near(["authorization", "__proto__"]),
});

const calls: readonly [OperationId, "post" | "patch", string, fc.Arbitrary<unknown>][] = [
  ["postUsers", "post", "/api/v2/users", user],
  ["patchUser", "patch", `/api/v2/users/${knownIds.inactiveUser}`, user],
  ["postUsersSearch", "post", "/api/v2/users/search", search],
];

describe.each(contractNames)("any request about users, %s", (contract) => {
  test.each(calls)(
    "gets an answer that the contract declares, whatever its body: %s",
    async (id, method, path, body) => {
      const { api, bugs } = aMock({ contracts, contract });
      const property = fc.asyncProperty(fc.oneof({ weight: 9, arbitrary: body }, fc.jsonValue()), async (value) => {
        const response = await api[method](path)
          .auth(knownTokens.fullAccess, { type: "bearer" })
          .type("application/json")
          .send(JSON.stringify(value));
        expectValidAnswer(response, { contract: contracts.get(contract), operationId: id });
      });
      await fc.assert(property, runs);
      expect(bugs).toEqual([]);
    },
  );

  test("gets a page or a refusal that the contract declares, whatever its q64", async () => {
    const { api, bugs } = aMock({ contracts, contract });
    const q64 = fc.oneof(
      search.map((value) => Buffer.from(JSON.stringify(value)).toString("base64")),
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString("base64")),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    const property = fc.asyncProperty(q64, async (value) => {
      const response = await api
        .get(`/api/v2/users/search?${new URLSearchParams({ q64: value }).toString()}`)
        .auth(knownTokens.fullAccess, { type: "bearer" });
      expectValidAnswer(response, { contract: contracts.get(contract), operationId: "getUsersSearch" });
    });
    await fc.assert(property, runs);
    expect(bugs).toEqual([]);
  });
});
