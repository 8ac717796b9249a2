import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  asFields,
  escapePointer,
  fieldsOf,
  listOf,
  lookUp,
  oneOf,
  optional,
  textOf,
  unescapePointer,
} from "#mock-server/contract/read-fields.ts";

describe("fieldsOf, listOf, textOf and oneOf", () => {
  test("give the value back when it is what is asked for", () => {
    expect(fieldsOf({ a: 1 }, "x")).toEqual({ a: 1 });
    expect(listOf([1], "x")).toEqual([1]);
    expect(textOf("", "x")).toBe("");
    expect(oneOf(["a", "b"], "b", "x")).toBe("b");
  });

  test.each([null, undefined, "text", 5, [1]])("throw the place for %j, which is no object", (value) => {
    expect(() => fieldsOf(value, "x-rights")).toThrow("x-rights: expected an object");
    expect(asFields(value)).toBeUndefined();
  });

  test("throw the place for what is no list, no text or none of the names", () => {
    expect(() => listOf({ length: 0 }, "parameters")).toThrow("parameters: expected a list");
    expect(() => textOf(5, "summary")).toThrow("summary: expected a text");
    expect(() => oneOf(["a", "b"], "A", "shape")).toThrow("shape: expected one of a, b, found A");
  });
});

describe("optional", () => {
  test("gives the key only when there is a value, null and false included", () => {
    expect(optional("minimum", 0, String)).toEqual({ minimum: "0" });
    expect(optional("minimum", null, String)).toEqual({ minimum: "null" });
    expect(Object.keys(optional("minimum", undefined, String))).toEqual([]);
  });
});

describe("lookUp", () => {
  const document = { a: { "b/c": { "~": 1 } }, "": "empty", list: [5] };

  test("finds what stands at a pointer, escapes resolved", () => {
    expect(lookUp(document, "/a/b~1c/~0")).toBe(1);
    expect(lookUp(document, "/")).toBe("empty");
    expect(lookUp(document, "")).toBe(document);
  });

  test.each(["/a/x", "/a/x/y", "/list/0", "/a/b~1c/~0/deeper"])("finds nothing at %s", (pointer) => {
    expect(lookUp(document, pointer)).toBeUndefined();
  });

  test("finds any key by its escaped form", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(unescapePointer(escapePointer(one))).toBe(one);
        const nested = Object.fromEntries([[one, Object.fromEntries([[other, 7]])]]);
        expect(lookUp(nested, `/${escapePointer(one)}/${escapePointer(other)}`)).toBe(7);
      }),
    );
  });
});
