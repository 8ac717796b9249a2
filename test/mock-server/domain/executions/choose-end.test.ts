import { describe, expect, test } from "vitest";
import { chooseEnd } from "#mock-server/domain/executions/choose-end.ts";
import type { InputCondition } from "#mock-server/org/entities.ts";
import { aFlow } from "#test/helpers/entities.ts";

/** Whether a flow with one outcome on the input `a` ends that way. */
const holds = (condition: InputCondition, inputs: Readonly<Record<string, unknown>>) =>
  chooseEnd(aFlow({ outcomes: [{ when: { a: condition }, outcome: "FAILED" }] }), inputs).outcome === "FAILED";

describe("chooseEnd", () => {
  const cases: readonly (readonly [InputCondition, yes: readonly unknown[], no: readonly unknown[]])[] = [
    [{ equals: "x" }, ["x"], ["X", "", null, undefined]],
    [{ equals: 1 }, [1], ["1", true]],
    [{ equals: false }, [false], [0, null, undefined]],
    [{ oneOf: ["x", 2] }, ["x", 2], ["2", null, undefined]],
    [{ greaterThan: 100 }, [101, 100.5], [100, "101", null, undefined]],
    [{ lessThan: 0 }, [-1], [0, "-1", null, undefined]],
    [{ absent: true }, [null, undefined], ["", 0, false]],
    [{ absent: false }, ["", 0, false], [null, undefined]],
    [{ greaterThan: 1, lessThan: 3 }, [2], [1, 3]],
  ];
  test.each(cases)("takes the outcome whose condition %j holds", (condition, yes, no) => {
    expect(yes.map((a) => holds(condition, { a }))).toEqual(yes.map(() => true));
    expect(no.map((a) => holds(condition, { a }))).toEqual(no.map(() => false));
  });

  test("takes nothing for given that only every object has", () => {
    const flow = aFlow({ outcomes: [{ when: { constructor: { absent: true } }, outcome: "FAILED" }] });
    expect(chooseEnd(flow, {}).outcome).toBe("FAILED");
  });

  test("takes the first outcome of which every condition holds, and one without conditions always", () => {
    const flow = aFlow({
      outcomes: [
        { when: { a: { equals: 1 }, b: { equals: 2 } }, outcome: "FAILED" },
        { when: { a: { equals: 1 } }, outcome: "ERROR" },
        { when: {}, outcome: "TERMINATED" },
      ],
    });
    const inputs = [{ a: 1, b: 2 }, { a: 1 }, { b: 2 }];
    expect(inputs.map((one) => chooseEnd(flow, one).outcome)).toEqual(["FAILED", "ERROR", "TERMINATED"]);
  });

  test("takes the time from the flow where the outcome has none, and nothing else", () => {
    const flow = aFlow({ runsFor: 7, completionReason: "Done", outcomes: [{ when: {}, outcome: "FAILED" }] });
    expect(chooseEnd(flow, {})).toEqual({ when: {}, outcome: "FAILED", runsFor: 7 });
  });

  test("takes the flow's own end where no outcome fits", () => {
    const flow = aFlow({ completionReason: "Done", outcomes: [{ when: { a: { equals: 1 } }, outcome: "FAILED" }] });
    expect(chooseEnd(flow, {})).toMatchObject({ outcome: "COMPLETED", completionReason: "Done", runsFor: 1 });
  });
});
