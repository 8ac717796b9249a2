import { asFields, type Fields, lookUp } from "#mock-server/contract/read-fields.ts";

/** `x-one-value`: exactly one value has to stand in at least one of these places. */
export interface OneValueRule {
  readonly places: readonly (readonly string[])[];
}

/** `x-reference`: the value is the id of an entity of the org, in a state. */
export interface ReferenceRule {
  readonly place: readonly string[];
  readonly collection: "users";
  readonly state: string;
}

export interface SchemaRules {
  readonly oneValue: readonly OneValueRule[];
  readonly references: readonly ReferenceRule[];
}

/** Collects the `x-` rules of the schema at a JSON pointer of a document, its properties and what they refer to. */
export function collectRules(document: Readonly<Fields>, pointer: string): SchemaRules {
  const oneValue: OneValueRule[] = [];
  const references: ReferenceRule[] = [];
  const visit = (value: unknown, place: readonly string[], open: readonly string[]): void => {
    const schema = asFields(value);
    if (schema === undefined) return;
    const reference = schema["$ref"];
    if (typeof reference === "string") {
      // A schema that contains itself is visited once.
      if (!open.includes(reference)) visit(lookUp(document, reference.slice(1)), place, [...open, reference]);
      return;
    }
    const places = asFields(schema["x-one-value"])?.["places"];
    if (Array.isArray(places)) oneValue.push({ places: places.map((text) => [...place, ...String(text).split(".")]) });
    const target = asFields(schema["x-reference"]);
    if (target !== undefined) references.push({ place, collection: "users", state: String(target["state"]) });
    for (const [name, property] of Object.entries(asFields(schema["properties"]) ?? {})) {
      visit(property, [...place, name], open);
    }
  };
  visit(lookUp(document, pointer), [], []);
  return { oneValue, references };
}
