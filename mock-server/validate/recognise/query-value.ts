import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { problemsOf } from "./body-problem.ts";
import { nearestName } from "./nearest-name.ts";

/** A query parameter with a value that it cannot have: the nearest one that it can, or none. */
export const queryValue: Recogniser = (subject) =>
  problemsOf(subject)
    .filter((problem) => problem.in === "query" && problem.rule.startsWith("query-"))
    .map(({ pointer, expected, found, rule }) => {
      const schema = subject.operation?.parameters.find(({ name }) => name === pointer)?.schema;
      const values = schema?.enum ?? schema?.itemsEnum ?? (schema?.type === "boolean" ? ["true", "false"] : []);
      const near = nearestName(found.replaceAll('"', ""), values);
      const place = { in: "query", pointer } as const;
      return {
        problem: {
          check: "validate",
          ...place,
          rule,
          expected,
          found,
          suggestion: near === undefined ? `Send ${expected}, or leave ${pointer} out.` : `Write it ${near}.`,
        },
        explains: place,
        change: near === undefined ? `query ${pointer} left out` : `query ${pointer}: ${found} -> ${near}`,
        fix: (request: DiagnosedRequest) => withParameter(request, pointer, near),
      };
    });

function withParameter(request: DiagnosedRequest, name: string, value: string | undefined): DiagnosedRequest {
  const mark = request.path.indexOf("?");
  if (mark < 0) return request;
  const query = new URLSearchParams(request.path.slice(mark + 1));
  if (value === undefined) query.delete(name);
  else query.set(name, value);
  const text = query.toString();
  return { ...request, path: `${request.path.slice(0, mark)}${text === "" ? "" : `?${text}`}` };
}
