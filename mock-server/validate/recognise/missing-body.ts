import { withHeader, withJson } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, takesJson } from "./body-problem.ts";

/** Texts that say nothing, and what sends them. */
const nothings: Readonly<Record<string, string>> = {
  "": "no body",
  '""': 'an empty text ("")',
  "''": "an empty text ('')",
  null: "null",
  undefined: "the text undefined: a variable without a value",
};

/** A body that is not there, or as good as. */
export const missingBody: Recogniser = (subject) => {
  const { request, operation } = subject;
  if (!takesJson(subject) || operation?.body?.required !== true || request.body.length > 100) return [];
  const text = request.body.toString("utf8").trim();
  if (!Object.hasOwn(nothings, text)) return [];
  const found = text === "" && request.body.length > 0 ? "white space only" : (nothings[text] ?? "nothing");
  return [
    bodyFinding({
      pointer: "",
      rule: "body-missing",
      expected: `a body of type ${operation.body.mediaType}`,
      found,
      suggestion:
        "Send a JSON object; look whether the client drops the body (curl needs -d, fetch needs body, axios data).",
      change: `body: ${found} -> a JSON object (its values are examples)`,
      fix: (one) => withHeader(withJson(one, {}), "Content-Type", "application/json"),
    }),
  ];
};
