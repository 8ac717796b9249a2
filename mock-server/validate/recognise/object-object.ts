import { changeAt, changeJson, keysOf, readJson, valueAt, withJson } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf, placeName, takesJson } from "./body-problem.ts";

/** Texts that a language makes of an object by itself. */
const texts = [
  {
    pattern: /^"?\[object \w+\](?:,\[object \w+\])*"?$/,
    short: "[object Object]",
    found: "[object Object]: JavaScript's text for an object that was not encoded",
    how: "Send JSON.stringify(body), or let the client encode the object.",
  },
  {
    pattern:
      /^"?(?:System\.Collections\.(?:Hashtable|Specialized\.OrderedDictionary)|System\.Object\[\])(?: System\.\S+)*"?$/,
    short: "System.Collections.Hashtable",
    found: "PowerShell's text for a table or a list that was not encoded",
    how: "Send $body | ConvertTo-Json -Depth 10; without -Depth it encodes two levels.",
  },
];

/**
 * `[object Object]` and the like for the body, or for a value in it. What the object held is lost, so that only its place can be
 * mended.
 */
export const objectObject: Recogniser = (subject) => {
  const { request } = subject;
  if (!takesJson(subject)) return [];
  const whole = textIn(request.body.toString("utf8", 0, 200).trim());
  if (whole !== undefined) {
    return [
      bodyFinding({
        pointer: "",
        rule: "object-object",
        expected: "a JSON object",
        found: whole.found,
        suggestion: whole.how,
        change: `body: ${whole.short} -> a JSON object (what was in it is lost; the values are examples)`,
        fix: (one) => withJson(one, {}),
      }),
    ];
  }
  const read = readJson(request);
  if (read.kind === "text") return [];
  return bodyProblemsOf(subject).flatMap(({ pointer, expected }) => {
    const value = valueAt(read.value, keysOf(pointer));
    const said = typeof value === "string" ? textIn(value.slice(0, 200)) : undefined;
    if (pointer === "" || said === undefined) return [];
    return [
      bodyFinding({
        pointer,
        rule: "object-object",
        expected,
        found: said.found,
        suggestion: /\bobject\b/.test(expected)
          ? `Give ${placeName(pointer)} the object itself, not its text. ${said.how}`
          : `Give ${placeName(pointer)} the value that was meant (the object's id, say), not the object.`,
        change: `${placeName(pointer)}: ${said.short} -> {} (what was in it is lost)`,
        fix: (one) => changeJson(one, (body) => changeAt(body, keysOf(pointer), () => ({}))),
      }),
    ];
  });
};

function textIn(value: string) {
  return texts.find(({ pattern }) => pattern.test(value));
}
