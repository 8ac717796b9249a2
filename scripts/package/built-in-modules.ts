import { Ajv } from "ajv";
import { _, Ajv2020 } from "ajv/dist/2020.js";
import { scenarioAjvOptions } from "#harness/scenario/check/scenario-validator.ts";
import scenarioSchema from "#harness/scenario/scenario.schema.json" with { type: "json" };
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { loadContract } from "#mock-server/contract/load-contract.ts";
import { controlSchemas } from "#mock-server/control/control-schemas.ts";
import { controlAjvOptions } from "#mock-server/control/control-validators.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { createContractAjv, schemaAt } from "#mock-server/validate/compile-schemas.ts";
import { version } from "#mock-server/version.ts";
import { compileStandalone } from "./compile-standalone.ts";

const esm = { source: true, esm: true } as const;

/**
 * Modules of the sources that the package has others in place of, by path from the root: what the sources read or compile
 * when they run is built in. Each exports the same names. A value is the code of the module.
 */
export const builtInModules: Readonly<Record<string, () => string>> = {
  "mock-server/contract/load-contract.ts": contracts,
  "mock-server/control/control-validators.ts": controlValidators,
  "mock-server/seed/built-in-org.ts": builtInOrg,
  "mock-server/validate/precompiled.ts": precompiled,
  "mock-server/version.ts": () => `export const version = ${JSON.stringify(version)};`,
  "harness/scenario/check/scenario-validator.ts": scenarioValidator,
};

// Text that is parsed when it is needed costs less at the start than an object in the code.
const jsonText = (value: unknown) => JSON.stringify(JSON.stringify(value));

/** The contracts as they are read, with their documents; a map is written as its entries. */
function contracts(): string {
  const texts = contractNames.map((name) => {
    const contract = loadContract(name);
    return `${name}: ${jsonText({ ...contract, refusals: [...contract.refusals] })}`;
  });
  return `const texts = { ${texts.join(", ")} };
export function loadContract(name) {
  if (!Object.hasOwn(texts, name)) throw new Error("there is no contract " + name);
  const { refusals, ...contract } = JSON.parse(texts[name]);
  return { ...contract, refusals: new Map(refusals) };
}
`;
}

function precompiled(): string {
  const contracts = createContractTable();
  const modules = contractNames.map((name) => {
    const { document, operations } = contracts.get(name);
    const pointers = operations.flatMap(({ body }) => body?.schema ?? []);
    const schemas = Object.fromEntries(pointers.map((pointer) => [pointer, schemaAt(pointer)]));
    return { name, code: compileStandalone(createContractAjv(document, esm), schemas) };
  });
  return `${modules.map(({ name, code }) => whenUsed(`${name}Validators`, code)).join("\n")}
export const precompiled = { ${modules.map(({ name }) => `get ${name}() { return ${name}Validators(); }`).join(", ")} };
`;
}

/** A function of a module that gives the `validators` that another module's code exports, and runs that code only then. */
function whenUsed(name: string, code: string): string {
  const body = code.replaceAll("export const", "const");
  return `let ${name}Made;
const ${name} = () => (${name}Made ??= (() => {
${body}return validators;
})());`;
}

function controlValidators(): string {
  const ajv = new Ajv2020({ ...controlAjvOptions, code: { ...esm, formats: _`controlFormats` } });
  return `import { controlFormats } from "#mock-server/control/control-formats.ts";
${whenUsed("controlValidators", compileStandalone(ajv, controlSchemas))}
export const controlValidator = (schema) => controlValidators()[schema];
`;
}

function scenarioValidator(): string {
  const ajv = new Ajv({ ...scenarioAjvOptions, code: esm });
  return `${whenUsed("scenarioValidators", compileStandalone(ajv, { scenario: scenarioSchema }))}
export const scenarioValidator = async () => scenarioValidators().scenario;
`;
}

function builtInOrg(): string {
  const org = seedMock(1, createContractTable());
  return `const text = ${jsonText(org)};
export const builtInOrg = (seed) => (seed === 1 ? JSON.parse(text) : undefined);
`;
}
