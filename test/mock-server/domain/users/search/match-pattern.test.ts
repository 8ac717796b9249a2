import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchPattern } from "#mock-server/domain/users/search/match-pattern.ts";
import { parsePattern } from "#mock-server/domain/users/search/parse-pattern.ts";
import { fullEffort } from "#mock-server/domain/users/search/search-effort.ts";

function matches(expression: string, text: string): boolean | undefined {
  const pattern = parsePattern(expression);
  return pattern === undefined ? undefined : matchPattern(pattern, text, fullEffort());
}

describe("matchPattern", () => {
  test.each([
    ["abc", "abc", true],
    ["ABC", "abc", true],
    ["abc", "abcd", false],
    ["^abc$", "abc", true],
    ["a\\$", "a$", true],
    ["a.c", "axc", true],
    ["a.c", "ac", false],
    ["[A-C]x", "bx", true],
    ["[^a-c]x", "bx", false],
    ["[^a-c]x", "dx", true],
    ["[a\\-z]", "-", true],
    ["[a-]", "-", true],
    ["\\d+\\D", "123x", true],
    ["\\w+\\W\\s?", "ab1- ", true],
    ["ab*", "abbb", true],
    ["ab*", "a", true],
    ["ab+", "a", false],
    ["ab?c", "ac", true],
    ["a{2}", "aa", true],
    ["a{2}", "aaa", false],
    ["a{2,}", "aaaa", true],
    ["a{1,3}", "aaaa", false],
    ["(ab|cd)+e", "abcdabe", true],
    ["ab|cd|", "", true],
    ["(a*)*", "aaaa", true],
    ["(a|b)*c", "ababab", false],
    ["", "", true],
    ["", "a", false],
    ["é.", "é😀", true],
  ])("reads %s and compares it with %j: %s", (expression, text, expected) => {
    expect(matches(expression, text)).toBe(expected);
  });

  test.each(["(a", "a)", "[a", "*a", "a**", "a{", "a{x}", "a{3,2}", "a{2000}", "\\", "a^b", "a".repeat(201)])(
    "cannot read %s",
    (expression) => {
      expect(parsePattern(expression)).toBeUndefined();
    },
  );

  test("says what the engine says, of the expressions that both know", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "(a|b)", "(ab)", "(a*b)");
    const repeat = fc.constantFrom("", "*", "+", "?", "{2}", "{1,2}", "{2,}");
    const expression = fc
      .array(
        fc.tuple(atom, repeat).map((parts) => parts.join("")),
        { maxLength: 4 },
      )
      .map((parts) => parts.join(""));
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(expression, text, (source, value) => {
        expect(matches(source, value)).toBe(new RegExp(`^(?:${source})$`, "s").test(value));
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test("reads and compares anything without a throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), fc.string({ maxLength: 20 }), (source, value) => {
        expect([true, false, undefined]).toContain(matches(source, value));
      }),
    );
  });

  test("ends once the effort is used up", () => {
    const pattern = parsePattern("((a*)*)*b");
    const effort = { left: 1000 };
    expect(pattern === undefined ? undefined : matchPattern(pattern, "a".repeat(900), effort)).toBe(false);
    expect(effort.left).toBeLessThan(0);
  });

  test("compares texts of up to a thousand characters", () => {
    expect(matches("a*", "a".repeat(1000))).toBe(true);
    expect(matches("a*", "a".repeat(1001))).toBe(false);
  });
});
