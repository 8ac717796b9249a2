import { asFields, escapePointer } from "#mock-server/contract/read-fields.ts";
import { changeJson, readJson, valueAt } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, takesJson } from "./body-problem.ts";
import { findWrapped } from "./find-wrapped.ts";
import { admits, schemaAt } from "./schema-at.ts";

/** The body inside something else: a list of one, or objects that hold nothing but it (JSON:API's `data.attributes`). */
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
  const wrapped = findWrapped(subject, read.value);
  const [outermost] = wrapped?.path ?? [];
  if (wrapped === undefined || outermost === undefined) return [];
  const { path, beside } = wrapped;
  const place = path.map((name) => name.slice(0, 40)).join(".");
  const without = beside.length === 0 ? "" : `, without ${beside.map((name) => JSON.stringify(name)).join(" and ")}`;
  const finding = bodyFinding({
    pointer: pointerTo(path),
    rule: "body-in-a-wrapper",
    expected: "the properties at the top of the body",
    found:
      path.length === 1
        ? `the whole body inside the property ${JSON.stringify(place)}`
        : `the whole body ${path.length} levels down, inside ${JSON.stringify(place)}`,
    suggestion: `Send what is inside ${JSON.stringify(place)} as the body itself${without}.`,
    change: `body: ${path.reduceRight((inner, name) => `{"${name.slice(0, 40)}": ${inner}}`, "{...}")} -> {...}`,
    fix: (request) => changeJson(request, (value) => asFields(valueAt(value, path)) ?? value),
  });
  // The checks complain of the outermost, which the contract does not know.
  return [{ ...finding, explains: { in: "body", pointer: pointerTo([outermost]) } }];
};

function pointerTo(path: readonly string[]): string {
  return path.map((key) => `/${escapePointer(key)}`).join("");
}
