import { describe, expect, test } from "vitest";
import { findFlowMistakes } from "#mock-server/control/find-flow-mistakes.ts";
import { findSchemaMistakes } from "#mock-server/control/find-schema-mistakes.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import { seedFlows } from "#mock-server/seed/seed-flows.ts";
import { aFlow } from "#test/helpers/entities.ts";

const declaring = (...names: string[]) => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, {}])),
  additionalProperties: false,
});

describe("findFlowMistakes", () => {
  test("finds none in the seeded flows", () => {
    expect(seedFlows([]).flatMap((flow) => findFlowMistakes(flow))).toEqual([]);
  });

  const mistakes: readonly { flow: Partial<Flow>; mistake: string }[] = [
    {
      flow: { version: "2.0", publishedVersion: "10.0" },
      mistake: '/publishedVersion is "10.0"; expected none after /version, which is "2.0"',
    },
    {
      flow: { neverSaved: true },
      mistake: "/neverSaved is true; expected a flow whose state is not published, since publishing saves it",
    },
    {
      flow: {
        inputSchema: declaring("Flow.amount"),
        outcomes: [{ when: { "Flow.amuont": { absent: true } }, outcome: "FAILED" }],
      },
      mistake:
        '/outcomes/0/when names the input "Flow.amuont", which /inputSchema does not declare; did you mean "Flow.amount"? It declares Flow.amount',
    },
    {
      flow: { inputSchema: declaring("Flow.amount"), outputData: { a: ["x ${amount}"] } },
      mistake:
        '/outputData names the input "amount", which /inputSchema does not declare; did you mean "Flow.amount"? It declares Flow.amount',
    },
    {
      flow: {
        inputSchema: declaring(),
        outcomes: [{ when: {}, outcome: "COMPLETED", outputData: { a: "${b}" } }],
      },
      mistake: '/outcomes/0/outputData names the input "b", which /inputSchema does not declare',
    },
    {
      flow: { outputSchema: { type: "text" } },
      mistake:
        '/outputSchema/type is "text"; expected one or several of string, number, integer, boolean, object, array, null',
    },
  ];
  test.each(mistakes)("finds: $mistake", ({ flow, mistake }) => {
    expect(findFlowMistakes(aFlow(flow))).toEqual([mistake]);
  });

  test("finds values that no input can be compared with, at the flow's place", () => {
    const flow = { ...aFlow(), outcomes: [{ when: { "a/b": { equals: null, oneOf: [1, {}] } }, outcome: "FAILED" }] };
    // As it can come from a file.
    expect(findFlowMistakes(flow as unknown as Flow, "/flows/3")).toEqual([
      "/flows/3/outcomes/0/when/a~1b/equals is null; expected a text, a number, true or false",
      "/flows/3/outcomes/0/when/a~1b/oneOf/1 is {}; expected a text, a number, true or false",
    ]);
  });

  test("lets conditions name any input where the schema does not say that there are no others", () => {
    const outcomes = [{ when: { b: { equals: 1 } }, outcome: "FAILED" }] as const;
    expect(findFlowMistakes(aFlow({ outcomes }))).toEqual([]);
    expect(findFlowMistakes(aFlow({ outcomes, inputSchema: { properties: { a: {} } } }))).toEqual([]);
  });
});

describe("findSchemaMistakes", () => {
  test.each([
    { schema: { properties: { a: 5 } }, mistake: "/s/properties/a is 5; expected a JSON schema, an object" },
    { schema: { items: [] }, mistake: "/s/items is []; expected a JSON schema, an object" },
    { schema: { properties: [] }, mistake: "/s/properties is []; expected an object" },
    { schema: { anyOf: {} }, mistake: "/s/anyOf is {}; expected a list" },
    { schema: { maxLength: "5" }, mistake: '/s/maxLength is "5"; expected a number' },
    { schema: { pattern: "(" }, mistake: '/s/pattern is "("; expected a regular expression' },
    { schema: { additionalProperties: 1 }, mistake: "/s/additionalProperties is 1; expected true, false or a schema" },
    {
      schema: { $ref: "#/definitions/a" },
      mistake: '/s/$ref is "#/definitions/a"; expected a place of the same schema such as "#/definitions/archString"',
    },
    {
      schema: { $ref: "https://example.com" },
      mistake:
        '/s/$ref is "https://example.com"; expected a place of the same schema such as "#/definitions/archString"',
    },
  ])("finds: $mistake", ({ schema, mistake }) => {
    expect(findSchemaMistakes(schema, "/s")).toEqual([mistake]);
  });

  test("finds a word that inputs are not checked by, and names the nearest one", () => {
    expect(findSchemaMistakes({ properties: { a: { maxLenght: 5 } } }, "/s")).toEqual([
      expect.stringMatching(/^\/s\/properties\/a has the word "maxLenght", .*did you mean "maxLength"\?/),
    ]);
  });

  test("finds references that form a ring", () => {
    const definitions = { a: { $ref: "#/definitions/b" }, b: { items: { $ref: "#/definitions/a" } } };
    expect(findSchemaMistakes({ definitions }, "/s")).toContain(
      '/s/definitions/a/$ref is "#/definitions/b", which leads back to itself; inputs have no such form',
    );
  });

  test("looks at a definition once, however many refer to it", () => {
    const levels = Array.from({ length: 40 }, (_, level) => {
      const next = { $ref: `#/definitions/l${level + 1}` };
      return [`l${level}`, { oneOf: [next, next] }] as const;
    });
    const definitions = { ...Object.fromEntries(levels), l40: { type: "null" } };
    expect(findSchemaMistakes({ $ref: "#/definitions/l0", definitions }, "/s")).toEqual([]);
  });
});
