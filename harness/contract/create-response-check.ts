import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Contract } from "#mock-server/contract/contract.ts";
import { asFields, lookUp } from "#mock-server/contract/read-fields.ts";
import { closeEach, closeSchema } from "./close-schema.ts";
import type { SchemaProblem } from "./contract-facts.ts";
import type { ResponseCheck } from "./create-contract-facts.ts";
import { describeSchemaErrors } from "./describe-schema-errors.ts";
import { sampleBody } from "./sample-body.ts";

/**
 * The check of response bodies by the schemas of a contract, each compiled when it is first asked for and kept. Stricter than
 * the schemas themselves in one way: a property that an object does not declare is a problem where the schema is silent on it.
 */
export function createResponseCheck({ document }: Contract): ResponseCheck {
  // Formats without a validator here are checked by their type alone; what the words of a contract say beside JSON Schema is
  // not about responses.
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    ownProperties: true,
    logger: false,
    formats,
  });
  const schemas = closeEach(asFields(lookUp(document, "/components/schemas")) ?? {});
  const validators = new Map<string, ValidateFunction>();

  function validatorOf(pointer: string): ValidateFunction {
    const known = validators.get(pointer);
    if (known !== undefined) return known;
    // References within the schema are to the document, whose schemas it therefore carries.
    const validate = ajv.compile({ ...asFields(closeSchema(lookUp(document, pointer))), components: { schemas } });
    validators.set(pointer, validate);
    return validate;
  }

  return (pointer, body) => {
    const sample = sampleBody(body);
    if (sample === undefined) return [tooDeep];
    const validate = validatorOf(pointer);
    const problems = validate(sample.body) ? [] : describeSchemaErrors(validate.errors ?? []);
    // ajv would keep its last errors, and with them the whole body, until it is asked again.
    validate.errors = null;
    return problems;
  };
}

const tooDeep: SchemaProblem = {
  pointer: "",
  kind: "type",
  expected: "a body whose objects and lists are nested at most 200 deep",
  found: undefined,
};

const formats = {
  int32: { type: "number", validate: (value: number) => value >= -(2 ** 31) && value < 2 ** 31 },
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
} as const;
