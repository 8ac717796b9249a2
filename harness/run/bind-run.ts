import { bindVariables, readReferences, UnboundVariableError } from "#harness/scenario/bind-variables.ts";
import { isKeyedByContract } from "#harness/scenario/document/document-parts.ts";
import type { Client, ContractName, Expectation, Variable } from "#harness/scenario/scenario.ts";
import { NotComparableError, type Target } from "#harness/target/target.ts";

export interface VariablesToBind {
  readonly target: Target;
  readonly contract: ContractName;
  /** What the target itself gives. */
  readonly builtIn: Readonly<Record<string, unknown>>;
  readonly declared: Readonly<Record<string, Variable>>;
}

/** The values of a run, and a `bind` that says for people what an unbound name needs. */
export interface BoundVariables {
  readonly values: Readonly<Record<string, unknown>>;
  /** Fills in `${name}`; on the real side a name without a value is a `NotComparableError`. */
  bind(value: unknown): unknown;
}

/** Binds the declared variables in the order of the file: one can use those above it. */
export function bindRun({ target, contract, builtIn, declared }: VariablesToBind): BoundVariables {
  const values: Record<string, unknown> = { ...builtIn };
  const unbound = new Map<string, string>();
  const bind = (value: unknown) => bindOrExplain(value, { values, target, unbound });
  for (const [name, variable] of Object.entries(declared)) {
    if (target.side === "mock") values[name] = bindVariables(ofContract(variable.mock, contract), values);
    else if (target.bindsAll !== true) bindLive(name, variable, { values, target, contract, unbound });
  }
  return { values, bind };
}

/**
 * Throws a `NotComparableError` where a client uses what has no value on the real side, before anything is sent. A step may
 * still use what an earlier one saves.
 */
export function assertBound(wanted: UsedVariables, bound: BoundVariables): void {
  const { target, client, expectation } = wanted;
  if (target.side === "mock") return;
  const steps = client.kind === "request" ? client.requests : [];
  const parts: unknown[] = [
    ...steps.map(({ save: _save, ...step }) => step),
    ...(client.kind === "module" ? [client.input] : []),
    ...(client.kind === "command" ? [client.argv, client.stdin] : []),
    expectation,
  ];
  const later = [...steps.flatMap(({ save }) => Object.keys(save)), ...givenByRun];
  const values = { ...bound.values, ...Object.fromEntries(later.map((name) => [name, ""])) };
  for (const part of parts) {
    try {
      bindVariables(part, values);
    } catch {
      bound.bind(part);
    }
  }
}

/** What uses variables in a run. */
export interface UsedVariables {
  readonly target: Target;
  readonly client: Client;
  readonly expectation?: Expectation;
}

/** Known only once the target is ready and the proxy listens. */
const givenByRun = ["baseUrl", "loginUrl", "accessToken", "clientId", "clientSecret", "basicCredentials"] as const;

/** A value that cannot be had is missed only where it is used. */
function bindLive(
  name: string,
  { live }: Variable,
  around: { values: Record<string, unknown>; target: Target; contract: ContractName; unbound: Map<string, string> },
): void {
  const { values, target, contract, unbound } = around;
  // A declared variable is not the target's of the same name.
  delete values[name];
  if (live === undefined) {
    unbound.set(name, `the variable "${name}" has no value for a real org; give it one: { mock: ..., live: ... }`);
    return;
  }
  const wanted = ofContract(live, contract);
  const environment = Object.fromEntries(Object.entries(target.env ?? {}).map(([key, text]) => [`env.${key}`, text]));
  const missing = readReferences(wanted).filter(
    (reference) => reference.name.startsWith("env.") && (environment[reference.name] ?? "") === "",
  );
  if (missing.length > 0) {
    const variables = missing.map((reference) => reference.name.slice("env.".length)).join(" and ");
    unbound.set(name, `the variable "${name}" is not bound for the real org; set ${variables}`);
    return;
  }
  values[name] = bindOrExplain(wanted, { values: { ...values, ...environment }, target, unbound });
}

function bindOrExplain(
  value: unknown,
  around: {
    readonly values: Readonly<Record<string, unknown>>;
    readonly target: Target;
    readonly unbound: ReadonlyMap<string, string>;
  },
): unknown {
  const { values, target, unbound } = around;
  try {
    return bindVariables(value, values);
  } catch (error) {
    if (!(error instanceof UnboundVariableError) || target.side === "mock") throw error;
    const { variable } = error;
    const binding = target.bindingOf?.(variable)?.source;
    const message =
      unbound.get(variable) ??
      (binding === undefined
        ? `"${variable}" has no value on ${target.name}`
        : `"${variable}" is not bound for the real org; set ${binding}`);
    throw new NotComparableError(message, { cause: error });
  }
}

function ofContract(value: unknown, contract: ContractName): unknown {
  return isKeyedByContract(value) ? value[contract] : value;
}
