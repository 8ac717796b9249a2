import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeSyntaxError } from "#mock-server/validate/describe-syntax-error.ts";

/** What is said of a text that is not JSON; nothing of one that is. */
function describeText(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return describeSyntaxError(text, error);
  }
}

describe("describeSyntaxError", () => {
  test.each([
    ['{\n  "flowId": "a",\n}', "a trailing comma at line 3, column 1"],
    ["[1,\n2,\n]", "a trailing comma at line 3, column 1"],
    ['{"a":"\u{1F600}",}', "a trailing comma at line 1, column 11"],
    ["{'a':1}", "single quotes at line 1, column 2"],
    ["{\r\n'a':1}", "single quotes at line 2, column 1"],
    ["['a']", "single quotes at line 1, column 2"],
    ["{a:1}", 'the unexpected text "a" at line 1, column 2'],
    ["{\u201ca\u201d:1}", 'the unexpected text "\u201ca\u201d" at line 1, column 2'],
    ["[object Object]", 'the unexpected text "object" at line 1, column 2'],
    ["flowId=1&name=2", 'the unexpected text "flowId=1&name=2" at line 1, column 1'],
    ["<html>", 'the unexpected text "<html>" at line 1, column 1'],
    ['\n\n  {"a":tru}', 'the unexpected text "tru" at line 3, column 8'],
    ['{"a":NaN}', 'the unexpected text "NaN" at line 1, column 6'],
    ["undefined", 'the unexpected text "undefined" at line 1, column 1'],
    ['{"a" 1}', "no colon at line 1, column 6"],
    ['{"a":1 "b":2}', "no comma at line 1, column 8"],
    ['{"a":1', "no closing brace at line 1, column 7"],
    ["[1", "no closing bracket at line 1, column 3"],
    ['{"a":', "no value at line 1, column 6"],
    [" ", "no value at line 1, column 2"],
    ['{"a":1} 2', "more text after the JSON value at line 1, column 9"],
    ['{"a":1}}', "more text after the JSON value at line 1, column 8"],
    ["// note\n{}", "a comment at line 1, column 1"],
    ['{"a":1e}', "an unfinished number at line 1, column 8"],
    ['"open', "a string without its end at line 1, column 6"],
    ['{\n"a": "first\nsecond"}', "a string without its end at line 2, column 12"],
    ['"tab\there"', "a control character in a string at line 1, column 5"],
    ['"\\x"', "an unknown escape at line 1, column 3"],
    ['"\\u00g0"', "an unknown escape at line 1, column 6"],
    ["\uFEFF{}", "a byte-order mark at line 1, column 1"],
  ])("says of %j: %s", (text, expected) => {
    expect(describeText(text)).toBe(expected);
  });

  test("finds a number that begins with a zero at its second digit", () => {
    expect(describeText('{"a":01}')).toMatch(/ at line 1, column 7$/);
  });

  test("cuts an unexpected text", () => {
    expect(describeText("x".repeat(10_000))).toBe(`the unexpected text "${"x".repeat(20)}" at line 1, column 1`);
  });

  test("has an answer for a nesting too deep to be looked through", () => {
    expect(describeText("[".repeat(500_000))).toBe("Unexpected end of JSON input");
    expect(describeText(`${"[".repeat(100_000)}x`)).toMatch(/\S/);
  });

  test("gives a place within any text that is not JSON", () => {
    const json = fc.json();
    const cut = fc
      .tuple(json, fc.nat(), fc.constantFrom(",", "'", "}", "\n", "\\", "x", "", '"'))
      .map(([text, at, mark]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + mark + text.slice(place + 1);
      });
    fc.assert(
      fc.property(fc.oneof(cut, fc.string({ unit: "binary", minLength: 1 })), (text) => {
        const described = describeText(text);
        if (described === undefined) return;
        const [, line, column] = / at line (\d+), column (\d+)$/.exec(described) ?? [];
        const lineText = text.split("\n")[Number(line) - 1];
        expect(lineText).toBeTypeOf("string");
        expect(Number(column)).toBeGreaterThanOrEqual(1);
        expect(Number(column)).toBeLessThanOrEqual((lineText ?? "").length + 1);
      }),
      { numRuns: 500 },
    );
  });
});
