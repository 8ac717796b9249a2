import { describe, expect, test } from "vitest";
import { diffValues } from "#harness/report/diff-values.ts";

describe("diffValues", () => {
  test("marks the lines of one side and leaves out those far from them", () => {
    const base = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`key${index}`, index]));

    expect(diffValues(base, { ...base, key10: "other" })?.map(({ sign, text }) => `${sign}${text}`)).toEqual([
      "…8 lines",
      '   "key7": 7,',
      '   "key8": 8,',
      '   "key9": 9,',
      '-  "key10": 10,',
      '+  "key10": "other",',
      '   "key11": 11,',
      '   "key12": 12,',
      '   "key13": 13,',
      "…7 lines",
    ]);
  });

  test("compares texts by their own lines", () => {
    expect(diffValues("a\nb", "a\nc")).toEqual([
      { sign: " ", text: "a" },
      { sign: "-", text: "b" },
      { sign: "+", text: "c" },
    ]);
  });

  test("describes what JSON cannot hold", () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;

    expect(diffValues({ a: 1 }, circle)?.map(({ text }) => text)).toContain('"<ref *1> { self: [Circular *1] }"');
  });

  test("gives none for values that are alike, too long or too different", () => {
    expect(diffValues({ a: 1 }, { a: 1 })).toBeUndefined();
    expect(diffValues("x".repeat(300_000), "y")).toBeUndefined();
    expect(
      diffValues(
        Array.from({ length: 900 }, (_, index) => index),
        Array.from({ length: 900 }, (_, index) => -index - 1),
      ),
    ).toBeUndefined();
  });

  test("shows 60 lines and counts the rest", () => {
    const lines = diffValues(
      [],
      Array.from({ length: 100 }, (_, index) => index),
    );

    expect(lines).toHaveLength(61);
    expect(lines?.at(-1)).toEqual({ sign: "…", text: "43 more lines" });
  });
});
