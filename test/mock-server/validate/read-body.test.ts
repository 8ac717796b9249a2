import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { readBody } from "#mock-server/validate/read-body.ts";
import { aMatchedCall } from "#test/helpers/a-call.ts";

const contract = createContractTable().get("published");

/** What is read from a launch with these bytes. */
function read(body: string | Uint8Array) {
  return readBody(aMatchedCall(contract, "postFlowsExecutions", { body: Buffer.from(body) }));
}

/** What is found in a body that cannot be read. */
function found(body: string | Uint8Array): unknown {
  const result = read(body);
  return result.kind === "unreadable" ? result.problem.found : result;
}

describe("readBody as JSON", () => {
  test.each<[string, unknown]>([
    ['{"a":[1,null,true,"x"]}', { a: [1, null, true, "x"] }],
    [" \t\r\n5 ", 5],
    ["null", null],
    ['"\\u00e9"', "é"],
    ['{"a":1,"a":2}', { a: 2 }],
    ["1e400", Number.POSITIVE_INFINITY],
  ])("reads %j", (body, value) => {
    expect(read(body)).toEqual({ kind: "value", value });
  });

  test("finds no body in no bytes", () => {
    expect(read("")).toEqual({ kind: "absent" });
  });

  test("says what is wrong with a text that is not JSON, at its line and column", () => {
    expect(read('{\n  "flowId": "a",\n}')).toEqual({
      kind: "unreadable",
      problem: {
        check: "validate",
        rule: "json-syntax",
        in: "body",
        pointer: "",
        field: "body",
        expected: "a JSON text",
        found: "a trailing comma at line 3, column 1",
        slots: ["body: expected a JSON text, found a trailing comma at line 3, column 1"],
      },
    });
  });

  test("refuses a byte-order mark, which looks like nothing", () => {
    expect(found(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]))).toBe("a byte-order mark at line 1, column 1");
  });

  test.each([
    [[0x22, 0xff, 0x22]],
    [[0x22, 0xc3, 0x22]],
    [[0xc0, 0x80]],
    [[0x22, 0xed, 0xa0, 0x80, 0x22]],
    [[0xfe, 0xff, 0x00, 0x7b]],
  ])("refuses the bytes %j, which are not UTF-8", (bytes) => {
    expect(read(Buffer.from(bytes))).toMatchObject({
      kind: "unreadable",
      problem: { expected: "JSON in UTF-8", found: "bytes that are not UTF-8" },
    });
  });

  test("reads what is nested a thousand deep, and refuses what is nested deeper", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}1${"]".repeat(depth)}`;
    expect(read(nested(1_000)).kind).toBe("value");
    expect(read(nested(1_001))).toMatchObject({
      kind: "unreadable",
      problem: { rule: "json-syntax", expected: "JSON nested at most 1000 deep", found: "a deeper nesting" },
    });
    expect(found(`${'{"a":'.repeat(2_000)}1${"}".repeat(2_000)}`)).toBe("a deeper nesting");
  });

  test("comes to an answer for the deepest text that the size allows", () => {
    expect(found(`${"[".repeat(250_000)}${"]".repeat(250_000)}`)).toBe("a deeper nesting");
    expect(found("[".repeat(500_000))).toBe("Unexpected end of JSON input");
  });

  test("reads back any JSON value", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(read(text)).toEqual({ kind: "value", value: JSON.parse(text) });
      }),
    );
  });

  test("reads, or says what is wrong with, any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
        const result = read(bytes);
        if (result.kind === "unreadable") expect(result.problem.found).toMatch(/\S/);
        else expect(result.kind).toBe("value");
      }),
      { numRuns: 300 },
    );
  });
});

describe("readBody as a form", () => {
  const readForm = (body: string, query = "") =>
    readBody(aMatchedCall(contract, "postOauthToken", { body: Buffer.from(body), query }));

  test("reads fields from the body and the query", () => {
    expect(readForm("a=1&b=x%20y+z", "c=%C3%A9")).toEqual({ kind: "value", value: { a: "1", b: "x y z", c: "é" } });
    expect(readForm("", "a=1")).toEqual({ kind: "value", value: { a: "1" } });
  });

  test("reads an empty object where nothing was sent", () => {
    expect(readForm("")).toEqual({ kind: "value", value: {} });
  });

  test("makes a list of a field that is given twice", () => {
    expect(readForm("a=1&a=2")).toEqual({ kind: "value", value: { a: ["1", "2"] } });
    expect(readForm("a=2", "a=1")).toEqual({ kind: "value", value: { a: ["1", "2"] } });
  });

  test("does not read the query where the operation does not say so", () => {
    const login = aMatchedCall(contract, "postOauthToken");
    const body = { required: false, mediaType: "application/x-www-form-urlencoded", schema: "", formInQuery: false };
    const call = { ...login, query: "a=1", body: Buffer.from("b=2"), operation: { ...login.operation, body } };
    expect(readBody(call)).toEqual({ kind: "value", value: { b: "2" } });
  });

  test("reads a field with a name that every object has", () => {
    const result = readForm("__proto__=x&constructor=y");
    expect(result.kind === "value" ? JSON.stringify(result.value) : result).toBe('{"__proto__":"x","constructor":"y"}');
  });
});
