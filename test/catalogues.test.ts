import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { authenticateFaults } from "#mock-server/authenticate/faults.ts";
import { authorizeFaults } from "#mock-server/authorize/faults.ts";
import { problemRules } from "#mock-server/contract/contract.ts";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { operationIds } from "#mock-server/contract/operation-ids.ts";
import { asFields, escapePointer, type Fields, lookUp } from "#mock-server/contract/read-fields.ts";
import { injectableStatuses } from "#mock-server/control/injected-faults.ts";
import { authorizationFaults } from "#mock-server/domain/authorization/faults.ts";
import { executionFaults } from "#mock-server/domain/executions/faults.ts";
import { flowFaults } from "#mock-server/domain/flows/faults.ts";
import { handlers } from "#mock-server/domain/handlers.ts";
import { oauthFaults } from "#mock-server/domain/oauth/faults.ts";
import { userFaults } from "#mock-server/domain/users/faults.ts";
import { receiveFaults } from "#mock-server/receive/faults.ts";
import { collectRules } from "#mock-server/validate/schema-rules.ts";

const contracts = createContractTable();

/** Refusals that a list of the code names and a contract cannot give, with the reason. */
const unreachable: Readonly<Record<ContractName, Readonly<Record<string, string>>>> = {
  published: {},
  thread: {
    "missing.any.permissions": "x-rights.permissions is ignored",
    "missing.permissions": "x-rights.permissions is ignored",
  },
};

/** Problem rules that a contract's table need not have, with the reason. */
const rulesWithoutPolicy: Readonly<Record<ContractName, Readonly<Record<string, string>>>> = {
  published: {
    accept: "no operation has x-checks-accept",
    reference: "no schema of a body has x-reference",
  },
  thread: {},
};

/** The refusals that the code can give under a contract, with the place that names each. */
function givenRefusals(name: ContractName): Map<string, string> {
  const contract = contracts.get(name);
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ["receive/faults.ts", receiveFaults],
    ["authenticate/faults.ts", authenticateFaults],
    ["authorize/faults.ts", authorizeFaults],
    ["domain/flows/faults.ts", flowFaults],
    ["domain/executions/faults.ts", executionFaults],
    ["domain/users/faults.ts", userFaults],
    ["domain/oauth/faults.ts", oauthFaults],
    ["domain/authorization/faults.ts", authorizationFaults],
    ["x-injected-refusals", Object.values(contract.injectedRefusals)],
    ["x-injected-refusals", contract.operations.flatMap((one) => Object.values(one.injectedRefusals))],
    ["x-input-data", contract.operations.flatMap((one) => (one.inputProblems ?? []).map(({ refusal }) => refusal))],
    ["x-problems", contract.problems.map(({ refusal }) => refusal)],
    ["x-problem-refusals", contract.operations.flatMap(({ problemRefusals }) => Object.values(problemRefusals))],
  ];
  const named = lists.flatMap(([place, names]) => names.map((one) => [one, place] as const));
  return new Map(named.filter(([one]) => !(one in unreachable[name])));
}

describe("operations", () => {
  test("are the same in the list of ids and in the table of handlers", () => {
    expect(Object.keys(handlers).sort()).toEqual([...operationIds].sort());
  });

  test.each(contractNames)("are the same in the list of ids and in the contract %s", (name) => {
    const ids = contracts.get(name).operations.map(({ id }) => id);
    expect(ids.sort()).toEqual([...operationIds].sort());
  });
});

describe.each(contractNames)("refusals of %s", (name) => {
  const contract = contracts.get(name);

  test("are there for every fault that the code can give", () => {
    const missing = [...givenRefusals(name)].filter(([refusal]) => !contract.refusals.has(refusal));
    expect(missing).toEqual([]);
  });

  test("are each given by some place of the code", () => {
    const given = givenRefusals(name);
    expect([...contract.refusals.keys()].filter((refusal) => !given.has(refusal))).toEqual([]);
  });

  test("are there for every name that an operation or the contract lists", () => {
    const listed = contract.operations.flatMap(({ id, refusals }) => refusals.map((refusal) => [id, refusal] as const));
    const all = [
      ...listed,
      ...contract.refusalsOfEveryOperation.map((refusal) => ["every operation", refusal] as const),
    ];
    expect(all.filter(([, refusal]) => !contract.refusals.has(refusal))).toEqual([]);
  });

  test("are there for every status that can be ordered, and for no other", () => {
    expect(Object.keys(contract.injectedRefusals).map(Number)).toEqual(injectableStatuses);
    const own = contract.operations.flatMap(({ injectedRefusals }) => Object.keys(injectedRefusals).map(Number));
    expect(own.filter((status) => !injectableStatuses.includes(status))).toEqual([]);
  });

  test("are left out only where the reason holds", () => {
    const names = Object.keys(unreachable[name]);
    expect(names.length > 0).toBe(contract.rights.permissions === "ignored");
    expect(names.filter((refusal) => contract.refusals.has(refusal))).toEqual([]);
  });

  test("have as many slots as they have named parameters", () => {
    for (const { message, params } of contract.refusals.values()) {
      if (params !== undefined) expect(message.split("%s")).toHaveLength(params.length + 1);
    }
  });

  test("take their status from a setting only where there is one", () => {
    for (const { statusSetting } of contract.refusals.values()) {
      if (statusSetting !== undefined) expect(Object.keys(contract.settings)).toContain(statusSetting);
    }
  });
});

describe.each(contractNames)("problem rules of %s", (name) => {
  const contract = contracts.get(name);

  test("are each in the contract's table, once, or have a reason not to be", () => {
    const ranked = contract.problems.map(({ rule }) => rule);
    expect(new Set(ranked).size).toBe(ranked.length);
    const absent = problemRules.filter((rule) => !ranked.includes(rule));
    expect(absent).toEqual(Object.keys(rulesWithoutPolicy[name]));
  });

  test("are absent only where no operation can have such a problem", () => {
    const { accept, reference } = rulesWithoutPolicy[name];
    const references = contract.operations.flatMap(
      ({ body }) => collectRules(contract.document, body?.schema ?? "").references,
    );
    expect(contract.operations.some(({ checksAccept }) => checksAccept)).toBe(accept === undefined);
    expect(references.length > 0).toBe(reference === undefined);
  });

  test("are overridden by operations only by rules that there are", () => {
    const overridden = contract.operations.flatMap(({ problemRefusals }) => Object.keys(problemRefusals));
    expect(overridden.filter((rule) => !problemRules.some((known) => known === rule))).toEqual([]);
  });
});

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
