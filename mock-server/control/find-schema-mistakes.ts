import { closest } from "fastest-levenshtein";
import { asFields, escapePointer, type Fields, lookUp } from "#mock-server/contract/read-fields.ts";
import { checkedWords, namesIn, silentWords, typeNames } from "#mock-server/domain/executions/input-schema.ts";
import { shorten } from "./check-body.ts";

const knownWords: readonly string[] = [...checkedWords, ...silentWords];
const counts = ["minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"];

/** One line per thing in a flow's JSON schema that inputs could not be checked by: unknown words, references to nothing. */
export function findSchemaMistakes(schema: Readonly<Fields>, at: string): string[] {
  const seen = new Set<string>();

  function visit(value: unknown, place: string, open: readonly string[]): string[] {
    const fields = asFields(value);
    if (fields === undefined) return [`${place} is ${shorten(value)}; expected a JSON schema, an object`];
    const reference = fields["$ref"];
    return [
      ...Object.keys(fields).flatMap((word) => findWordMistakes(word, fields[word], place)),
      ...(reference === undefined ? [] : follow(reference, `${place}/$ref`, open)),
      ...partsOf(fields).flatMap(([part, inner]) => visit(inner, `${place}${part}`, open)),
    ];
  }

  function follow(reference: unknown, place: string, open: readonly string[]): string[] {
    const target =
      typeof reference === "string" && reference.startsWith("#/") ? lookUp(schema, reference.slice(1)) : undefined;
    if (typeof reference !== "string" || target === undefined) {
      return [
        `${place} is ${shorten(reference)}; expected a place of the same schema such as "#/definitions/archString"`,
      ];
    }
    if (open.includes(reference))
      return [`${place} is ${shorten(reference)}, which leads back to itself; inputs have no such form`];
    if (seen.has(reference)) return [];
    seen.add(reference);
    return visit(target, `${at}${reference.slice(1)}`, [...open, reference]);
  }

  return visit(schema, at, []);
}

function findWordMistakes(word: string, value: unknown, place: string): string[] {
  if (!knownWords.includes(word)) {
    return [
      `${place} has the word "${word}", which the mock does not check inputs by; did you mean "${closest(word, knownWords)}"? It can have ${knownWords.join(", ")}`,
    ];
  }
  const wrong = (expected: string) => [`${place}/${word} is ${shorten(value)}; expected ${expected}`];
  if (counts.includes(word) && typeof value !== "number") return wrong("a number");
  if (word === "type" && !namesIn(value).every((name) => typeNames.some((known) => known === name))) {
    return wrong(`one or several of ${typeNames.join(", ")}`);
  }
  if (word === "pattern" && !isPattern(value)) return wrong("a regular expression");
  if (["enum", "required", "oneOf", "anyOf"].includes(word) && !Array.isArray(value)) return wrong("a list");
  if (["properties", "definitions", "$defs"].includes(word) && asFields(value) === undefined) return wrong("an object");
  if (word === "additionalProperties" && typeof value !== "boolean" && asFields(value) === undefined) {
    return wrong("true, false or a schema");
  }
  return [];
}

function isPattern(value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    return new RegExp(value, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** The schemas directly inside a schema, each with its place below it. */
function partsOf(schema: Readonly<Fields>): [place: string, schema: unknown][] {
  const maps = ["properties", "definitions", "$defs"].flatMap((word) =>
    Object.entries(asFields(schema[word]) ?? {}).map(([name, inner]): [string, unknown] => [
      `/${word}/${escapePointer(name)}`,
      inner,
    ]),
  );
  const lists = ["oneOf", "anyOf"].flatMap((word) => {
    const list = schema[word];
    return Array.isArray(list) ? list.map((inner, position): [string, unknown] => [`/${word}/${position}`, inner]) : [];
  });
  const others = schema["additionalProperties"];
  return [
    ...maps,
    ...lists,
    ...(schema["items"] === undefined ? [] : [["/items", schema["items"]] satisfies [string, unknown]]),
    ...(asFields(others) === undefined ? [] : [["/additionalProperties", others] satisfies [string, unknown]]),
  ];
}
