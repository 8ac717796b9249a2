import { Ajv2020, type Options, type ValidateFunction } from "ajv/dist/2020.js";
import { controlFormats } from "./control-formats.ts";
import { type ControlSchema, controlSchemas } from "./control-schemas.ts";

/** How the control plane's schemas are compiled; the build uses the same, and puts what it made in this module's place. */
export const controlAjvOptions: Options = { strict: true, allErrors: true, verbose: true, formats: controlFormats };

const compiled = new Map<ControlSchema, ValidateFunction>();

/** The validator of what a call of the control plane takes, compiled on first use and kept. */
export function controlValidator(schema: ControlSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const validate = new Ajv2020(controlAjvOptions).compile(controlSchemas[schema]);
  compiled.set(schema, validate);
  return validate;
}
