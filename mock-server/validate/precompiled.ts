import type { ValidateFunction } from "ajv/dist/2020.js";

/**
 * Validators that exist before the program runs, by name of the contract and JSON pointer of the schema. In the sources there
 * are none; the build puts a module in this one's place that has those of every request body.
 */
export const precompiled: Readonly<Record<string, Readonly<Record<string, ValidateFunction>>>> = {};
