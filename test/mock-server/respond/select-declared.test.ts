import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { selectDeclared } from "#mock-server/respond/select-declared.ts";
import { anOperation } from "#test/helpers/a-contract.ts";

const published = createContractTable().get("published");

/** What goes through a response schema. */
function select(schema: unknown, body: unknown, components: Readonly<Record<string, unknown>> = {}) {
  const contract = { ...published, document: { answer: schema, components: { schemas: components } } };
  const operation = anOperation({ responses: { "200": "/answer" } });
  return selectDeclared(body, { contract, operation, status: 200 });
}

const object = (properties: object) => ({ type: "object", properties });

describe("selectDeclared", () => {
  test("keeps what the schema declares at the top, in the body's order", () => {
    const selected = select(object({ a: {}, b: {} }), { c: 1, b: { c: 2 }, a: undefined, constructor: 3 });
    expect(JSON.stringify(selected)).toBe('{"b":{"c":2}}');
  });

  test("follows references, however many", () => {
    const components = { One: { $ref: "#/components/schemas/Two" }, Two: object({ a: {} }) };
    expect(select({ $ref: "#/components/schemas/One" }, { a: 1, b: 2 }, components)).toEqual({ a: 1 });
  });

  test("gives states the contract's names, and keeps those that it has no name for", () => {
    const schema = object({ status: { type: "string", "x-state-names": { RUNNING: "running" } }, other: {} });
    expect(select(schema, { status: "RUNNING", other: "RUNNING" })).toEqual({ status: "running", other: "RUNNING" });
    expect(select(schema, { status: "DONE" })).toEqual({ status: "DONE" });
    expect(select(schema, { status: 5 })).toEqual({ status: 5 });
  });

  test.each([[[1, 2]], ["text"], [null], [undefined]])("lets %j through, which is no object", (body) => {
    expect(select(object({ a: {} }), body)).toEqual(body);
  });

  test("lets a body through whose schema declares no properties", () => {
    expect(select({ type: "object" }, { a: 1 })).toEqual({ a: 1 });
    expect(select(undefined, { a: 1 })).toEqual({ a: 1 });
  });

  test("lets a body through whose status has no schema", () => {
    const contract = { ...published, document: { answer: object({ a: {} }) } };
    const operation = anOperation({ responses: { "200": "/answer" } });
    expect(selectDeclared({ b: 1 }, { contract, operation, status: 201 })).toEqual({ b: 1 });
    expect(selectDeclared({ b: 1 }, { contract, operation, status: 200 })).toEqual({});
  });
});
