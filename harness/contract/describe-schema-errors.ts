import type { ErrorObject } from "ajv/dist/2020.js";
import { asFields, escapePointer } from "#mock-server/contract/read-fields.ts";
import type { SchemaProblem } from "./contract-facts.ts";

const mostProblems = 1_000;
const mostNames = 12;

/**
 * What ajv found (with `verbose`), as problems. The same problem in several elements of a list is named once, at the first;
 * of a body with more than 1,000 problems the rest is left out.
 */
export function describeSchemaErrors(errors: readonly ErrorObject[]): SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const error of errors) {
    if (problems.size >= mostProblems) break;
    const problem = describeError(error);
    const key = `${problem.kind} ${problem.pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*")} ${problem.expected}`;
    if (!problems.has(key)) problems.set(key, problem);
  }
  return [...problems.values()];
}

function describeError(error: ErrorObject): SchemaProblem {
  const { keyword, instancePath, params, parentSchema, data } = error;
  switch (keyword) {
    case "additionalProperties":
    case "unevaluatedProperties": {
      const name = String(params["additionalProperty"] ?? params["unevaluatedProperty"]);
      return {
        pointer: `${instancePath}/${escapePointer(name)}`,
        kind: "undocumented",
        expected: `no such property; ${declaredNames(parentSchema)}`,
        found: asFields(data)?.[name],
      };
    }
    case "required": {
      const name = String(params["missingProperty"]);
      return {
        pointer: `${instancePath}/${escapePointer(name)}`,
        kind: "missing",
        expected: describeType(asFields(asFields(parentSchema?.["properties"])?.[name])?.["type"]),
        found: undefined,
      };
    }
    case "type":
      return { pointer: instancePath, kind: "type", expected: describeType(params["type"]), found: data };
    default:
      return { pointer: instancePath, kind: "value", expected: describeRule(error), found: data };
  }
}

function declaredNames(schema: unknown): string {
  const fields = asFields(schema);
  const title = typeof fields?.["title"] === "string" ? fields["title"] : "the object";
  return `${title} has ${listed(Object.keys(asFields(fields?.["properties"]) ?? {}))}`;
}

function describeType(type: unknown): string {
  if (type === undefined) return "a value";
  return [type].flat().map(String).join(" or ");
}

function describeRule({ keyword, params, message }: ErrorObject): string {
  if (keyword === "enum") return `one of ${listed([params["allowedValues"]].flat().map(String))}`;
  if (keyword === "const") return String(params["allowedValue"]);
  if (keyword === "format") return `a value of the format ${params["format"]}`;
  return message ?? `what the rule ${keyword} asks for`;
}

function listed(names: readonly string[]): string {
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  return names.length === 0 ? "no properties" : `${names.slice(0, mostNames).join(", ")}${more}`;
}
