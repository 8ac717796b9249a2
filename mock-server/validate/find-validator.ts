import type { ValidateFunction } from "ajv/dist/2020.js";
import type { Contract } from "#mock-server/contract/contract.ts";
import { precompiled } from "./precompiled.ts";

let compiler: Promise<typeof import("./compile-schemas.ts")> | undefined;

/**
 * The validator for the schema at a JSON pointer of the contract's document: the precompiled one, or one that is compiled on
 * first use, and only then is ajv loaded. Rejects when the contract has no such schema.
 */
export async function findValidator(contract: Contract, pointer: string): Promise<ValidateFunction> {
  const ready = precompiled[contract.name]?.[pointer];
  if (ready !== undefined) return ready;
  compiler ??= import("./compile-schemas.ts");
  const { compileSchema } = await compiler;
  return compileSchema(contract, pointer).validate;
}
