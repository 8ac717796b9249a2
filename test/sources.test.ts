import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { asFields, escapePointer, type Fields, lookUp } from "#mock-server/contract/read-fields.ts";

const contracts = createContractTable();

/** A document as it is written, not laid over another. */
function readDocument(name: ContractName): Fields {
  const file = new URL(`../mock-server/contract/${name}/openapi.yaml`, import.meta.url);
  const document = asFields(parse(readFileSync(file, "utf8"), { merge: true }));
  if (document === undefined) throw new Error(`${name}/openapi.yaml holds no object`);
  return { ...document };
}

/** The entries of an object at a pointer, none where nothing is. */
function entriesAt(document: Fields, pointer: string): [string, Readonly<Fields>][] {
  const entries = Object.entries(asFields(lookUp(document, pointer)) ?? {});
  return entries.map(([key, value]) => [`${pointer}/${escapePointer(key)}`, asFields(value) ?? {}]);
}

const isText = (value: unknown) => typeof value === "string" && /\S/.test(value);

/** Places in a document that state a rule and lack its source. */
function placesWithoutSource(document: Fields): string[] {
  const blocks = Object.entries(document)
    .filter(([key, value]) => key.startsWith("x-") && !["x-settings", "x-refusals"].includes(key) && asFields(value))
    .map(([key, value]): [string, Readonly<Fields>] => [`/${key}`, asFields(value) ?? {}]);
  const operations = entriesAt(document, "/paths").flatMap(([pointer]) =>
    entriesAt(document, pointer).filter(([, { operationId }]) => operationId !== undefined),
  );
  const ofOperations = operations.flatMap(([pointer, operation]) =>
    [
      "x-inin-requires-permissions",
      "x-property-permissions",
      "x-launchable-types",
      "x-input-data",
      "x-synonyms",
      "x-injected-refusals",
    ].flatMap((key): [string, Readonly<Fields>][] => {
      const rule = asFields(operation[key]);
      return rule === undefined ? [] : [[`${pointer}/${key}`, rule]];
    }),
  );
  const inBlocks = [
    ...blocks,
    ...entriesAt(document, "/x-settings"),
    ...entriesAt(document, "/x-refusals"),
    ...ofOperations,
  ];
  const scoped = operations.filter(([, { security }]) => JSON.stringify(security ?? []).includes("PureCloud OAuth"));
  return [
    ...inBlocks.filter(([, { source }]) => !isText(source)),
    ...[...operations, ...entriesAt(document, "/components/schemas")].filter(
      ([, fields]) => !isText(fields["x-source"]),
    ),
    ...scoped.filter(([, fields]) => !isText(fields["x-scope-source"])),
    ...rulesWithin(document).filter(([, { source }]) => !isText(source)),
  ].map(([pointer]) => pointer);
}

/** Every `x-one-value` and `x-reference`, wherever it stands. */
function rulesWithin(value: unknown, pointer = ""): [string, Readonly<Fields>][] {
  const fields = asFields(value);
  if (fields === undefined) return [];
  return Object.entries(fields).flatMap(([key, item]) => {
    const place = `${pointer}/${escapePointer(key)}`;
    const isRule = key === "x-one-value" || key === "x-reference";
    return isRule ? [[place, asFields(item) ?? {}]] : rulesWithin(item, place);
  });
}

describe.each(contractNames)("sources of %s", (name) => {
  test("stand beside every rule of the document", () => {
    expect(placesWithoutSource(readDocument(name))).toEqual([]);
  });

  test("stand beside every rule that the contract comes to", () => {
    const { operations, refusals, settings } = contracts.get(name);
    const rules = [...operations, ...refusals.values(), ...Object.values(settings)];
    expect(rules.length).toBeGreaterThan(30);
    expect(rules.filter(({ source }) => !isText(source))).toEqual([]);
  });
});

describe("placesWithoutSource", () => {
  test("finds every kind of rule that lacks its source", () => {
    const document = {
      "x-check-order": { order: [] },
      "x-extends": "published",
      "x-injected-refusals": { statuses: {} },
      "x-settings": { a: { default: 1 } },
      "x-refusals": { "a.b": { status: 400, source: " " } },
      components: { schemas: { A: { properties: { b: { "x-reference": {} } } } } },
      paths: {
        "/a": {
          get: {
            operationId: "a",
            security: [{ "PureCloud OAuth": [] }],
            "x-inin-requires-permissions": {},
            "x-injected-refusals": {},
            "x-input-data": {},
            "x-launchable-types": {},
            "x-synonyms": {},
          },
        },
      },
    };
    expect(placesWithoutSource(document).sort()).toEqual([
      "/components/schemas/A",
      "/components/schemas/A/properties/b/x-reference",
      "/paths/~1a/get",
      "/paths/~1a/get",
      "/paths/~1a/get/x-inin-requires-permissions",
      "/paths/~1a/get/x-injected-refusals",
      "/paths/~1a/get/x-input-data",
      "/paths/~1a/get/x-launchable-types",
      "/paths/~1a/get/x-synonyms",
      "/x-check-order",
      "/x-injected-refusals",
      "/x-refusals/a.b",
      "/x-settings/a",
    ]);
  });
});
