import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { bodyProblem, missing, problemsOfBody } from "#mock-server/validate/problems-of-body.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The problems of a value with a schema. */
function problemsOf(schema: object, value: unknown) {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, formats: { uuid, short: /^.$/ } });
  const validate = ajv.compile(schema);
  validate(value);
  return problemsOfBody(validate.errors ?? []);
}

const inBody = { check: "validate", in: "body" } as const;

describe("problemsOfBody", () => {
  test("finds an unknown property, with the names that there are and the object's title", () => {
    const schema = { title: "Launch", type: "object", additionalProperties: false, properties: { a: {}, b: {} } };
    expect(problemsOf(schema, { "c/d": 1 })).toEqual([
      {
        ...inBody,
        rule: "unknown-property",
        pointer: "/c~1d",
        field: "c/d",
        expected: "one of the properties a, b",
        found: 'the unknown property "c/d"',
        slots: ["c/d", "Launch"],
      },
    ]);
  });

  test("names an object without a title as such, at its place", () => {
    const nested = { type: "object", additionalProperties: false, properties: {} };
    const schema = { type: "object", properties: { "x~y": nested } };
    expect(problemsOf(schema, { "x~y": { z: 1 } })).toMatchObject([
      { pointer: "/x~0y/z", field: "x~y.z", slots: ["z", "object"] },
    ]);
  });

  test("finds every missing property", () => {
    const initiator = { type: "object", required: ["id"] };
    const schema = { type: "object", required: ["flowId"], properties: { initiator } };
    const problem = { ...inBody, rule: "missing-property", expected: "a value", found: "nothing" };
    expect(problemsOf(schema, { initiator: {} })).toEqual([
      { ...problem, pointer: "/flowId", field: "flowId", slots: ["flowId is required"] },
      { ...problem, pointer: "/initiator/id", field: "initiator.id", slots: ["initiator.id is required"] },
    ]);
  });

  test.each<[unknown, unknown, string, string]>([
    ["string", 5, "a string", "the number 5"],
    ["object", [1], "an object", "an array"],
    ["integer", 1.5, "an integer", "the number 1.5"],
    [["object", "null"], "a", "an object or null", 'the text "a"'],
    ["array", null, "an array", "null"],
  ])("finds a wrong type: %j for %j", (type, value, expected, found) => {
    expect(problemsOf({ type: "object", properties: { a: { type } } }, { a: value })).toEqual([
      {
        ...inBody,
        rule: "wrong-type",
        pointer: "/a",
        field: "a",
        expected,
        found,
        slots: [`a: expected ${expected}, found ${found}`],
      },
    ]);
  });

  test("does not repeat what stands in the place of a password", () => {
    const ajv = new Ajv2020({ allErrors: true, verbose: true, formats: { password: true } });
    const validate = ajv.compile({ type: "object", properties: { a: { type: "string", format: "password" } } });
    validate({ a: 12345678 });
    const problems = problemsOfBody(validate.errors ?? []);
    expect(problems).toMatchObject([{ rule: "wrong-type", found: "a value of another type" }]);
    expect(JSON.stringify(problems)).not.toContain("12345678");
  });

  test("names the body itself where it is of the wrong type", () => {
    expect(problemsOf({ type: "object" }, [])).toMatchObject([{ pointer: "", field: "body", expected: "an object" }]);
  });

  test("finds a value that is none of the allowed ones, with three slots", () => {
    expect(problemsOf({ type: "string", enum: ["user", "system"] }, "User")).toEqual([
      {
        ...inBody,
        rule: "bad-value",
        pointer: "",
        field: "body",
        expected: "one of user, system",
        found: 'the text "User"',
        slots: ["User", "string", "[user, system]"],
      },
    ]);
  });

  test("finds a UUID without its form, and another format by name", () => {
    const schema = {
      type: "object",
      properties: { a: { type: "string", format: "uuid" }, b: { type: "string", format: "short" } },
    };
    expect(problemsOf(schema, { a: "{1}", b: "xx" })).toMatchObject([
      { rule: "constraint", field: "a", expected: "a UUID with hyphens, 8-4-4-4-12", found: 'the text "{1}"' },
      { rule: "constraint", field: "b", expected: "the format short", found: 'the text "xx"' },
    ]);
  });

  test("finds any other fault as a constraint in the schema's words", () => {
    expect(problemsOf({ type: "string", maxLength: 2 }, "abc")).toMatchObject([
      { rule: "constraint", expected: "must NOT have more than 2 characters", found: 'the text "abc"' },
    ]);
  });

  test("keeps at most a hundred problems of a kind", () => {
    const list = { type: "array", items: { type: "string" } };
    const schema = { type: "object", additionalProperties: false, properties: { list } };
    const unknown = Object.fromEntries(Array.from({ length: 150 }, (_, number) => [`p${number}`, 1]));
    const rules = problemsOf(schema, { ...unknown, list: Array(101).fill(1) }).map(({ rule }) => rule);
    expect(rules.filter((rule) => rule === "unknown-property")).toHaveLength(100);
    expect(rules.filter((rule) => rule === "wrong-type")).toHaveLength(100);
    expect(rules).toHaveLength(200);
  });
});

describe("missing and bodyProblem", () => {
  test("write the place as people do", () => {
    expect(missing("/a/b").field).toBe("a.b");
    expect(missing("").slots).toEqual(["body is required"]);
    expect(bodyProblem("/a~1b", { rule: "constraint", expected: "x", found: "y" })).toEqual({
      ...inBody,
      rule: "constraint",
      pointer: "/a~1b",
      field: "a/b",
      expected: "x",
      found: "y",
      slots: ["a/b: expected x, found y"],
    });
  });
});
