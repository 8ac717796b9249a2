import { expect, test } from "vitest";
import { closeSchema } from "#harness/contract/close-schema.ts";

test("closes an object that declares properties, at every depth", () => {
  const schema = {
    type: "object",
    properties: { list: { type: "array", items: { properties: { a: { type: "string" } } } } },
  };
  expect(closeSchema(schema)).toEqual({
    type: "object",
    properties: {
      list: { type: "array", items: { properties: { a: { type: "string" } }, additionalProperties: false } },
    },
    additionalProperties: false,
  });
});

test("leaves an object open that says so, and closes what its other properties have", () => {
  const schema = { properties: {}, additionalProperties: { properties: { b: {} } } };
  expect(closeSchema(schema)).toEqual({
    properties: {},
    additionalProperties: { properties: { b: {} }, additionalProperties: false },
  });
});

test.each([
  ["an object without properties", { type: "object" }],
  ["a composition", { properties: { a: {} }, allOf: [{ properties: { b: {} } }] }],
  ["a reference", { $ref: "#/components/schemas/User" }],
  ["no object", true],
])("leaves as it is: %s", (_case, schema) => {
  expect(closeSchema(schema)).toEqual(schema);
});

test("takes a property that is called properties for what it is", () => {
  const schema = { properties: { properties: { type: "array" } } };
  expect(closeSchema(schema)).toEqual({ ...schema, additionalProperties: false });
});
