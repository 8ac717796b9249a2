import { describeValue, plainValue } from "#mock-server/contract/describe-value.ts";
import { asFields, type Fields } from "#mock-server/contract/read-fields.ts";
import { type InputProblem, inputProblem } from "./input-problem.ts";
import { alternativesOf, namesIn, resolveSchema, type Schema, typesOf } from "./input-schema.ts";

type Place = readonly string[];

// Inputs can hold many thousand faults of one kind; nobody reads more than these.
const mostOfAKind = 100;

/** What a flow's input schema finds wrong with a launch's inputs (NET: it defines the valid ones); at most 100 of each kind. */
export function checkInputs(inputs: Readonly<Fields>, schema: Schema): readonly InputProblem[] {
  const counts = new Map<string, number>();
  return check(inputs, schema, { place: [], root: schema }).filter(({ rule }) => {
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    return count <= mostOfAKind;
  });
}

interface Where {
  readonly place: Place;
  /** The whole schema, which references are to. */
  readonly root: Schema;
}

function check(value: unknown, unresolved: Schema, where: Where): readonly InputProblem[] {
  const schema = resolveSchema(unresolved, where.root);
  const types = namesIn(schema["type"]);
  // A value of another type is not looked at further: what else is wrong with it follows from that.
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return [wrongType(value, types, where)];
  return [
    ...checkAlternatives(value, schema, where),
    ...checkEnum(value, schema, where),
    ...checkText(value, schema, where),
    ...checkRange(value, schema, where),
    ...checkItems(value, schema, where),
    ...checkProperties(value, schema, where),
  ];
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return asFields(value) !== undefined;
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function wrongType(value: unknown, types: readonly string[], { place }: Where): InputProblem {
  const names = types.map((type) => (type === "null" ? "null" : `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`));
  return inputProblem(place, { rule: "wrong-type", expected: names.join(" or "), found: describeValue(value) });
}

/** One alternative is enough, of `oneOf` too: those of Architect's schemas exclude each other (ARCH: null or a type). */
function checkAlternatives(value: unknown, schema: Schema, where: Where): readonly InputProblem[] {
  const alternatives = alternativesOf(schema);
  if (alternatives.length === 0) return [];
  const results = alternatives.map((alternative) => check(value, alternative, where));
  if (results.some((problems) => problems.length === 0)) return [];
  // The alternative of the value's own type tells what is wrong with it.
  const ofItsType = results.find((problems) => !problems.some(({ rule }) => rule === "wrong-type"));
  return ofItsType ?? [wrongType(value, typesOf(schema, where.root), where)];
}

function checkEnum(value: unknown, schema: Schema, { place }: Where): readonly InputProblem[] {
  const allowed = schema["enum"];
  if (!Array.isArray(allowed) || allowed.includes(value)) return [];
  const names = allowed.map(plainValue).join(", ");
  const type = namesIn(schema["type"]).find((name) => name !== "null") ?? "string";
  return [
    inputProblem(place, {
      rule: "bad-value",
      expected: `one of ${names}`,
      found: describeValue(value),
      slots: [plainValue(value), type, `[${names}]`],
    }),
  ];
}

function checkText(value: unknown, schema: Schema, { place }: Where): readonly InputProblem[] {
  if (typeof value !== "string") return [];
  const { minLength, maxLength, pattern } = schema;
  // Characters of JSON Schema are code points.
  const length = minLength === undefined && maxLength === undefined ? 0 : [...value].length;
  const found = `${length} characters`;
  if (typeof maxLength === "number" && length > maxLength) {
    return [inputProblem(place, { rule: "constraint", expected: `at most ${maxLength} characters`, found })];
  }
  if (typeof minLength === "number" && length < minLength) {
    return [inputProblem(place, { rule: "constraint", expected: `at least ${minLength} characters`, found })];
  }
  if (typeof pattern !== "string" || new RegExp(pattern, "u").test(value)) return [];
  const expected = `a text that matches ${pattern}`;
  return [inputProblem(place, { rule: "constraint", expected, found: describeValue(value) })];
}

function checkRange(value: unknown, { minimum, maximum }: Schema, { place }: Where): readonly InputProblem[] {
  if (typeof value !== "number") return [];
  const found = describeValue(value);
  if (typeof minimum === "number" && value < minimum) {
    return [inputProblem(place, { rule: "constraint", expected: `at least ${minimum}`, found })];
  }
  if (typeof maximum === "number" && value > maximum) {
    return [inputProblem(place, { rule: "constraint", expected: `at most ${maximum}`, found })];
  }
  return [];
}

function checkItems(value: unknown, schema: Schema, { place, root }: Where): readonly InputProblem[] {
  if (!Array.isArray(value)) return [];
  const { minItems, maxItems } = schema;
  const found = `${value.length} items`;
  if (typeof maxItems === "number" && value.length > maxItems) {
    return [inputProblem(place, { rule: "constraint", expected: `at most ${maxItems} items`, found })];
  }
  if (typeof minItems === "number" && value.length < minItems) {
    return [inputProblem(place, { rule: "constraint", expected: `at least ${minItems} items`, found })];
  }
  const items = asFields(schema["items"]);
  if (items === undefined) return [];
  return value.flatMap((item, position) => check(item, items, { place: [...place, String(position)], root }));
}

function checkProperties(value: unknown, schema: Schema, { place, root }: Where): readonly InputProblem[] {
  const fields = asFields(value);
  if (fields === undefined) return [];
  const declared = asFields(schema["properties"]) ?? {};
  const others = schema["additionalProperties"];
  const required = Array.isArray(schema["required"]) ? schema["required"].map(String) : [];
  const missing = required.filter((name) => !Object.hasOwn(fields, name));
  return [
    ...missing.map((name) => missingInput([...place, name])),
    ...Object.entries(fields).flatMap(([name, item]) => {
      const at = [...place, name];
      const known = Object.hasOwn(declared, name) ? asFields(declared[name]) : asFields(others);
      if (known !== undefined) return check(item, known, { place: at, root });
      return others === false && !Object.hasOwn(declared, name) ? [unknownInput(at, Object.keys(declared))] : [];
    }),
  ];
}

function missingInput(place: Place): InputProblem {
  const slots = [`inputData.${place.join(".")} is required`];
  return inputProblem(place, { rule: "missing-property", expected: "a value", found: "nothing", slots });
}

function unknownInput(place: Place, known: readonly string[]): InputProblem {
  const name = plainValue(place.at(-1));
  return inputProblem(place, {
    rule: "unknown-property",
    expected: known.length === 0 ? "no input" : `one of the inputs ${known.join(", ")}`,
    found: `the unknown input ${JSON.stringify(name)}`,
    slots: [name, ["inputData", ...place.slice(0, -1)].join(".")],
  });
}
