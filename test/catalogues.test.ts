import { describe, expect, test } from "vitest";
import { authenticateFaults } from "#mock-server/authenticate/faults.ts";
import { authorizeFaults } from "#mock-server/authorize/faults.ts";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { operationIds } from "#mock-server/contract/operation-ids.ts";
import { problemRules } from "#mock-server/contract/problem-policy.ts";
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
