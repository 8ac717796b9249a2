import type { Scope } from "./scope.ts";
import type { PowershellTable, PowershellValue } from "./value.ts";

/** What a statement changed, which can be taken back where it stands in a branch. */
export interface Change {
  /** The variable whose value, or a part of it, is another one now. */
  readonly variable: string;
  undo(): void;
  redo(): void;
}

/** Sets a variable; without a value it is not known any more. */
export function setVariable(scope: Scope, variable: string, value: PowershellValue | undefined): void {
  const { variables } = scope;
  const before = variables.get(variable);
  const put = (one: PowershellValue | undefined) => {
    if (one === undefined) variables.delete(variable);
    else variables.set(variable, one);
  };
  scope.conditional.delete(variable);
  change(scope, { variable, undo: () => put(before), redo: () => put(value) });
}

/** Sets an entry of a table, which a variable holds, or takes it away. */
export function setEntry(
  scope: Scope,
  { entries }: PowershellTable,
  { name, value, variable }: { readonly name: string; readonly value?: PowershellValue; readonly variable: string },
): void {
  const before = entries.get(name);
  const put = (one: PowershellValue | undefined) => {
    if (one === undefined) entries.delete(name);
    else entries.set(name, one);
  };
  change(scope, { variable, undo: () => put(before), redo: () => put(value) });
}

/**
 * Goes through each of several branches as if it were the one that is run, and goes on with what the first changes and gives;
 * what that is depends on a condition from here on.
 */
export function runBranches<Given>(scope: Scope, branches: readonly (() => Given)[]): Given | undefined {
  const outer = scope.changes;
  const runs = branches.map((run) => {
    const changes: Change[] = [];
    scope.changes = changes;
    const given = run();
    for (const one of changes.toReversed()) one.undo();
    return { given, changes };
  });
  scope.changes = outer;
  const [first] = runs;
  for (const one of first?.changes ?? []) change(scope, one);
  for (const { changes } of runs) for (const { variable } of changes) scope.conditional.add(variable);
  return first?.given;
}

function change(scope: Scope, made: Change): void {
  made.redo();
  scope.changes?.push(made);
}
