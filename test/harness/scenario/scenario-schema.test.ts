import { describe, expect, test } from "vitest";
import { isRecord } from "#harness/scenario/document/document-value.ts";
import schema from "#harness/scenario/scenario.schema.json" with { type: "json" };
import { contractNames, effects, verdicts } from "#harness/scenario/scenario.ts";

describe("scenario.schema.json", () => {
  test("describes every key, so that editors can show help", () => {
    expect(
      listProperties(schema)
        .filter(({ property }) => !isDescribed(property))
        .map(({ at }) => at),
    ).toEqual([]);
  });

  test("is closed wherever it names keys, except for flows, users and variables", () => {
    const open = listClosable(schema).filter(({ closed }) => !closed);

    expect(open.map(({ at }) => at)).toEqual(["/definitions/variable/then", "/definitions/entity"]);
  });

  test("knows the contracts, effects and verdicts that the code knows", () => {
    const { contractName, expect: byContract, claim } = schema.definitions;

    expect(contractName.enum).toEqual(contractNames);
    expect(byContract.if.propertyNames.enum).toEqual(contractNames);
    expect(Object.keys(byContract.then.properties)).toEqual(contractNames);
    expect(schema.properties.effect.enum).toEqual(effects);
    for (const contract of contractNames) {
      expect(claim.properties.verdicts.properties[contract].enum).toEqual(verdicts);
    }
  });
});

interface Property {
  readonly at: string;
  readonly property: unknown;
}

function listProperties(node: unknown, at = ""): readonly Property[] {
  return walk(node, at).flatMap((part) => {
    const properties = isRecord(part.property) ? part.property["properties"] : undefined;
    return isRecord(properties) && !part.at.endsWith("/properties")
      ? Object.entries(properties).map(([key, property]) => ({ at: `${part.at}/${key}`, property }))
      : [];
  });
}

function listClosable(node: unknown): readonly { readonly at: string; readonly closed: boolean }[] {
  return walk(node, "").flatMap(({ at, property }) =>
    isRecord(property) && isRecord(property["properties"]) && !at.endsWith("/properties")
      ? [{ at, closed: property["additionalProperties"] === false }]
      : [],
  );
}

function walk(node: unknown, at: string): readonly Property[] {
  if (!isRecord(node)) {
    return [];
  }
  return [{ at, property: node }, ...Object.entries(node).flatMap(([key, child]) => walk(child, `${at}/${key}`))];
}

function isDescribed(property: unknown): boolean {
  return isRecord(property) && typeof property["description"] === "string" && property["description"].length > 10;
}
