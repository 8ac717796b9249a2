import type { Scope } from "./scope.ts";
import type { Command } from "./syntax.ts";
import { isUnknown, type PowershellValue } from "./value.ts";

/**
 * Goes through what a command is given that is not known itself: `Write-Host (irm ...)`, `ForEach-Object { irm ... }`. A block
 * is gone through once; `$_` is what is piped, or the first of it.
 */
export function runArguments(command: Command, piped: PowershellValue | undefined, scope: Scope): void {
  const before = scope.variables.get("_");
  const items = Array.isArray(piped) ? piped : [piped];
  if (piped !== undefined) setItem(scope, items[0]);
  if (items.length > 1 && /^(?:foreach-object|foreach|%)$/i.test(command.name)) {
    scope.notes.push(`The block of ForEach-Object is read once, for the first of the ${items.length} items.`);
  }
  for (const one of command.given) {
    if (one.kind !== "splat" && one.value !== undefined) scope.evaluate(one.value);
  }
  if (piped !== undefined) setItem(scope, before);
}

function setItem({ variables }: Scope, item: PowershellValue | undefined): void {
  for (const name of ["_", "psitem"]) {
    if (item === undefined || isUnknown(item)) variables.delete(name);
    else variables.set(name, item);
  }
}
