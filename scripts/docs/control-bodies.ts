import { controlSchemas } from "#mock-server/control/control-schemas.ts";
import { formatTable } from "./markdown-table.ts";

/** The calls that take a body, with its schema, and what of it has to be there where that is less than in an org. */
const bodies: readonly { readonly call: string; readonly schema: Schema; readonly required?: readonly string[] }[] = [
  { call: "POST /__mock/users", schema: controlSchemas.user, required: ["id"] },
  { call: "POST /__mock/flows", schema: controlSchemas.flow, required: ["id"] },
  { call: "POST /__mock/tokens", schema: controlSchemas.token },
  { call: "POST /__mock/executions/:id", schema: controlSchemas.executionEnd },
  { call: "POST /__mock/authorizations", schema: controlSchemas.authorization },
  { call: "POST /__mock/faults", schema: controlSchemas.fault },
  { call: "POST /__mock/clock", schema: controlSchemas.clock },
  { call: "POST /__mock/explain", schema: controlSchemas.explain },
];

interface Schema {
  readonly properties?: unknown;
  readonly required?: readonly string[];
}

/** A table of what the calls of the control plane take, made from their schemas. */
export function formatControlBodies(): string {
  const rows = bodies.map(({ call, schema, required = schema.required ?? [] }) => [
    call,
    Object.entries(Object(schema.properties))
      .map(([name, property]) =>
        `${required.includes(name) ? `**\`${name}\`**` : `\`${name}\``} ${typeOf(property)}`.trim(),
      )
      .join(", "),
  ]);
  return formatTable(["call", "properties"], rows);
}

/** What a property can be, in a few words; nothing where its schema leaves that to the code. */
function typeOf(property: unknown): string {
  const { type, enum: values, items, format, minimum, maximum } = Object(property);
  if (Array.isArray(values)) return values.map((value) => `\`${value}\``).join(" or ");
  if (format === "instant") return "time (ISO 8601)";
  if (type === "array") return `list of ${typeOf(items) || "values"}`;
  const from = minimum === undefined ? "" : ` from ${minimum}`;
  const to = maximum === undefined ? "" : ` to ${maximum}`;
  return type === undefined ? "" : `${typeNames[type] ?? type}${from}${to}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  boolean: "true or false",
};
