import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Contract } from "#mock-server/contract/contract.ts";

/** A schema of a contract, compiled. */
export interface CompiledSchema {
  readonly validate: ValidateFunction;
}

const compilers = new WeakMap<Contract, { ajv: Ajv2020; compiled: Map<string, CompiledSchema> }>();

/**
 * The schema at a JSON pointer of the contract's document, compiled on first use and kept for as long as the contract is.
 * Throws when the document uses a keyword or format that is not declared here.
 */
export function compileSchema(contract: Contract, pointer: string): CompiledSchema {
  const compiler = compilers.get(contract) ?? createCompiler(contract);
  const known = compiler.compiled.get(pointer);
  if (known !== undefined) return known;
  const compiled = { validate: compiler.ajv.compile({ $ref: `contract#${encodePointer(pointer)}` }) };
  compiler.compiled.set(pointer, compiled);
  return compiled;
}

const formats: Readonly<Record<string, RegExp | true>> = {
  int32: true,
  int64: true,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
};

function createCompiler(contract: Contract): { ajv: Ajv2020; compiled: Map<string, CompiledSchema> } {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    formats,
    validateSchema: false,
  });
  ajv.addVocabulary(["x-source", "x-one-value", "x-reference", "x-state-names"]);
  // Schemas refer to each other through the whole document, whose own words are then read as words of a schema.
  ajv.addVocabulary(Object.keys(contract.document));
  ajv.addSchema(contract.document, "contract");
  const compiler = { ajv, compiled: new Map<string, CompiledSchema>() };
  compilers.set(contract, compiler);
  return compiler;
}

function encodePointer(pointer: string): string {
  return pointer.split("/").map(encodeURIComponent).join("/");
}
