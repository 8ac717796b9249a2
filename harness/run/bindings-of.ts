import type { Binding } from "#harness/compare/drift/cause/cause-context.ts";
import { readReferences } from "#harness/scenario/bind-variables.ts";
import type { Scenario } from "#harness/scenario/scenario.ts";
import type { Target } from "#harness/target/target.ts";

/**
 * Where the values come from that a run on a real org was given, by the value: the environment variable that binds it, or the
 * variable in the scenario. `values` are those of all its variables.
 */
export function bindingsOf(
  values: Readonly<Record<string, unknown>>,
  { scenario, target }: { readonly scenario: Pick<Scenario, "variables">; readonly target: Pick<Target, "bindingOf"> },
): ReadonlyMap<string, Binding> {
  // Only a target that is bound by an environment can be bound to something else.
  if (target.bindingOf === undefined) return new Map();
  const found = Object.entries(values).flatMap(([name, value]): [string, Binding][] => {
    const declared = scenario.variables[name];
    const binding = declared === undefined ? target.bindingOf?.(name) : bindingOfDeclared(name, declared);
    return typeof value === "string" && value.length >= shortest && binding !== undefined ? [[value, binding]] : [];
  });
  // Of a value under several names the environment's is the one to set.
  return new Map(found.reverse());
}

/** Anything shorter is a word that may stand in any path. */
const shortest = 6;

function bindingOfDeclared(name: string, declared: Scenario["variables"][string]): Binding | undefined {
  const source = sourceOf(name, declared);
  return source === undefined ? undefined : { source };
}

function sourceOf(name: string, { mock, live }: Scenario["variables"][string]): string | undefined {
  const names = readReferences(live).map((reference) => reference.name);
  const variables = names.filter((one) => one.startsWith("env.")).map((one) => one.slice("env.".length));
  if (variables.length > 0) return variables.join(" and ");
  return names.length === 0 && live !== mock ? `the variable "${name}" of the scenario` : undefined;
}
