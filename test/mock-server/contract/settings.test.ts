import { describe, expect, test } from "vitest";
import type { Contract, SettingDeclaration } from "#mock-server/contract/contract.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { describeAllowed, findSettingMistakes, resolveSettings } from "#mock-server/contract/settings.ts";

const published = createContractTable().get("published");

/** Contracts that differ in their settings alone. */
function withSettings(settings: Record<string, Omit<SettingDeclaration, "description" | "source">>): Contract {
  const described = Object.entries(settings).map(([name, one]) => [name, { description: "", source: "", ...one }]);
  return { ...published, settings: Object.fromEntries(described) };
}

const first = withSettings({
  mode: { values: ["refuse", "drop"], default: "refuse" },
  size: { minimum: 2, default: 5 },
});
const second = withSettings({ mode: { values: ["refuse", 7], default: 7 }, other: { default: 0 } });

describe("resolveSettings", () => {
  test("gives the defaults when nothing is given", () => {
    expect(resolveSettings(first, {})).toEqual({ mode: "refuse", size: 5 });
  });

  test("takes given values that the contract allows, the lowest number included", () => {
    expect(resolveSettings(first, { mode: "drop", size: 2 })).toEqual({ mode: "drop", size: 2 });
    expect(resolveSettings(second, { mode: 7, other: 0 })).toEqual({ mode: 7, other: 0 });
  });

  test.each([
    ["a value of another contract", { mode: 7 }],
    ["a number below the lowest", { size: 1 }],
    ["a fraction", { size: 2.5 }],
    ["a number as text", { size: "5" }],
    ["no number", { size: Number.NaN }],
    ["an endless number", { size: Number.POSITIVE_INFINITY }],
    ["a setting that it does not know", { other: 3 }],
    ["a name that every object has", { constructor: "drop" }],
  ])("passes over %s", (_what, given) => {
    expect(resolveSettings(first, given)).toEqual({ mode: "refuse", size: 5 });
  });
});

describe("findSettingMistakes", () => {
  test("finds none in what one of the contracts allows", () => {
    expect(findSettingMistakes([first, second], { mode: 7, size: 2, other: 0 })).toEqual([]);
    expect(findSettingMistakes([first, second], {})).toEqual([]);
  });

  test("names the settings that there are, once each, for one that there is not", () => {
    expect(findSettingMistakes([first, second], { unknownProps: "drop" })).toEqual([
      'there is no setting "unknownProps"; the settings are mode, size, other',
    ]);
    expect(findSettingMistakes([first], { constructor: 1 })).toEqual([
      'there is no setting "constructor"; the settings are mode, size',
    ]);
  });

  test("says what a setting can be, one line for each that is wrong", () => {
    expect(findSettingMistakes([first, second], { mode: "ignore", size: 1, other: -1 })).toEqual([
      'the setting mode cannot be "ignore"; expected refuse or drop',
      'the setting size cannot be "1"; expected a whole number from 2',
      'the setting other cannot be "-1"; expected a whole number from 0',
    ]);
  });
});

describe("describeAllowed", () => {
  test("lists the values, or gives the lowest number", () => {
    expect(describeAllowed({ description: "", source: "", values: [400, 401], default: 400 })).toBe("400 or 401");
    expect(describeAllowed({ description: "", source: "", minimum: 1, default: 1 })).toBe("a whole number from 1");
  });
});
