import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

describe("$contains", () => {
  test("matches a text that has the text in it", () => {
    expect(mismatch({ $contains: "context" }, "Value [context] is not valid")).toBe("");
  });

  test("matches an array with an element that meets a value or matcher", () => {
    expect(
      mismatch({ $contains: { field: "type" } }, [
        { field: "id", code: 1 },
        { field: "type", code: 2 },
      ]),
    ).toBe("");
    expect(mismatch({ $contains: "$number" }, ["a", 1])).toBe("");
  });

  test("misses a text without it", () => {
    expect(mismatch({ $contains: "context" }, "no")).toBe(
      'expected a text that contains "context", or an array with that element, found "no"',
    );
  });

  test("says that the text is there in another case", () => {
    expect(mismatch({ $contains: "context" }, "the Context")).toBe(
      'expected a text that contains "context", or an array with that element, found "the Context", which has it in another case',
    );
  });

  test("misses an array whose elements only contain the text", () => {
    expect(mismatch({ $contains: "a" }, ["abc"])).toContain('found ["abc"]');
  });

  test("misses an array without such an element and names the matcher in words", () => {
    expect(mismatch({ $contains: { $uuid: true } }, ["a"])).toBe(
      'expected an array with an element that is a UUID, found ["a"]',
    );
  });

  test.each([5, null, { context: 1 }])("misses %j, which has no parts", (found) => {
    expect(mismatch({ $contains: "context" }, found)).toContain(`found ${JSON.stringify(found)}`);
  });
});
