import type { Contract } from "./contract.ts";
import { effects, errorShapes, type Operation, type Parameter, type ParameterSchema } from "./operation.ts";
import { type ProblemPolicy, problemRules } from "./problem-policy.ts";
import {
  asFields,
  escapePointer,
  type Fields,
  fieldsOf,
  listOf,
  lookUp,
  oneOf,
  optional,
  textOf,
} from "./read-fields.ts";

const methods = ["get", "put", "post", "delete", "patch", "head", "options"] as const;

type ContractParts = Omit<Contract, "operations">;

/** Reads every operation of a contract's document. Throws with the place when one lacks what it needs. */
export function readOperations(contract: ContractParts): Operation[] {
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(fieldsOf(contract.document["paths"], "paths"))) {
    const fields = fieldsOf(item, path);
    for (const method of methods) {
      const value = fields[method];
      if (value !== undefined)
        operations.push(readOperation(contract, { path, method, fields: fieldsOf(value, path) }));
    }
  }
  return operations;
}

interface Place {
  readonly path: string;
  readonly method: string;
  readonly fields: Fields;
}

function readOperation(contract: ContractParts, { path, method, fields }: Place): Operation {
  const at = `${method.toUpperCase()} ${path}`;
  const id = textOf(fields["operationId"], `${at} operationId`);
  const pointer = `/paths/${escapePointer(path)}/${method}`;
  const scoped = contract.rights.scopedOperations?.includes(id) ?? true;
  const security = readSecurity(fields, at);
  return {
    id,
    method: method.toUpperCase(),
    path,
    summary: textOf(fields["summary"], `${at} summary`),
    effect: oneOf(effects, fields["x-effect"], `${at} x-effect`),
    security: security.kind,
    ...(contract.rights.permissions === "enforced"
      ? optional("permissions", fields["x-inin-requires-permissions"], (value) => readPermissions(value, at))
      : {}),
    ...(contract.rights.permissions === "enforced"
      ? optional("propertyPermissions", fields["x-property-permissions"], (value) => readPropertyPermissions(value, at))
      : {}),
    scopes: scoped ? security.scopes : [],
    requiresUser: fields["x-requires-user"] === true,
    checksAccept: fields["x-checks-accept"] === true,
    parameters: listOf(fields["parameters"] ?? [], `${at} parameters`).map((value) => readParameter(value, at)),
    ...optional("body", fields["requestBody"], (value) =>
      readBody(value, { at, pointer, formInQuery: fields["x-form-in-query"] === true }),
    ),
    responses: readResponses(contract, { fields, pointer, at }),
    errorShape:
      fields["x-error-body"] === undefined ? contract.errorShape : oneOf(errorShapes, fields["x-error-body"], at),
    refusals: readRefusalNames(contract, { fields, at, scoped }),
    problemRefusals: Object.fromEntries(
      Object.entries(fieldsOf(fields["x-problem-refusals"] ?? {}, at)).map(([rule, name]) => [rule, textOf(name, at)]),
    ),
    launchableTypes: listOf(
      fieldsOf(fields["x-launchable-types"] ?? { types: [] }, `${at} x-launchable-types`)["types"],
      `${at} x-launchable-types`,
    ).map((type) => textOf(type, at)),
    ...optional("inputProblems", fields["x-input-data"], (value) => readInputPolicies(value, at)),
    ...optional("synonyms", fields["x-synonyms"], (value) => readSynonyms(value, at)),
    injectedRefusals: readInjectedRefusals(fields["x-injected-refusals"], at),
    ...optional("unpublished", fields["x-unpublished"], (value) => textOf(value, `${at} x-unpublished`)),
    source: textOf(fields["x-source"], `${at} x-source`),
  };
}

/** From a status to the refusal that an ordered fault of this status is given. */
export function readInjectedRefusals(block: unknown, at: string): Record<string, string> {
  const statuses = block === undefined ? {} : fieldsOf(fieldsOf(block, at)["statuses"], `${at} x-injected-refusals`);
  return Object.fromEntries(Object.entries(statuses).map(([status, name]) => [status, textOf(name, at)]));
}

function readInputPolicies(block: unknown, at: string): ProblemPolicy[] {
  return listOf(fieldsOf(block, `${at} x-input-data`)["rules"], `${at} x-input-data.rules`).map((value) => {
    const policy = fieldsOf(value, `${at} x-input-data.rules`);
    return {
      rule: oneOf(problemRules, policy["rule"], `${at} x-input-data.rules.rule`),
      refusal: textOf(policy["refusal"], `${at} x-input-data.rules.refusal`),
    };
  });
}

/** From each wrong name, written as names are compared, to the right one. */
function readSynonyms(block: unknown, at: string): Record<string, string> {
  const where = `${at} x-synonyms`;
  return Object.fromEntries(
    Object.entries(fieldsOf(fieldsOf(block, where)["names"], where)).flatMap(([right, wrong]) =>
      listOf(wrong, where).map((name) => [plainName(textOf(name, where)), right]),
    ),
  );
}

