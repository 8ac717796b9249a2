import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { compileSchema } from "#mock-server/validate/compile-schemas.ts";
import { aContractWithBody } from "#test/helpers/a-contract.ts";

const published = createContractTable().get("published");

/** The keywords that a schema refuses a value for, by place. */
function refusals(schema: Readonly<Record<string, unknown>>, value: unknown, components = {}): string[] {
  const { contract } = aContractWithBody(published, schema, components);
  const { validate } = compileSchema(contract, "/x-body");
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

describe("compileSchema", () => {
  test("compiles a schema once for a contract, and again for another", () => {
    const pointer = "/components/schemas/ErrorBody";
    const once = compileSchema(published, pointer);
    expect(compileSchema(published, pointer)).toBe(once);
    expect(compileSchema(createContractTable().get("published"), pointer)).not.toBe(once);
  });

  test("finds every fault of a value at once", () => {
    const schema = {
      type: "object",
      additionalProperties: false,
      required: ["a"],
      properties: { a: { type: "string" }, b: { type: "integer" } },
    };
    expect(refusals(schema, { b: "x", c: 1, d: 2 }).sort()).toEqual([
      " additionalProperties",
      " additionalProperties",
      " required",
      "/b type",
    ]);
  });

  test("follows references through the document", () => {
    const schema = { type: "object", properties: { who: { $ref: "#/components/schemas/Who" } } };
    const components = { Who: { type: "object", required: ["id"], properties: { id: { type: "string" } } } };
    expect(refusals(schema, { who: {} }, components)).toEqual(["/who required"]);
    expect(refusals(schema, { who: { id: "x" } }, components)).toEqual([]);
  });

  test("takes the place of a JSON pointer literally, signs of a path in it included", () => {
    const document = { paths: { "/a b/{c}%": { schema: { type: "string" } } } };
    const { validate } = compileSchema({ ...published, document }, "/paths/~1a b~1{c}%/schema");
    expect(validate(5)).toBe(false);
    expect(validate("x")).toBe(true);
  });

  test.each([
    ["A1B2C3D4-E5F6-7890-ABCD-EF1234567890", []],
    ["00000000-0000-0000-0000-000000000000", []],
    ["a1b2c3d4e5f67890abcdef1234567890", [" format"]],
    ["{a1b2c3d4-e5f6-7890-abcd-ef1234567890}", [" format"]],
    ["a1b2c3d4-e5f6-7890-abcd-ef1234567890\n", [" format"]],
    ["a1b2c3d4-e5f6-7890-abcd-ef123456789", [" format"]],
    ["g1b2c3d4-e5f6-7890-abcd-ef1234567890", [" format"]],
    ["", [" format"]],
  ])("judges the UUID %j", (value, expected) => {
    expect(refusals({ type: "string", format: "uuid" }, value)).toEqual(expected);
  });

  test.each([
    ["2026-03-02T09:30:00.000Z", []],
    ["2026-03-02T09:30:00+01:00", []],
    ["2026-03-02", [" format"]],
    ["2026-03-02 09:30:00Z", [" format"]],
  ])("judges the date-time %j", (value, expected) => {
    expect(refusals({ type: "string", format: "date-time" }, value)).toEqual(expected);
  });

  test("judges a list of types", () => {
    expect(refusals({ type: ["string", "null"] }, null)).toEqual([]);
    expect(refusals({ type: ["string", "null"] }, 5)).toEqual([" type"]);
  });

  test("passes over the x- words of the contracts", () => {
    const words = { "x-source": "made up", "x-one-value": {}, "x-reference": {}, "x-state-names": {} };
    expect(refusals({ type: "string", ...words }, "x")).toEqual([]);
  });

  test("throws for a word or a format that it was not told of, and where there is no schema", () => {
    expect(() => refusals({ type: "string", "x-unheard-of": true }, "x")).toThrow('unknown keyword: "x-unheard-of"');
    expect(() => refusals({ type: "string", format: "email" }, "x")).toThrow('unknown format "email"');
    expect(() => compileSchema(published, "/components/schemas/Nothing")).toThrow("Nothing");
  });
});
