import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareValue } from "#harness/compare/compare-value.ts";

const at = "/body";

function messages(expected: unknown, found: unknown): readonly string[] {
  return compareValue({ expected, found, at }).map(({ message }) => message);
}

describe("compareValue", () => {
  test("finds no difference between a value and itself", () => {
    const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes("$"));
    fc.assert(fc.property(json, (value) => messages(value, value).length === 0));
  });

  test("ignores keys that are not expected", () => {
    const record = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.integer());
    fc.assert(fc.property(record, (value) => messages(value, { ...value, EXTRA: 1 }).length === 0));
  });

  test("finds a difference when any expected key is taken away", () => {
    const record = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.integer(), { minKeys: 1 });
    fc.assert(
      fc.property(record, (value) => {
        const [[first] = [""], ...others] = Object.entries(value);
        const differences = compareValue({ expected: value, found: Object.fromEntries(others), at });
        return differences.length === 1 && differences[0]?.at === `/body/${first}`;
      }),
    );
  });

  test("names place, expected and found value of a wrong value", () => {
    expect(compareValue({ expected: { code: "bad_request" }, found: { code: "invalid.property" }, at })).toEqual([
      {
        at: "/body/code",
        expected: "bad_request",
        found: "invalid.property",
        message: 'body.code: expected "bad_request", found "invalid.property"',
      },
    ]);
  });

  test("reports every mismatch, in the order of the expectation", () => {
    const expected = { status: 400, errors: [{ field: "type" }, { field: "initiator.id" }], code: "bad_request" };
    const found = { code: "other", status: 401, errors: [{ field: "kind" }, { field: "initiator" }] };
    expect(compareValue({ expected, found, at }).map((one) => one.at)).toEqual([
      "/body/status",
      "/body/errors/0/field",
      "/body/errors/1/field",
      "/body/code",
    ]);
  });

  test("says that a key is missing, which names there are and which is nearest", () => {
    expect(messages({ flowId: "a" }, { flow_id: "a", name: "n" })).toEqual([
      'body.flowId: is missing, expected "a"; the names found are flow_id, name; the nearest is flow_id',
    ]);
  });

  test("does not take a name that is expected itself for a slip", () => {
    expect(messages({ code: "a", codes: "b" }, { code: "a" })).toEqual([
      'body.codes: is missing, expected "b"; the names found are code',
    ]);
  });

  test("names only the first of many names", () => {
    const found = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`property${index}`, index]));
    expect(messages({ other: 1 }, found)[0]).toMatch(/property10, property11 and 18 more$/);
  });

  test("says that the object is empty when it has no names", () => {
    expect(messages({ id: "$uuid" }, {})).toEqual(["body.id: is missing, expected a UUID; found an empty object"]);
  });

  test("does not take what every object inherits for a key", () => {
    expect(messages({ constructor: "$any", toString: "$any" }, {})).toHaveLength(2);
    expect(messages(JSON.parse('{"__proto__": 1}'), {})).toHaveLength(1);
  });

  test("takes a key with value null for present and one with value undefined for missing", () => {
    expect(messages({ end: null }, { end: null })).toEqual([]);
    expect(messages({ end: null }, { end: undefined })).toEqual([
      "body.end: is missing, expected null; the names found are end",
    ]);
  });

  test("reports another length of an array beside the elements that differ", () => {
    expect(messages([1, 2], [1, 3, 4])).toEqual([
      "body: expected 2 elements, found 3: [1,3,4]",
      "body[1]: expected 2, found 3",
    ]);
  });

  test("says so when an array or an object is something else", () => {
    expect(messages({ list: [1] }, { list: { 0: 1 } })).toEqual(['body.list: expected an array of 1, found {"0":1}']);
    expect(messages({ user: { id: "a" } }, { user: ["a"] })).toEqual([
      'body.user: expected an object like {"id":"a"}, found ["a"]',
    ]);
    expect(messages({ user: {} }, { user: null })).toEqual(["body.user: expected an object like {}, found null"]);
  });

  test.each([
    [400, "400", 'body: expected 400, found "400"; a text where a number is expected'],
    ["400", 400, 'body: expected "400", found 400; a number where a text is expected'],
    [true, "true", 'body: expected true, found "true"; a text where a boolean is expected'],
    [null, "null", 'body: expected null, found "null"; a text where null is expected'],
    ["RUNNING", "running", 'body: expected "RUNNING", found "running"; they differ only in upper and lower case'],
    ["a b", "a  b\n", 'body: expected "a b", found "a  b\\n"; they differ only in white space'],
    ["A b", "ab", 'body: expected "A b", found "ab"; they differ only in white space and in upper and lower case'],
    [
      { id: 1 },
      '{"id":1}',
      'body: expected an object like {"id":1}, found "{\\"id\\":1}"; this is JSON inside a text, probably encoded twice',
    ],
    [0, false, "body: expected 0, found false"],
  ])("explains the near miss of %j and %j", (expected, found, message) => {
    expect(messages(expected, found)).toEqual([message]);
  });

  test("cuts long values and says how long they are", () => {
    const [message = ""] = messages({ text: "short" }, { text: "x".repeat(5_000) });
    expect(message).toBe(`body.text: expected "short", found "${"x".repeat(120)}…" (5,000 characters)`);
  });

  test("shows the part of long texts in which they differ", () => {
    const [message = ""] = messages(`${"a".repeat(500)}left`, `${"a".repeat(500)}right`);
    expect(message).toContain('aaaleft"');
    expect(message).toContain('aaaright"');
    expect(message.length).toBeLessThan(300);
  });

  test("writes keys with special characters so that pointer and place are exact", () => {
    expect(compareValue({ expected: { "a/b~c d": 1 }, found: { "a/b~c d": 2 }, at })).toMatchObject([
      { at: "/body/a~1b~0c d", message: 'body["a/b~c d"]: expected 1, found 2' },
    ]);
  });

  test("keeps every message on one line", () => {
    expect(messages({ text: "a\nb" }, { text: "c\r\nd" })[0]).not.toMatch(/[\r\n]/);
  });

  test("copes with what a module may return and JSON cannot hold", () => {
    const circular: Record<string, unknown> = { id: 1 };
    circular["self"] = circular;
    expect(messages({ id: 2, self: 3 }, circular)).toHaveLength(2);
    expect(messages(1, 1n)).toEqual(["body: expected 1, found 1n; a bigint where a number is expected"]);
    expect(messages({ size: 1 }, new Map([["size", 1]]))).toHaveLength(1);
    expect(messages(Number.NaN, Number.NaN)).toEqual([]);
    expect(messages("2024-05-31T10:00:00.000Z", new Date(Date.UTC(2024, 4, 31, 10)))).toEqual([]);
  });

  test("takes an object with one key that starts with $ and a bare name for matchers, and nothing else", () => {
    expect(messages({ $oneOf: [1, 2] }, 2)).toEqual([]);
    expect(messages("$string", "text")).toEqual([]);
    expect(messages({ $string: true, other: 1 }, { $string: true, other: 1 })).toEqual([]);
    expect(messages("$unknown", "$unknown")).toEqual([]);
  });

  test("names an unknown matcher and the nearest one", () => {
    expect(compareValue({ expected: { id: { $uiid: true } }, found: { id: "a" }, at })).toMatchObject([
      {
        at: "/body/id",
        message: "body.id: the expectation cannot be checked: $uiid is not a matcher; did you mean $uuid",
      },
    ]);
    expect(messages({ $frobnicate: 1 }, 1)[0]).toContain("write one of $any, $absent,");
  });

  test("never lets an expectation pass that cannot be checked", () => {
    expect(messages({ $not: { $lenght: 3 } }, "abcd")).toHaveLength(1);
    expect(messages({ $not: { $length: true } }, "abcd")).toEqual([
      "body.$not: the expectation cannot be checked: $length needs a number or a matcher, but is given true",
    ]);
    expect(messages({ $oneOf: ["a", "$contains"] }, "a")).toEqual([
      "body.$oneOf[1]: the expectation cannot be checked: $contains needs a value or a matcher, but is given nothing",
    ]);
    expect(messages({ $string: false }, "a")).toEqual([
      "body: the expectation cannot be checked: $string takes only `true`, but is given false",
    ]);
    expect(messages({ id: undefined }, {})).toEqual([
      "body.id: the expectation cannot be checked: has no value; write `$absent` to expect that there is nothing",
    ]);
  });

  test("leaves out the place in the message at the root", () => {
    expect(compareValue({ expected: 1, found: 2, at: "" })).toEqual([
      { at: "", expected: 1, found: 2, message: "expected 1, found 2" },
    ]);
  });
});
