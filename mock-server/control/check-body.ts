import type { ErrorObject } from "ajv/dist/2020.js";
import { closest } from "fastest-levenshtein";
import type { ControlSchema } from "./control-schemas.ts";
import { controlValidator } from "./control-validators.ts";

const mostMistakes = 10;

/** One line per thing that is wrong with a body of the control plane: where, what was expected, what was found. */
export function findMistakes(schema: ControlSchema, body: unknown): string[] {
  const validate = controlValidator(schema);
  if (validate(body)) return [];
  const errors = validate.errors ?? [];
  const lines = errors.slice(0, mostMistakes).map(describeError);
  return errors.length > mostMistakes ? [...lines, `and ${errors.length - mostMistakes} more`] : lines;
}

function describeError(error: ErrorObject): string {
  const at = error.instancePath === "" ? "the body" : error.instancePath;
  switch (error.keyword) {
    case "additionalProperties": {
      const name = String(error.params["additionalProperty"]);
      const properties: unknown = error.parentSchema?.["properties"];
      const known = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
      return `${at} has the unknown property "${name}"; did you mean "${closest(name, known)}"? It can have ${known.join(", ")}`;
    }
    case "required":
      return `${at} lacks the property "${String(error.params["missingProperty"])}"`;
    case "enum":
      return `${at} is ${shorten(error.data)}; expected one of ${String(error.params["allowedValues"]).replaceAll(",", ", ")}`;
    case "format":
      return `${at} is ${shorten(error.data)}; expected a time in UTC such as 2026-01-31T09:30:00Z`;
    default:
      return `${at} ${error.message ?? error.keyword}, found ${shorten(error.data)}`;
  }
}

/** A value as a message quotes it. */
export function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
