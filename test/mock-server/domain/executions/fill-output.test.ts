import { describe, expect, test } from "vitest";
import { fillOutput, placesIn } from "#mock-server/domain/executions/fill-output.ts";

describe("fillOutput", () => {
  test.each([
    { text: "${Flow.a}", inputs: { "Flow.a": 5 }, filled: 5 },
    { text: "${Flow.a}", inputs: { "Flow.a": { b: [1] } }, filled: { b: [1] } },
    { text: "${Flow.a}", inputs: {}, filled: null },
    { text: " ${Flow.a}", inputs: { "Flow.a": 5 }, filled: " 5" },
    { text: "${a}${b}", inputs: { a: true, b: { c: 1 } }, filled: 'true{"c":1}' },
    { text: "x${a}y", inputs: { a: null }, filled: "xy" },
    { text: "${constructor}", inputs: {}, filled: null },
    { text: "$${a} ${} ${", inputs: { a: 1 }, filled: "$1 ${} ${" },
  ])("makes $filled of $text and $inputs", ({ text, inputs, filled }) => {
    expect(fillOutput({ out: text }, inputs)).toEqual({ out: filled });
  });

  test("goes into objects and lists, and leaves the definition as it is", () => {
    const output = { list: ["${a}", { deep: "${a}" }], other: 1, none: null };
    expect(fillOutput(output, { a: "x" })).toEqual({ list: ["x", { deep: "x" }], other: 1, none: null });
    expect(output.list[0]).toBe("${a}");
  });
});

describe("placesIn", () => {
  test("names each input once, wherever it stands", () => {
    expect(placesIn({ a: "${x} ${y}", b: ["${x}", { c: "${z}" }], "${key}": 1 })).toEqual(["x", "y", "z"]);
    expect(placesIn(undefined)).toEqual([]);
  });
});
