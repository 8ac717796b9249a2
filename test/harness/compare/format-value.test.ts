import { describe, expect, test } from "vitest";
import { formatLine, formatTexts, formatValue } from "#harness/compare/format-value.ts";

describe("formatValue", () => {
  test.each([
    ["a\nb", '"a\\nb"'],
    [null, "null"],
    [undefined, "nothing"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [12n, "12n"],
    [{ a: [1, "b"] }, '{"a":[1,"b"]}'],
    [{ a: 12n }, "{ a: 12n }"],
    [new Map([["a", 1]]), "Map(1) { 'a' => 1 }"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [Object.create(null), "{}"],
  ])("writes %o on one line", (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  test("cuts an object as its JSON and says how long that is", () => {
    expect(formatValue({ text: "x".repeat(2_000) })).toBe(`{"text":"${"x".repeat(111)}… (2,011 characters)`);
  });

  test("writes what JSON cannot hold on one line, however long it is", () => {
    const map = new Map(
      Array.from({ length: 300 }, (_, index) => [
        index,
        { list: Array.from({ length: 30 }, (_, item) => BigInt(item)) },
      ]),
    );
    expect(formatValue(map)).not.toContain("\n");
    expect(formatValue(map).length).toBeLessThan(200);
  });

  test("does not cut a character in half", () => {
    expect(formatValue(`${"x".repeat(119)}😀😀`)).toBe(`"${"x".repeat(119)}…" (123 characters)`);
  });

  test("copes with a value that is nested too deeply for JSON", () => {
    let nested: unknown = [];
    for (let depth = 0; depth < 200_000; depth += 1) {
      nested = [nested];
    }
    expect(formatValue(nested)).toContain("[Array]");
  });
});

describe("formatTexts", () => {
  test("shows short texts whole", () => {
    expect(formatTexts("a", "b")).toEqual({ expected: '"a"', found: '"b"' });
  });

  test("shows long texts from shortly before their first difference", () => {
    const { expected, found } = formatTexts("a".repeat(100), `${"a".repeat(100)}${"b".repeat(300)}`);
    expect(expected).toBe(`"…${"a".repeat(20)}" (from character 81 of 100)`);
    expect(found).toBe(`"…${"a".repeat(20)}${"b".repeat(100)}…" (from character 81 of 400)`);
  });
});

describe("formatLine", () => {
  test("puts a text on one line and cuts it", () => {
    expect(formatLine(" a\r\n\tb ", 10)).toBe("a b");
    expect(formatLine("abcdef", 3)).toBe("abc…");
  });
});
