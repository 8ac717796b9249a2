import { type Reference, readReferences } from "#harness/scenario/bind-variables.ts";
import { entriesOf, memberOf, type Part } from "#harness/scenario/document/document-parts.ts";
import { childPointer, isRecord } from "#harness/scenario/document/document-value.ts";
import { nearestName } from "#harness/scenario/nearest-name.ts";
import type { Finding } from "#harness/scenario/scenario-problem.ts";

/** The names that have a value at some place in a scenario. */
export interface Scope {
  readonly known: readonly string[];
  /** Names that get their value only further down. */
  readonly later: readonly string[];
}

/** Checks every `${name}` in a value against the names that can be used there. */
export function checkReferences(part: Part, scope: Scope): readonly Finding[] {
  const references = readReferences(part.value, part.pointer);
  return [...references.flatMap((reference) => checkReference(reference, scope)), ...checkKeys(part)];
}

/** Checks one `${name}`. */
export function checkReference({ name, pointer }: Reference, scope: Scope): readonly Finding[] {
  if (scope.known.includes(name)) {
    return [];
  }
  return [{ pointer, message: describeUnknown(name, scope), needs: ["/variables", childPointer("/variables", name)] }];
}

function describeUnknown(name: string, { known, later }: Scope): string {
  if (later.includes(name)) {
    return `the variable "${name}" has no value here yet; use it below the place where it is declared or saved`;
  }
  if (name.startsWith("env.")) {
    return `"${name}" can be used only in the live value of a variable; declare one with "mock" and "live"`;
  }
  const nearest = nearestName(name, known);
  return nearest === undefined
    ? `unknown variable "${name}"; declare it under "variables", or write "$\${" for a literal "\${"`
    : `unknown variable "${name}", did you mean "${nearest}"?`;
}

/** Only values are filled in, so a reference in a key would be sent as it is. */
function checkKeys(part: Part): readonly Finding[] {
  const keys = isRecord(part.value) ? Object.keys(part.value) : [];
  const children = keys.flatMap((key) => memberOf(part, key));
  return [
    ...keys
      .filter((key) => readReferences(key).length > 0)
      .map((key): Finding => {
        const message = `the key "${key}" holds a variable, but only values are filled in; write the key out`;
        return { pointer: childPointer(part.pointer, key), place: "key", message };
      }),
    ...[...children, ...entriesOf(part)].flatMap(checkKeys),
  ];
}
