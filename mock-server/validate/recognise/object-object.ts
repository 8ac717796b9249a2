import { changeAt, changeJson, keysOf, readJson, valueAt, withJson } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf, placeName, takesJson } from "./body-problem.ts";

const said = /^"?\[object \w+\](?:,\[object \w+\])*"?$/;
const found = "[object Object]: JavaScript's text for an object that was not encoded";

/** `[object Object]` for the body, or for a value in it. What the object held is lost, so that only its place can be mended. */
export const objectObject: Recogniser = (subject) => {
  const { request } = subject;
  if (!takesJson(subject)) return [];
  if (said.test(request.body.toString("utf8", 0, 200).trim())) {
    return [
      bodyFinding({
        pointer: "",
        rule: "object-object",
        expected: "a JSON object",
        found,
        suggestion: "Send JSON.stringify(body), or let the client encode the object.",
        change: "body: [object Object] -> a JSON object (what was in it is lost; the values are examples)",
        fix: (one) => withJson(one, {}),
      }),
    ];
  }
  const read = readJson(request);
  if (read.kind === "text") return [];
  return bodyProblemsOf(subject).flatMap(({ pointer, expected }) => {
    const value = valueAt(read.value, keysOf(pointer));
    if (pointer === "" || typeof value !== "string" || !said.test(value.slice(0, 200))) return [];
    return [
      bodyFinding({
        pointer,
        rule: "object-object",
        expected,
        found,
        suggestion: /\bobject\b/.test(expected)
          ? `Give ${placeName(pointer)} the object itself, not its text.`
          : `Give ${placeName(pointer)} the value that was meant (the object's id, say), not the object.`,
        change: `${placeName(pointer)}: [object Object] -> {} (what was in it is lost)`,
        fix: (one) => changeJson(one, (body) => changeAt(body, keysOf(pointer), () => ({}))),
      }),
    ];
  });
};
