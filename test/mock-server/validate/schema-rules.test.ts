import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { collectRules } from "#mock-server/validate/schema-rules.ts";
import { operationOf } from "#test/helpers/a-call.ts";

const one = { "x-one-value": { places: ["type", "who.type"] } };
const active = { "x-reference": { collection: "users", state: "active" } };

describe("collectRules", () => {
  test("collects the rules of a schema, its properties and what they refer to, at their places", () => {
    const document = {
      body: { ...one, properties: { who: { $ref: "#/person" }, a: { properties: { b: { ...one, ...active } } } } },
      person: { properties: { id: active } },
    };
    expect(collectRules(document, "/body")).toEqual({
      oneValue: [
        { places: [["type"], ["who", "type"]] },
        {
          places: [
            ["a", "b", "type"],
            ["a", "b", "who", "type"],
          ],
        },
      ],
      references: [
        { place: ["who", "id"], collection: "users", state: "active" },
        { place: ["a", "b"], collection: "users", state: "active" },
      ],
    });
  });

  test("collects the rules of a schema that two places refer to for both", () => {
    const document = { body: { properties: { a: { $ref: "#/id" }, b: { $ref: "#/id" } } }, id: active };
    expect(collectRules(document, "/body").references.map(({ place }) => place)).toEqual([["a"], ["b"]]);
  });

  test("comes to an end with a schema that contains itself", () => {
    const document = { node: { properties: { id: active, child: { $ref: "#/node" } } } };
    const places = collectRules(document, "/node").references.map(({ place }) => place.join("."));
    expect(places).toEqual(["id", "child.id"]);
  });

  test("finds nothing where there is no schema or no rule", () => {
    expect(collectRules({}, "/nothing")).toEqual({ oneValue: [], references: [] });
    expect(collectRules({ a: { type: "object", properties: { b: true } } }, "/a")).toEqual({
      oneValue: [],
      references: [],
    });
  });

  test("finds the two rules of the thread's launch, and none of the published one", () => {
    const contracts = createContractTable();
    const rulesOf = (name: "published" | "thread") => {
      const contract = contracts.get(name);
      return collectRules(contract.document, operationOf(contract, "postFlowsExecutions").body?.schema ?? "");
    };
    expect(rulesOf("thread")).toEqual({
      oneValue: [{ places: [["type"], ["initiator", "type"]] }],
      references: [{ place: ["initiator", "id"], collection: "users", state: "active" }],
    });
    expect(rulesOf("published")).toEqual({ oneValue: [], references: [] });
  });
});
