import { Ajv2020, type Options, type ValidateFunction } from "ajv/dist/2020.js";
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
  const compiled = { validate: compiler.ajv.compile(schemaAt(pointer)) };
  compiler.compiled.set(pointer, compiled);
  return compiled;
}

const formats: Readonly<Record<string, RegExp | true>> = {
  int32: true,
  int64: true,
  password: true,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
};

/** What code ajv makes: by default functions for this process. */
type CodeOptions = NonNullable<Options["code"]>;

/** An ajv that knows a contract's document, as `contract`, and its `x-` words. */
export function createContractAjv(document: Contract["document"], code: CodeOptions = {}): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    formats,
    validateSchema: false,
    code,
  });
  ajv.addVocabulary(["x-source", "x-one-value", "x-reference", "x-state-names"]);
  // Schemas refer to each other through the whole document, whose own words are then read as words of a schema.
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema(document, "contract");
  return ajv;
}

/** The schema that stands at a JSON pointer of the document, for `createContractAjv`. */
export function schemaAt(pointer: string): { readonly $ref: string } {
  return { $ref: `contract#${pointer.split("/").map(encodeURIComponent).join("/")}` };
}

function createCompiler(contract: Contract): { ajv: Ajv2020; compiled: Map<string, CompiledSchema> } {
  const compiler = { ajv: createContractAjv(contract.document), compiled: new Map<string, CompiledSchema>() };
  compilers.set(contract, compiler);
  return compiler;
}
