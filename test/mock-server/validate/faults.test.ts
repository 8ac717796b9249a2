import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { type ProblemRule, problemRules } from "#mock-server/contract/problem-policy.ts";
import { faultOf, type ValidationProblem } from "#mock-server/validate/faults.ts";
import { operationOf } from "#test/helpers/a-call.ts";
import { anOperation } from "#test/helpers/a-contract.ts";

const contracts = createContractTable();
const published = contracts.get("published");

function aProblem(rule: ProblemRule, slot: string = rule): ValidationProblem {
  return {
    check: "validate",
    rule,
    in: "body",
    pointer: "/a",
    field: "a",
    expected: "one",
    found: "other",
    slots: [slot],
  };
}

/** Name, slots and the order of problems of the fault for these rules. */
function decide(rules: readonly ProblemRule[], contract = published) {
  const fault = faultOf(
    rules.map((rule) => aProblem(rule)),
    { contract, operation: anOperation() },
  );
  return [fault.name, fault.slots, fault.problems.map(({ rule }) => rule)];
}

describe("faultOf", () => {
  test("lets unknown property decide before wrong type, and wrong type before missing property", () => {
    expect(decide(["missing-property", "wrong-type", "unknown-property"])).toEqual([
      "invalid.property",
      ["unknown-property"],
      ["unknown-property", "wrong-type", "missing-property"],
    ]);
    expect(decide(["missing-property", "wrong-type"])).toEqual([
      "bad.request",
      ["wrong-type"],
      ["wrong-type", "missing-property"],
    ]);
    expect(decide(["missing-property"])[0]).toBe("constraint.validation");
  });

  test("lets the media type decide before everything, and the query after everything", () => {
    expect(decide(["query-value", "constraint", "media-type"])).toEqual([
      "unsupported.media.type",
      ["media-type"],
      ["media-type", "constraint", "query-value"],
    ]);
  });

  test("keeps problems of one rule in the order in which they were found", () => {
    const problems = [aProblem("wrong-type", "1"), aProblem("unknown-property", "2"), aProblem("wrong-type", "3")];
    const fault = faultOf(problems, { contract: published, operation: anOperation() });
    expect(fault.problems.map(({ slots }) => slots[0])).toEqual(["2", "1", "3"]);
    expect(fault.slots).toEqual(["2"]);
  });

  test("leads every problem to one refusal under the thread's contract", () => {
    for (const rule of problemRules) expect(decide([rule], contracts.get("thread"))[0]).toBe("bad.request");
  });

  test("takes the refusal that the operation has for a rule in place of the contract's", () => {
    const operation = operationOf(published, "postOauthToken");
    const fault = faultOf([aProblem("missing-property")], { contract: published, operation });
    expect(fault.name).toBe("oauth.invalid.request");
    const other = faultOf([aProblem("query-value")], { contract: published, operation });
    expect(other.name).toBe("invalid.query.param.value");
  });

  test("throws for a problem that the contract has no refusal for, and for none at all", () => {
    expect(() => decide(["accept"])).toThrow('the contract published has no refusal for the problem "accept"');
    expect(() => decide([])).toThrow('the contract published has no refusal for the problem "undefined"');
  });

  test("decides alike in whatever order the problems were found", () => {
    const ranked = published.problems.map(({ rule }) => rule);
    const some = fc.uniqueArray(fc.constantFrom(...ranked), { minLength: 1 });
    fc.assert(
      fc.property(some, (rules) => {
        const sorted = ranked.filter((rule) => rules.includes(rule));
        expect(decide(rules)).toEqual(decide(sorted));
        expect(decide(rules)[2]).toEqual(sorted);
      }),
    );
  });
});
