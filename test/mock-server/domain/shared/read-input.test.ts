import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import {
  bodyFields,
  numberSetting,
  objectField,
  pathParameter,
  textField,
} from "#mock-server/domain/shared/read-input.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";

const contract = createContractTable().get("published");

describe("textField", () => {
  test.each<[unknown, string | undefined]>([
    ["a", "a"],
    ["", undefined],
    [null, undefined],
    [5, undefined],
    [undefined, undefined],
  ])("reads %j as %j", (value, expected) => {
    expect(textField({ a: value }, "a")).toBe(expected);
  });

  test("does not read what every object has", () => {
    expect(textField({}, "constructor")).toBeUndefined();
  });
});

describe("objectField", () => {
  test.each<[unknown, object]>([
    [{ b: 1 }, { b: 1 }],
    [null, {}],
    [undefined, {}],
    [[1], {}],
  ])("reads %j as %j", (value, expected) => {
    expect(objectField({ a: value }, "a")).toEqual(expected);
  });
});

describe("pathParameter, bodyFields and numberSetting", () => {
  const call = anAcceptedCall(contract, "getUser", {
    input: { path: { userId: "u1" }, body: { a: 1 } },
    settings: { size: 5, mode: "drop" },
  });

  test("give what the contract promises", () => {
    expect(pathParameter(call, "userId")).toBe("u1");
    expect(bodyFields(call)).toEqual({ a: 1 });
    expect(numberSetting(call, "size")).toBe(5);
  });

  test("throw where the mock breaks that promise", () => {
    expect(() => pathParameter(call, "flowId")).toThrow("getUser has no path parameter flowId");
    expect(() => bodyFields({ ...call, input: { ...call.input, body: [] } })).toThrow(
      "getUser has no object as its body",
    );
    expect(() => numberSetting(call, "mode")).toThrow("the contract published has no numeric setting mode");
  });
});
