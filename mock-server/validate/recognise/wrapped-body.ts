import { asFields } from "#mock-server/contract/read-fields.ts";
import { changeJson, readJson } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, takesJson } from "./body-problem.ts";
import { nearestName } from "./nearest-name.ts";
import { admits, namesAt, schemaAt } from "./schema-at.ts";

/** The body inside something else: a list of one, or an object that holds nothing but it. */
export const wrappedBody: Recogniser = (subject) => {
  if (!takesJson(subject) || !admits(schemaAt(subject, []), "object")) return [];
  const read = readJson(subject.request);
  if (read.kind === "text") return [];
  if (Array.isArray(read.value)) {
    const { length } = read.value;
    if (asFields(read.value[0]) === undefined) return [];
    return [
      bodyFinding({
        pointer: "",
        rule: "body-in-a-list",
        expected: "an object",
        found: length === 1 ? "a list around the object" : `a list of ${length} objects`,
        suggestion:
          length === 1 ? "Send the object without the list." : "Send one request for each object of the list.",
        change: length === 1 ? "body: [{...}] -> {...}" : "body: the first object of the list",
        fix: (request) => changeJson(request, (value) => (Array.isArray(value) ? value[0] : value)),
      }),
    ];
  }
  const [wrapper, other] = Object.entries(asFields(read.value) ?? {});
  if (wrapper === undefined || other !== undefined) return [];
  const [name, inner] = wrapper;
  const names = namesAt(subject, []);
  const inside = Object.keys(asFields(inner) ?? {});
  // Only what has the body's own names inside is the body: an unknown property is another matter.
  if (names.includes(name) || !inside.some((key) => nearestName(key, names) !== undefined)) return [];
  return [
    {
      ...bodyFinding({
        pointer: `/${name}`,
        rule: "body-in-a-wrapper",
        expected: "the properties at the top of the body",
        found: `the whole body inside the property ${JSON.stringify(name.slice(0, 40))}`,
        suggestion: `Send what is inside ${JSON.stringify(name.slice(0, 40))} as the body itself.`,
        change: `body: {"${name.slice(0, 40)}": {...}} -> {...}`,
        fix: (request) => changeJson(request, (value) => asFields(value)?.[name] ?? value),
      }),
    },
  ];
};
