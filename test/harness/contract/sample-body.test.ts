import { expect, test } from "vitest";
import { sampleBody } from "#harness/contract/sample-body.ts";

test("keeps a body as it is, a property named __proto__ included", () => {
  const body: unknown = JSON.parse('{"a": [1, {"__proto__": {"b": null}}], "c": "d"}');
  expect(JSON.stringify(sampleBody(body)?.body)).toBe(JSON.stringify(body));
});

test("keeps the first 20,000 elements of all lists, and the objects in them whole", () => {
  const body = { first: Array.from({ length: 19_999 }, () => 1), second: [{ a: 1, b: 2 }, { a: 3 }], third: [4] };
  expect(sampleBody(body)).toEqual({ body: { first: body.first, second: [{ a: 1, b: 2 }], third: [] } });
});

test("keeps the first 10,000 members of an object", () => {
  const body = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`x${index}`, index]));
  const { x10000: _last, ...kept } = body;
  expect(sampleBody(body)).toEqual({ body: kept });
});

test.each([
  [200, true],
  [201, false],
])("gives nothing for what is nested more than 200 deep: %i", (depth, given) => {
  const body: unknown = JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
  expect(sampleBody(body) !== undefined).toBe(given);
});
