import { withJson } from "#mock-server/diagnose/mend-request.ts";
import { problemsOfTrial } from "#mock-server/diagnose/problems-of-trial.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";

/** An empty JSON object in place of a body that is none and cannot be read as one; what it lacks is filled in afterwards. */
export const beginAnew: Recogniser = ({ served, contract }) => {
  if (served.operation?.body?.mediaType !== "application/json") return [];
  const problem = problemsOfTrial(served, contract).find(
    ({ in: place, pointer, rule }) => place === "body" && pointer === "" && /^(?:json-syntax|wrong-type)$/.test(rule),
  );
  if (problem === undefined) return [];
  const change = "body: written anew, as a JSON object (its values are examples)";
  return [{ problem, change, fix: (request) => withJson(request, {}) }];
};
