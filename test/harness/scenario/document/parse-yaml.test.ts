// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold references as scenarios write them
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseYaml } from "#harness/scenario/document/parse-yaml.ts";

describe("parseYaml", () => {
  test.each([
    ["a duplicate key", "a: 1\nb: 2\na: 3\n", 3, 1, 'the key "a" is written twice; keep one of the two'],
    ["an unclosed list", "a: [1,\nb: 2\n", 2, 1, "not valid YAML"],
    ["a tab as indentation", "a:\n\tb: 1\n", 2, 1, "not valid YAML"],
    ["a second document", "a: 1\n---\nb: 2\n", 2, 1, "found a second document"],
    ["an unknown tag", "a: 1\nb: !money 5\n", 2, 4, "Unresolved tag: !money"],
    ["a binary tag", "b: !!binary aGk=\n", 1, 4, "Unresolved tag"],
    ["a key that is no text", "a: 1\n? [b]\n: 2\n", 2, 3, "keys must be strings"],
    ["an alias without an anchor", "a: 1\nb: [*none]\n", 2, 5, 'the alias "*none" has no anchor "&none" above it'],
    ["an alias inside its own value", "a: &a\n  b: *a\n", 2, 6, 'the alias "*a" stands inside the value it repeats'],
    ["a merge key with a text", "a:\n  <<: text\n", 2, 7, 'expected a mapping or an alias of one after "<<"'],
    ["a hundred levels", `a: ${"[".repeat(150)}`, 1, 103, "nested more than 100 levels deep"],
  ])("reports %s with its place", (_what, text, line, column, message) => {
    const [problem] = parseYaml(text).problems;

    expect(problem).toEqual({ line, column, message: expect.stringContaining(message) });
  });

  test("refuses a depth that would exhaust the stack", () => {
    for (const opening of ["[", "{a: ", "- ", "? "]) {
      expect(parseYaml(opening.repeat(200_000)).problems[0]?.message).toContain("nested more than 100 levels deep");
    }
  });

  test("refuses aliases that multiply", () => {
    const lists = [
      "a: &a [x, x]",
      ...["b", "c", "d", "e", "f", "g", "h"].map((key, index) => nine(key, "abcdefg"[index])),
    ];

    const { problems } = parseYaml(lists.join("\n"));

    expect(problems).toEqual([{ line: 2, column: 8, message: expect.stringContaining("Excessive alias count") }]);
  });

  test("refuses a depth that aliases add up to, and names the key it is in", () => {
    const nested = (value: string) => `${"[".repeat(40)}${value}${"]".repeat(40)}`;
    const chain = [`a: &a ${nested("1")}`, `b: &b ${nested("*a")}`, `c: ${nested("*b")}`];

    const { problems } = parseYaml(chain.join("\n"));

    expect(problems).toEqual([{ line: 3, column: 1, message: expect.stringContaining("nested more than 100 levels") }]);
  });

  test("reads aliases and merge keys", () => {
    const text = "a: &a { x: 1, y: 2 }\nb: *a\nc: { <<: *a, y: 3 }\n";

    expect(parseYaml(text).value).toEqual({ a: { x: 1, y: 2 }, b: { x: 1, y: 2 }, c: { x: 1, y: 3 } });
  });

  test("still gives the value beside a duplicate key, so that other checks can run", () => {
    expect(parseYaml("a: 1\na: 2\n")).toHaveProperty("value");
  });

  test("gives no value for broken syntax", () => {
    expect(parseYaml("a: [\n")).not.toHaveProperty("value");
  });

  test("reports one problem per line and twenty at most", () => {
    const { problems } = parseYaml("a:\n\tb: 1\n".repeat(50));

    expect(problems).toHaveLength(20);
    expect(new Set(problems.map(({ line }) => line)).size).toBe(20);
  });

  test("reads an empty text as nothing", () => {
    expect(parseYaml("# nothing\n")).toMatchObject({ value: null, problems: [] });
  });

  test("never throws, whatever the text is", () => {
    const parts = fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&a ",
      "*a",
      "!",
      "<<: ",
      "|",
      ">",
      '"',
      "#",
      "?",
    );

    fc.assert(
      fc.property(fc.string({ unit: parts, maxLength: 60 }), (text) => {
        for (const { line, column } of parseYaml(text).problems) {
          expect(Math.min(line, column)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function nine(key: string, previous = ""): string {
  return `${key}: &${key} [${Array.from({ length: 9 }, () => `*${previous}`).join(", ")}]`;
}
