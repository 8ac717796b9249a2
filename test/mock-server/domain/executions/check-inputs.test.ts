import { describe, expect, test } from "vitest";
import { checkInputs } from "#mock-server/domain/executions/check-inputs.ts";

/** What is found wrong with the value of the input `v`, in one line each. */
function problemsOf(value: unknown, schema: object, definitions: object = {}): string[] {
  const problems = checkInputs({ v: value }, { type: "object", properties: { v: schema }, definitions });
  return problems.map(({ rule, pointer, expected, found }) => `${rule} ${pointer}: ${expected}; ${found}`);
}

describe("checkInputs", () => {
  test.each([
    { schema: { type: "string" }, value: "" },
    { schema: { type: "number" }, value: -0.5 },
    { schema: { type: "integer" }, value: 3 },
    { schema: { type: "boolean" }, value: false },
    { schema: { type: "array" }, value: [1, "a"] },
    { schema: { type: "object" }, value: { a: 1 } },
    { schema: { type: "null" }, value: null },
    { schema: {}, value: { anything: [] } },
    { schema: { type: ["string", "null"], maxLength: 1 }, value: null },
    { schema: { type: "string", minLength: 2, maxLength: 2, pattern: "^a" }, value: "a😀" },
    { schema: { type: "number", minimum: 1, maximum: 1 }, value: 1 },
    { schema: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 1 }, value: ["a"] },
    { schema: { anyOf: [{ type: "string" }, { type: "number" }] }, value: 1 },
    { schema: { additionalProperties: { type: "number" } }, value: { a: 1 } },
  ])("finds nothing wrong with $value by $schema", ({ schema, value }) => {
    expect(problemsOf(value, schema)).toEqual([]);
  });

  test.each([
    { schema: { type: "integer" }, value: 1.5, problem: "wrong-type /inputData/v: an integer; the number 1.5" },
    { schema: { type: "object" }, value: [], problem: "wrong-type /inputData/v: an object; an array" },
    { schema: { type: "string" }, value: null, problem: "wrong-type /inputData/v: a string; null" },
    { schema: { minLength: 2 }, value: "😀", problem: "constraint /inputData/v: at least 2 characters; 1 characters" },
    { schema: { pattern: "^a" }, value: "b", problem: 'constraint /inputData/v: a text that matches ^a; the text "b"' },
    { schema: { minimum: 1 }, value: 0, problem: "constraint /inputData/v: at least 1; the number 0" },
    { schema: { maximum: 1 }, value: 2, problem: "constraint /inputData/v: at most 1; the number 2" },
    { schema: { maxItems: 1 }, value: [1, 2], problem: "constraint /inputData/v: at most 1 items; 2 items" },
    { schema: { minItems: 1 }, value: [], problem: "constraint /inputData/v: at least 1 items; 0 items" },
    {
      schema: { items: { type: "string" } },
      value: ["a", 1],
      problem: "wrong-type /inputData/v/1: a string; the number 1",
    },
    { schema: { enum: ["a", 1] }, value: "b", problem: 'bad-value /inputData/v: one of a, 1; the text "b"' },
    { schema: { required: ["a/b"] }, value: {}, problem: "missing-property /inputData/v/a~1b: a value; nothing" },
    {
      schema: { properties: { a: {} }, additionalProperties: false },
      value: { b: 1 },
      problem: 'unknown-property /inputData/v/b: one of the inputs a; the unknown input "b"',
    },
    {
      schema: { additionalProperties: false },
      value: { b: 1 },
      problem: 'unknown-property /inputData/v/b: no input; the unknown input "b"',
    },
    {
      schema: { additionalProperties: { type: "number" } },
      value: { b: "1" },
      problem: 'wrong-type /inputData/v/b: a number; the text "1"',
    },
  ])("finds $problem by $schema", ({ schema, value, problem }) => {
    expect(problemsOf(value, schema)).toEqual([problem]);
  });

  test("follows references, and references to references", () => {
    const definitions = { short: { $ref: "#/definitions/text" }, text: { type: "string", maxLength: 1 } };
    expect(problemsOf("a", { $ref: "#/definitions/short" }, definitions)).toEqual([]);
    expect(problemsOf("ab", { $ref: "#/definitions/short" }, definitions)).toEqual([
      "constraint /inputData/v: at most 1 characters; 2 characters",
    ]);
  });

  test("tells of alternatives what is wrong with the one of the value's type, or which types there are", () => {
    const schema = { oneOf: [{ type: "null" }, { type: "string", maxLength: 1 }] };
    expect(problemsOf("ab", schema)).toEqual(["constraint /inputData/v: at most 1 characters; 2 characters"]);
    expect(problemsOf(1, schema)).toEqual(["wrong-type /inputData/v: null or a string; the number 1"]);
  });

  test("knows the names that every object has only where the schema declares them", () => {
    const schema = { type: "object", properties: {}, additionalProperties: false };
    const inputs: Record<string, unknown> = JSON.parse('{"__proto__":1,"constructor":2}');
    expect(checkInputs(inputs, schema).map(({ field }) => field)).toEqual([
      "inputData.__proto__",
      "inputData.constructor",
    ]);
  });

  test("tells of at most 100 problems of a kind, and of every kind", () => {
    const inputs = Object.fromEntries(Array.from({ length: 300 }, (_, number) => [`n${number}`, "x"]));
    const schema = { properties: { n299: { type: "number" } }, additionalProperties: false };
    const problems = checkInputs(inputs, schema);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ rule: "wrong-type", field: "inputData.n299" });
  });
});
