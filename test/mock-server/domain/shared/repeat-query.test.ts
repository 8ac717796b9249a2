import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { repeatQuery } from "#mock-server/domain/shared/repeat-query.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";

const contract = createContractTable().get("published");
const repeated = (query: Readonly<Record<string, unknown>>) =>
  repeatQuery(anAcceptedCall(contract, "getFlows", { input: { query } }));

describe("repeatQuery", () => {
  test("repeats what was asked for in the order of the contract, lists joined", () => {
    const query = { divisionId: ["d1", "d2"], deleted: true, sortBy: "name" };
    expect(Object.entries(repeated(query))).toEqual([
      ["sortBy", "name"],
      ["deleted", "true"],
      ["divisionId", "d1,d2"],
    ]);
  });

  test("leaves out the page, defaults, what is absent or empty, and what is not declared", () => {
    const query = {
      pageSize: 5,
      pageNumber: 2,
      sortBy: "id",
      deleted: false,
      type: [],
      name: "",
      id: undefined,
      other: "x",
    };
    expect(repeated(query)).toEqual({});
  });
});
