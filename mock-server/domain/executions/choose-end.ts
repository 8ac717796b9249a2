import type { Fields } from "#mock-server/contract/read-fields.ts";
import type { Flow, InputCondition, RunEnd } from "#mock-server/org/entities.ts";

/** How a run of the flow with these inputs ends, and after how many seconds: the first of its outcomes that fits, or its own. */
export function chooseEnd(flow: Flow, inputs: Readonly<Fields>): RunEnd & { readonly runsFor: number } {
  const chosen = flow.outcomes?.find(({ when }) =>
    Object.entries(when).every(([name, condition]) =>
      holds(condition, Object.hasOwn(inputs, name) ? inputs[name] : undefined),
    ),
  );
  return chosen === undefined ? flow : { ...chosen, runsFor: chosen.runsFor ?? flow.runsFor };
}

function holds({ equals, oneOf, greaterThan, lessThan, absent }: InputCondition, value: unknown): boolean {
  if (equals !== undefined && value !== equals) return false;
  if (oneOf !== undefined && !oneOf.some((one) => one === value)) return false;
  if (greaterThan !== undefined && !(typeof value === "number" && value > greaterThan)) return false;
  if (lessThan !== undefined && !(typeof value === "number" && value < lessThan)) return false;
  return absent === undefined || absent === (value === undefined || value === null);
}
