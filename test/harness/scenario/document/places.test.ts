import { describe, expect, test } from "vitest";
import { parseYaml } from "#harness/scenario/document/parse-yaml.ts";

const text = [
  "# a comment",
  "id: x",
  "expect:",
  "  status: 400",
  "  body:",
  '    "a/b": { c~d: deep }',
  "list:",
  "  - one",
  "  - two: 2",
  "shared: &shared",
  "  inner: 1",
  "alias: *shared",
  "merged:",
  "  <<: *shared",
  "  own: 2",
  "nothing:",
].join("\n");

describe("places", () => {
  test.each([
    ["the document", "", [2, 1]],
    ["a text", "/id", [2, 5]],
    ["a mapping", "/expect", [4, 3]],
    ["a number", "/expect/status", [4, 11]],
    ["a value behind escaped keys", "/expect/body/a~1b/c~0d", [6, 19]],
    ["an entry of a list", "/list/1", [9, 5]],
    ["a value in an entry", "/list/1/two", [9, 10]],
    ["a value reached by an alias", "/alias/inner", [11, 10]],
    ["a value reached by a merge key", "/merged/inner", [11, 10]],
    ["a value beside a merge key", "/merged/own", [15, 8]],
    ["an absent key, at its parent", "/expect/headers", [4, 3]],
    ["an absent branch, at its nearest parent", "/list/7/a/b", [8, 3]],
    ["a value below a text, at the text", "/id/x", [2, 5]],
  ])("finds %s", (_what, pointer, [line, column]) => {
    expect(parseYaml(text).places.ofValue(pointer)).toEqual({ line, column });
  });

  test("finds keys", () => {
    expect(parseYaml(text).places.ofKey("/expect/status")).toEqual({ line: 4, column: 3 });
  });

  test("gives the value's place where there is no key", () => {
    expect(parseYaml(text).places.ofKey("/list/0")).toEqual({ line: 8, column: 5 });
  });

  test("finds the line of a value that is left out", () => {
    expect(parseYaml(text).places.ofValue("/nothing").line).toBe(16);
  });

  test("gives the start for a document without content", () => {
    expect(parseYaml("").places.ofValue("/a")).toEqual({ line: 1, column: 1 });
  });
});
