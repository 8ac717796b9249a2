import type { ContractName, Position, Scenario } from "#harness/scenario/scenario.ts";

/** Where a part of an expectation stands in its file (`at` is `""` or a JSON pointer in it); what is absent has its parent's place. */
export function placeOfExpectation(
  scenario: Pick<Scenario, "positionOf">,
  contract: ContractName,
  at: string,
): Position {
  const { line, column } = scenario.positionOf(`${pointerOfExpectation(scenario, contract)}${at}`);
  return { line, column };
}

/** An expectation that is keyed by contract stands one level deeper in the file. */
export function pointerOfExpectation(scenario: Pick<Scenario, "positionOf">, contract: ContractName): string {
  const keyed = `/expect/${contract}`;
  return stands(scenario, keyed) ? keyed : "/expect";
}

/** Whether there is something in the file at a JSON pointer: what is absent has its parent's place. */
export function stands({ positionOf }: Pick<Scenario, "positionOf">, pointer: string): boolean {
  const [own, parent] = [positionOf(pointer), positionOf(pointer.slice(0, pointer.lastIndexOf("/")))];
  return own.line !== parent.line || own.column !== parent.column;
}
