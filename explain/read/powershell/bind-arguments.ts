import type { Scope } from "./scope.ts";
import type { Command } from "./syntax.ts";
import { isTable, isUnknown, type PowershellValue } from "./value.ts";

/** The parameters of a command, by their names in small letters; a switch is `true`. */
export type Bound = ReadonlyMap<string, PowershellValue>;

export interface Parameters {
  /** Names in small letters; the first one that begins with what is written is meant. */
  readonly names: readonly string[];
  /** Those that need no name, in their order. */
  readonly positional: readonly string[];
}

/** The values that a command is given, `@splat` among them. */
export function bindArguments({ given }: Command, { names, positional }: Parameters, scope: Scope): Bound {
  const bound = new Map<string, PowershellValue>();
  const bind = (written: string, value: PowershellValue) => {
    const name = written.toLowerCase();
    bound.set(names.includes(name) ? name : (names.find((one) => one.startsWith(name)) ?? name), value);
  };
  const unnamed: PowershellValue[] = [];
  for (const one of given) {
    if (one.kind === "named") bind(one.name, one.value === undefined ? true : scope.evaluate(one.value));
    if (one.kind === "positional") unnamed.push(scope.evaluate(one.value));
    if (one.kind === "splat") {
      const table = scope.evaluate({ kind: "variable", name: one.name });
      if (isTable(table)) {
        // Each is looked for among the names.
        scope.effort.spend(table.entries.size * names.length);
        for (const [name, value] of table.entries) bind(name, value);
      } else if (isUnknown(table))
        scope.notes.push(`@${one.name} is not assigned in the text, so what it holds is missing here.`);
    }
  }
  const free = positional.filter((name) => !bound.has(name));
  for (const [index, value] of unnamed.entries()) {
    const name = free[index];
    if (name !== undefined) bound.set(name, value);
  }
  return bound;
}
