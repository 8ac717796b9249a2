import { readReferences } from "#harness/scenario/bind-variables.ts";
import { builtInVariables } from "#harness/scenario/built-in-variables.ts";
import {
  contractsOf,
  isKeyedByContract,
  isPerTarget,
  listClaims,
  listOwnClients,
  listSteps,
  listTrials,
  memberOf,
  type Part,
} from "#harness/scenario/document/document-parts.ts";
import { asRecord, childPointer, isRecord } from "#harness/scenario/document/document-value.ts";
import { nearestName, suggestName } from "#harness/scenario/nearest-name.ts";
import type { Finding } from "#harness/scenario/scenario-problem.ts";
import { checkReference, checkReferences, type Scope } from "./check-references.ts";

/** Checks that every `${name}` has a value by the time it is used, and that saved names hide no others. */
export function checkVariables(document: unknown): readonly Finding[] {
  const root: Part = { pointer: "", value: document };
  const member = (key: string) => memberOf(root, key);
  const variables = member("variables");
  const scope: Scope = {
    known: [...Object.keys(builtInVariables), ...Object.keys(asRecord(variables[0]?.value))],
    later: [],
  };
  const clients = listOwnClients(document);
  // Several clients share one expectation, so it can use what all of them save.
  const [firstSaved = [], ...otherSaved] = clients.map(savedNames);
  const saved = firstSaved.filter((name) => otherSaved.every((names) => names.includes(name)));
  return [
    ...variables.flatMap(checkDeclarations),
    ...variables.flatMap((part) => checkContractKeys(part, document)),
    ...["given", "base", "reported"].flatMap(member).flatMap((part) => checkReferences(part, scope)),
    ...clients.flatMap((client) => checkClient(client, scope)),
    ...member("expect").flatMap((expect) => checkReferences(expect, withNames(scope, saved))),
    ...listClaims(document).flatMap((claim) => checkClaim(claim, scope)),
  ];
}

function withNames({ known, later }: Scope, names: readonly string[]): Scope {
  return { known: [...known, ...names], later };
}

/** A value can use the variables above it, so that none depends on itself. */
function checkDeclarations({ pointer, value }: Part): readonly Finding[] {
  const names = Object.keys(asRecord(value));
  return names.flatMap((name, index) => {
    const known = [...Object.keys(builtInVariables), ...names.slice(0, index)];
    const scope = { known: known.filter((other) => other !== name), later: names.slice(index) };
    return memberOf({ pointer, value }, name).flatMap((variable) => checkDeclaration(variable, scope));
  });
}

/** A value that is written per contract has to be there for each contract that the scenario runs under. */
function checkContractKeys(variables: Part, document: unknown): readonly Finding[] {
  const contracts = contractsOf(document);
  const parts = Object.keys(asRecord(variables.value)).flatMap((name) => memberOf(variables, name));
  const perTarget = parts.flatMap((part) => (isPerTarget(part.value) ? memberOf(part, "mock") : [part]));
  return perTarget
    .filter(({ value }) => isKeyedByContract(value))
    .flatMap(({ pointer, value }) =>
      contracts
        .filter((contract) => !Object.hasOwn(asRecord(value), contract))
        .map((contract): Finding => {
          const message = `the variable has no value for the contract "${contract}"; add it, the scenario runs under it`;
          return { pointer, place: "key", message };
        }),
    );
}

function checkDeclaration(variable: Part, scope: Scope): readonly Finding[] {
  if (!isPerTarget(variable.value)) {
    return [...checkTargetKeys(variable), ...checkReferences(variable, scope)];
  }
  const live = memberOf(variable, "live").flatMap(({ pointer, value }) =>
    readReferences(value, pointer).filter(({ name }) => !/^env\.[A-Za-z_]\w*$/.test(name)),
  );
  return [
    ...memberOf(variable, "mock").flatMap((mock) => checkReferences(mock, scope)),
    ...live.flatMap((reference) => checkReference(reference, scope)),
  ];
}

/** An object with another key than `mock` and `live` is a plain value, which a misspelt one must not become unseen. */
function checkTargetKeys({ pointer, value }: Part): readonly Finding[] {
  const keys = Object.keys(asRecord(value));
  const others = keys.filter((key) => key !== "mock" && key !== "live");
  const missing = ["mock", "live"].filter((key) => !keys.includes(key));
  return others.length === 1 && missing.length === 1
    ? others
        .filter((key) => nearestName(key, missing) !== undefined)
        .map((key) => ({
          pointer: childPointer(pointer, key),
          place: "key",
          message: `unknown key "${key}" beside "${keys.find((other) => other !== key)}"${suggestName(key, missing)}`,
        }))
    : [];
}

function checkClient(client: Part, scope: Scope): readonly Finding[] {
  const steps = listSteps(client);
  const saved = steps.map((step) => Object.keys(asRecord(asRecord(step.value)["save"])));
  return [
    ...["module", "command"].flatMap((key) => memberOf(client, key)).flatMap((part) => checkReferences(part, scope)),
    ...steps.flatMap((step, index) => [
      ...checkStep(step, {
        known: [...scope.known, ...saved.slice(0, index).flat()],
        later: saved.slice(index).flat(),
      }),
      ...memberOf(step, "save").flatMap((save) => checkSavedNames(save, scope)),
    ]),
  ];
}

/** The names in `save` are what it writes, and its pointers are no texts to fill in. */
function checkStep({ pointer, value }: Part, scope: Scope): readonly Finding[] {
  const { save: _save, ...sent } = asRecord(value);
  return checkReferences({ pointer, value: sent }, scope);
}

function checkSavedNames({ pointer, value }: Part, scope: Scope): readonly Finding[] {
  return Object.keys(asRecord(value))
    .filter((name) => scope.known.includes(name))
    .map((name) => {
      const kind = Object.hasOwn(builtInVariables, name) ? "built-in" : "declared";
      const message = `"${name}" is a ${kind} variable already; save the value under another name`;
      return { pointer: childPointer(pointer, name), place: "key", message };
    });
}

function checkClaim(claim: Part, scope: Scope): readonly Finding[] {
  const trials = listTrials(claim);
  const [first = [], ...others] = trials.map((trial) => memberOf(trial, "client").flatMap(savedNames));
  const savedByAll = first.filter((name) => others.every((names) => names.includes(name)));
  return [
    ...trials.flatMap(({ pointer, value }) => {
      const { client, ...changes } = asRecord(value);
      const own = memberOf({ pointer, value: { client } }, "client").filter((part) => isRecord(part.value));
      return [
        ...checkReferences({ pointer, value: changes }, scope),
        ...own.flatMap((part) => checkClient(part, scope)),
      ];
    }),
    ...memberOf(claim, "claimed").flatMap((claimed) => checkReferences(claimed, withNames(scope, savedByAll))),
  ];
}

function savedNames(client: Part): readonly string[] {
  return listSteps(client).flatMap((step) => Object.keys(asRecord(asRecord(step.value)["save"])));
}
