import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import { readOperations } from "#mock-server/contract/read-operations.ts";

const published = createContractTable().get("published");

const complete = {
  operationId: "getThing",
  summary: "Get a thing",
  "x-effect": "reads",
  "x-source": "made up",
  responses: {},
};

/** The operations of a document whose one path has these methods. */
function read(
  methods: Readonly<Record<string, unknown>>,
  document: Readonly<Record<string, unknown>> = {},
): Operation[] {
  return readOperations({ ...published, document: { paths: { "/things/{id}": methods }, ...document } });
}

/** The operation of a document with nothing else in it, laid over what every operation needs. */
function readOne(fields: Readonly<Record<string, unknown>>, document: Readonly<Record<string, unknown>> = {}) {
  return read({ get: { ...complete, ...fields } }, document)[0];
}

describe("readOperations", () => {
  test("reads an operation that says no more than it has to", () => {
    expect(readOne({})).toEqual({
      id: "getThing",
      method: "GET",
      path: "/things/{id}",
      summary: "Get a thing",
      effect: "reads",
      security: "none",
      scopes: [],
      requiresUser: false,
      checksAccept: false,
      parameters: [],
      responses: {},
      errorShape: "platform",
      refusals: [],
      problemRefusals: {},
      launchableTypes: [],
      injectedRefusals: {},
      source: "made up",
    });
  });

  test("reads every method of a path and passes over what is no method", () => {
    const operations = read({ parameters: [], put: { ...complete, operationId: "put" }, get: complete });
    expect(operations.map(({ id, method }) => [id, method])).toEqual([
      ["getThing", "GET"],
      ["put", "PUT"],
    ]);
  });

  test("reads what a flow's input schema can lead to, in its order", () => {
    const rules = [
      { rule: "constraint", refusal: "constraint.validation" },
      { rule: "unknown-property", refusal: "invalid.property" },
    ];
    expect(readOne({ "x-input-data": { rules } })?.inputProblems).toEqual(rules);
    expect(() => readOne({ "x-input-data": { rules: [{ rule: "made-up", refusal: "a" }] } })).toThrow("x-input-data");
  });

  test("reads the permissions of a property of the body", () => {
    const block = { properties: { "a.b": ["x:y:z"] }, source: "made up" };
    expect(readOne({ "x-property-permissions": block })?.propertyPermissions).toEqual({ "a.b": ["x:y:z"] });
  });

  test("reads the permissions of an ALL operation", () => {
    const permissions = { type: "ALL", permissions: ["a:b:c", "a:b:d"], source: "made up" };
    expect(readOne({ "x-inin-requires-permissions": permissions })?.permissions).toEqual({
      type: "ALL",
      names: ["a:b:c", "a:b:d"],
    });
  });

  test("reads how a caller proves who it is", () => {
    expect(readOne({ security: [{ "PureCloud OAuth": ["things"] }] })).toMatchObject({
      security: "bearer",
      scopes: ["things"],
    });
    expect(readOne({ security: [{ "Guest client": [] }] })).toMatchObject({ security: "basic", scopes: [] });
  });

  test("follows a reference to a response, and leaves out a response without content", () => {
    const document = {
      components: { responses: { No: { content: { "application/json": { schema: { type: "object" } } } } } },
    };
    const responses = { "204": { description: "none" }, default: { $ref: "#/components/responses/No" } };
    expect(readOne({ responses }, document)?.responses).toEqual({
      default: "/components/responses/No/content/application~1json/schema",
    });
  });

  test("reads what a parameter can be", () => {
    const schema = { type: "integer", minimum: 0, maximum: 9, default: 3 };
    expect(readOne({ parameters: [{ name: "n", in: "query", required: true, schema }] })?.parameters).toEqual([
      { name: "n", in: "query", required: true, schema },
    ]);
  });

  test("reads what each item of an array can be", () => {
    const schema = { type: "array", items: { type: "string", enum: ["a", "b"] } };
    expect(readOne({ parameters: [{ name: "n", in: "query", schema }] })?.parameters).toEqual([
      { name: "n", in: "query", required: false, schema: { type: "array", itemsEnum: ["a", "b"] } },
    ]);
  });

  test("reads the flow types that it launches, and the refusals of ordered faults by their status", () => {
    const operation = readOne({
      "x-launchable-types": { types: ["WORKFLOW", "BOT"], source: "made up" },
      "x-injected-refusals": { statuses: { 400: "bad.request", 429: "a.b" }, source: "made up" },
    });
    expect(operation?.launchableTypes).toEqual(["WORKFLOW", "BOT"]);
    expect(operation?.injectedRefusals).toEqual({ "400": "bad.request", "429": "a.b" });
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["GET /things/{id} operationId: expected a text", { operationId: undefined }],
    ["GET /things/{id} summary: expected a text", { summary: 5 }],
    ["GET /things/{id} x-source: expected a text", { "x-source": undefined }],
    ["GET /things/{id} x-effect: expected one of reads, launches, writes, found deletes", { "x-effect": "deletes" }],
    ["GET /things/{id} responses: expected an object", { responses: undefined }],
    ["GET /things/{id} requestBody.content: expected a media type", { requestBody: { content: {} } }],
    [
      "GET /things/{id} x-inin-requires-permissions.type: expected one of ANY, ALL, found SOME",
      { "x-inin-requires-permissions": { type: "SOME", permissions: [] } },
    ],
    [
      "GET /things/{id} n: expected one of path, query, found header",
      { parameters: [{ name: "n", in: "header", schema: { type: "string" } }] },
    ],
    [
      "GET /things/{id} n: expected one of string, integer, boolean, array, found object",
      { parameters: [{ name: "n", in: "query", schema: { type: "object" } }] },
    ],
    ["x-refusals has no entry no.such.refusal", { "x-refusals": ["no.such.refusal"] }],
  ])("throws %j where the document is broken", (message, fields) => {
    expect(() => readOne(fields)).toThrow(message);
  });
});
