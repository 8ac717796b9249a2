import { describe, expect, test } from "vitest";
import { contractNames, createContractTable, isContractName } from "#mock-server/contract/index.ts";

describe("createContractTable", () => {
  test("reads each contract once and keeps it", () => {
    const table = createContractTable();
    expect(contractNames.map((name) => table.get(name).name)).toEqual(["published", "thread"]);
    expect(table.get("thread")).toBe(table.get("thread"));
  });

  test("keeps its contracts apart from those of another table", () => {
    expect(createContractTable().get("published")).not.toBe(createContractTable().get("published"));
  });
});

describe("isContractName", () => {
  test.each([
    ["published", true],
    ["thread", true],
    ["Thread", false],
    ["published ", false],
    ["", false],
    ["toString", false],
  ])("says of %j: %s", (text, expected) => {
    expect(isContractName(text)).toBe(expected);
  });
});