/** A name as names are compared: neither case nor `_`, `-` and spaces count. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[_\s-]/g, "");
}

function readSecurity(fields: Fields, at: string): { kind: Operation["security"]; scopes: string[] } {
  const first = listOf(fields["security"] ?? [], `${at} security`)[0];
  if (first === undefined) return { kind: "none", scopes: [] };
  const scheme = fieldsOf(first, `${at} security`);
  if ("Guest client" in scheme) return { kind: "basic", scopes: [] };
  return {
    kind: "bearer",
    scopes: listOf(scheme["PureCloud OAuth"], `${at} security`).map((scope) => textOf(scope, at)),
  };
}

function readPermissions(value: unknown, at: string): { type: "ANY" | "ALL"; names: string[] } {
  const fields = fieldsOf(value, `${at} x-inin-requires-permissions`);
  return {
    type: oneOf(["ANY", "ALL"] as const, fields["type"], `${at} x-inin-requires-permissions.type`),
    names: listOf(fields["permissions"], at).map((name) => textOf(name, at)),
  };
}

function readPropertyPermissions(block: unknown, at: string): Record<string, string[]> {
  const where = `${at} x-property-permissions`;
  const properties = fieldsOf(fieldsOf(block, where)["properties"], where);
  return Object.fromEntries(
    Object.entries(properties).map(([place, names]) => [
      place,
      listOf(names, where).map((name) => textOf(name, where)),
    ]),
  );
}

function readParameter(value: unknown, at: string): Parameter {
  const fields = fieldsOf(value, `${at} parameters`);
  const name = textOf(fields["name"], `${at} parameters.name`);
  const schema = fieldsOf(fields["schema"], `${at} ${name}`);
  return {
    name,
    in: oneOf(["path", "query"] as const, fields["in"], `${at} ${name}`),
    required: fields["required"] === true,
    schema: readParameterSchema(schema, `${at} ${name}`),
  };
}

function readParameterSchema(schema: Fields, at: string): ParameterSchema {
  return {
    type: oneOf(["string", "integer", "boolean", "array"] as const, schema["type"], at),
    ...optional("enum", schema["enum"], (values) => listOf(values, at).map((one) => textOf(one, at))),
    ...optional("itemsEnum", asFields(schema["items"])?.["enum"], (values) =>
      listOf(values, at).map((one) => textOf(one, at)),
    ),
    ...optional("minimum", schema["minimum"], Number),
    ...optional("maximum", schema["maximum"], Number),
    ...optional("format", schema["format"], (format) => oneOf(["date-time"] as const, format, at)),
    ...optional("maximumSetting", schema["x-maximum-setting"], (name) => textOf(name, at)),
    ...optional("default", schema["default"], (one) => one),
  };
}

function readBody(
  value: unknown,
  place: { at: string; pointer: string; formInQuery: boolean },
): NonNullable<Operation["body"]> {
  const body = fieldsOf(value, `${place.at} requestBody`);
  const mediaType = Object.keys(fieldsOf(body["content"], `${place.at} requestBody.content`))[0];
  if (mediaType === undefined) throw new Error(`${place.at} requestBody.content: expected a media type`);
  return {
    required: body["required"] === true,
    mediaType,
    schema: `${place.pointer}/requestBody/content/${escapePointer(mediaType)}/schema`,
    formInQuery: place.formInQuery,
  };
}

function readResponses(
  contract: ContractParts,
  { fields, pointer, at }: { fields: Fields; pointer: string; at: string },
): Record<string, string> {
  const schemas: Record<string, string> = {};
  for (const [status, value] of Object.entries(fieldsOf(fields["responses"], `${at} responses`))) {
    const response = fieldsOf(value, `${at} responses.${status}`);
    const reference = response["$ref"];
    const place = typeof reference === "string" ? reference.slice(1) : `${pointer}/responses/${status}`;
    const resolved = typeof reference === "string" ? lookUp(contract.document, place) : response;
    // A page is no JSON, and has no schema.
    if (asFields(fieldsOf(resolved, at)["content"])?.["application/json"] === undefined) continue;
    schemas[status] = `${place}/content/application~1json/schema`;
  }
  return schemas;
}

/** An operation taken over from another contract names that contract's refusals: each becomes what stands for it here. */
function readRefusalNames(contract: ContractParts, place: { fields: Fields; at: string; scoped: boolean }): string[] {
  const base = contract.document["x-base-problems"];
  const names = new Set<string>();
  for (const value of listOf(place.fields["x-refusals"] ?? [], `${place.at} x-refusals`)) {
    const name = textOf(value, `${place.at} x-refusals`);
    if (name === "not.authorized" && !place.scoped) continue;
    const here = contract.refusals.has(name) ? name : replacementOf(contract.problems, base, name);
    if (here !== undefined) names.add(here);
  }
  return [...names];
}

function replacementOf(problems: readonly ProblemPolicy[], base: unknown, name: string): string | undefined {
  if (base === undefined) throw new Error(`x-refusals has no entry ${name}`);
  const rules = listOf(fieldsOf(base, "x-problems")["rules"], "x-problems.rules").map((rule) =>
    fieldsOf(rule, "rules"),
  );
  const rule = rules.find((candidate) => candidate["refusal"] === name);
  return problems.find((policy) => policy.rule === rule?.["rule"])?.refusal;
}
