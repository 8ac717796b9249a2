import type { Contract, SettingDeclaration } from "./contract.ts";

/** Values of the named settings of one contract. */
export type Settings = Readonly<Record<string, string | number>>;

/**
 * The settings of a contract: its defaults, with the given values in their place where the contract allows them. A value
 * that this contract does not allow is passed over, since a server speaks several contracts with one set of settings;
 * `findSettingMistakes` reports what no contract allows.
 */
export function resolveSettings(contract: Contract, given: Settings): Settings {
  const resolved: Record<string, string | number> = {};
  for (const [name, declaration] of Object.entries(contract.settings)) {
    const value = given[name];
    resolved[name] = value !== undefined && allows(declaration, value) ? value : declaration.default;
  }
  return resolved;
}

/** One line per given setting that none of the contracts knows or allows, saying what is allowed. */
export function findSettingMistakes(contracts: readonly Contract[], given: Settings): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const declarations = contracts.flatMap(({ settings }) =>
      Object.hasOwn(settings, name) ? (settings[name] ?? []) : [],
    );
    const first = declarations[0];
    if (first === undefined) {
      const known = [...new Set(contracts.flatMap((contract) => Object.keys(contract.settings)))].join(", ");
      return [`there is no setting "${name}"; the settings are ${known}`];
    }
    if (declarations.some((declaration) => allows(declaration, value))) return [];
    return [`the setting ${name} cannot be "${value}"; expected ${describeAllowed(first)}`];
  });
}

/** What a setting can be, for people: `refuse or drop`, `a whole number from 1`. */
export function describeAllowed(declaration: SettingDeclaration): string {
  return declaration.values === undefined
    ? `a whole number from ${declaration.minimum ?? 0}`
    : declaration.values.join(" or ");
}

function allows(declaration: SettingDeclaration, value: string | number): boolean {
  if (declaration.values !== undefined) return declaration.values.includes(value);
  return typeof value === "number" && Number.isInteger(value) && value >= (declaration.minimum ?? 0);
}
