import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dropProperties } from "#mock-server/validate/drop-properties.ts";

/** Gives a function that says what a schema reports as unknown in a value. */
function finderOf(schema: object): (value: unknown) => ErrorObject[] {
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).filter(({ keyword }) => keyword === "additionalProperties");
  };
}

const closed = (properties: object) => ({ type: "object", additionalProperties: false, properties });

describe("dropProperties", () => {
  test("leaves out what is unknown at the top and deeper, and keeps the rest in order", () => {
    const findUnknown = finderOf(closed({ a: {}, "x/y": closed({ b: {} }), c: {} }));
    const body = { z: 1, a: { z: 2 }, "x/y": { b: [{ z: 3 }], "~z": 4 }, c: null };
    const kept = dropProperties(body, findUnknown(body));
    expect(JSON.stringify(kept)).toBe('{"a":{"z":2},"x/y":{"b":[{"z":3}]},"c":null}');
  });

  test("leaves out what is unknown in the items of an array", () => {
    const findUnknown = finderOf(closed({ list: { type: "array", items: closed({ a: {} }) } }));
    const body = { list: [{ a: 1, z: 2 }, { z: 3 }] };
    expect(dropProperties(body, findUnknown(body))).toEqual({ list: [{ a: 1 }, {}] });
  });

  test("leaves out a property with a name that every object has", () => {
    const body: unknown = JSON.parse('{"a":1,"__proto__":{"b":2},"constructor":3}');
    const kept = dropProperties(body, finderOf(closed({ a: {} }))(body));
    expect(JSON.stringify(kept)).toBe('{"a":1}');
  });

  test("does not change the body that it was given", () => {
    const body = { a: 1, z: { y: 2 } };
    dropProperties(body, finderOf(closed({ a: {} }))(body));
    expect(body).toEqual({ a: 1, z: { y: 2 } });
  });

  test("gives a body that the schema no longer finds anything unknown in", () => {
    const findUnknown = finderOf(closed({ a: {}, b: closed({ c: {} }) }));
    const key = fc.oneof(fc.constantFrom("a", "b", "c", "__proto__", "/", "~"), fc.string());
    const leaf = fc.oneof(fc.integer(), fc.string(), fc.constant(null));
    const value = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf)), { noNullPrototype: true });
    fc.assert(
      fc.property(value, (body) => {
        expect(findUnknown(dropProperties(body, findUnknown(body)))).toEqual([]);
      }),
    );
  });
});
