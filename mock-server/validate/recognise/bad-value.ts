import { plainValue } from "#mock-server/contract/describe-value.ts";
import { changeAt, changeJson, keysOf, readJson, valueAt } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf, placeName } from "./body-problem.ts";
import { nearestName } from "./nearest-name.ts";
import { schemaAt } from "./schema-at.ts";

/** A word that is not in the closed list of a property: the nearest that is, or the first. */
export const badValue: Recogniser = (subject) => {
  const read = readJson(subject.request);
  if (read.kind === "text") return [];
  return bodyProblemsOf(subject)
    .filter(({ check, rule }) => check === "validate" && rule === "bad-value")
    .flatMap(({ pointer, expected, found }) => {
      const keys = keysOf(pointer);
      const listed = schemaAt(subject, keys)?.["enum"];
      const allowed = (Array.isArray(listed) ? listed : []).filter((word) => typeof word === "string");
      const near = nearestName(plainValue(valueAt(read.value, keys)), allowed);
      const word = near ?? allowed[0];
      if (word === undefined) return [];
      return [
        bodyFinding({
          pointer,
          rule: "bad-value",
          expected,
          found,
          suggestion: near === undefined ? `Send ${expected}.` : `Write it ${JSON.stringify(near)}.`,
          change: `${placeName(pointer)}: ${plainValue(valueAt(read.value, keys))} -> ${word}`,
          fix: (request) => changeJson(request, (body) => changeAt(body, keys, () => word)),
        }),
      ];
    });
};
