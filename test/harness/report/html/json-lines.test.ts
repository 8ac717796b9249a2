import { describe, expect, test } from "vitest";
import { formatJsonLines } from "#harness/report/html/json-lines.ts";

describe("formatJsonLines", () => {
  test("gives each value a line and its place", () => {
    expect(formatJsonLines('{"a":1,"b":{"c":[true,{"d/e":"x,\\"y"}],"f":{},"g":[ ]}}')).toEqual([
      { text: "{", pointer: "" },
      { text: '  "a": 1,', pointer: "/a" },
      { text: '  "b": {', pointer: "/b" },
      { text: '    "c": [', pointer: "/b/c" },
      { text: "      true,", pointer: "/b/c/0" },
      { text: "      {", pointer: "/b/c/1" },
      { text: '        "d/e": "x,\\"y"', pointer: "/b/c/1/d~1e" },
      { text: "      }", pointer: "/b/c/1" },
      { text: "    ],", pointer: "/b/c" },
      { text: '    "f": {},', pointer: "/b/f" },
      { text: '    "g": []', pointer: "/b/g" },
      { text: "  }", pointer: "/b" },
      { text: "}", pointer: "" },
    ]);
  });

  test("leaves numbers and texts as they were written", () => {
    expect(formatJsonLines("[12345678901234567890,1.10,-2e+5]")?.map(({ text }) => text)).toEqual([
      "[",
      "  12345678901234567890,",
      "  1.10,",
      "  -2e+5",
      "]",
    ]);
  });

  test("keeps the rest of what was cut off or stops to be JSON", () => {
    expect(formatJsonLines('{"a":"cut he…')?.at(-1)?.text).toBe('"cut he…');
    expect(formatJsonLines("[1] and <more>")?.map(({ text }) => text)).toEqual(["[", "  1", "]", "and <more>"]);
  });

  test("stops to indent what is nested deeper than anyone can read", () => {
    const lines = formatJsonLines("[".repeat(20_000)) ?? [];

    expect(lines).toHaveLength(52);
    expect(lines.at(-1)?.text).toBe("[".repeat(19_949));
  });

  test.each(["", "text", '"text"', "12", "<html>"])("gives none for %j", (text) => {
    expect(formatJsonLines(text)).toBeUndefined();
  });

  test("survives whatever stands in place of JSON", () => {
    for (const text of ["{]}", "[}]", "{,}", "{:}", '{"a"}', "]", '{"\\uZZZZ":1}', "[,,]", "{{{"]) {
      expect(() => formatJsonLines(text)).not.toThrow();
    }
  });
});
