import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

describe("$matches", () => {
  test("matches a text in which the pattern finds something, wherever it is", () => {
    expect(mismatch({ $matches: "b+\\d" }, "abb1c")).toBe("");
  });

  test("reads quotes and line ends of pattern and text as they are", () => {
    expect(mismatch({ $matches: '"a"\\n`\\\\\u2028' }, '"a"\n`\\\u2028')).toBe("");
  });

  test("misses a text in which it finds nothing", () => {
    expect(mismatch({ $matches: "^b" }, "ab")).toBe('expected a text that matches "^b", found "ab"');
  });

  test("misses what is not a text", () => {
    expect(mismatch({ $matches: "1" }, 1)).toBe('expected a text that matches "1", found 1');
  });

  test("looks at the first 100,000 characters only and says so", () => {
    const text = `${"a".repeat(100_000)}b`;
    expect(mismatch({ $matches: "a$" }, text)).toBe("");
    expect(mismatch({ $matches: "b" }, text)).toContain("found no match in the first 100,000 characters of");
  });

  test("cannot check a pattern that is no regular expression", () => {
    expect(mismatch({ $matches: "(" }, "(")).toContain(
      "the expectation cannot be checked: $matches needs a regular expression",
    );
    expect(mismatch({ $not: { $matches: "(" } }, "a")).toContain("the expectation cannot be checked");
  });

  test("stops a pattern that takes too long, which is a difference even under $not", () => {
    const expected = { $not: { $matches: "^(a+)+$" } };
    expect(mismatch(expected, `${"a".repeat(60)}b`)).toBe(
      'the pattern "^(a+)+$" was stopped after 1 s: it probably repeats a group that repeats itself; write a simpler one',
    );
  });
});
