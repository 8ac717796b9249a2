import { placeholderToken, withHeader } from "#mock-server/diagnose/mend-request.ts";
import { problemsOfTrial } from "#mock-server/diagnose/problems-of-trial.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";

/** Another token, where the one that was sent opens nothing, or not this. */
export const useValidToken: Recogniser = ({ served, contract }) => {
  const problem = problemsOfTrial(served, contract).find(
    ({ check }) => check === "authenticate" || check === "authorize",
  );
  if (problem === undefined || served.operation?.security !== "bearer") return [];
  const change =
    problem.check === "authenticate"
      ? "header Authorization: a token that is valid"
      : `header Authorization: a token with ${problem.expected}`;
  return [{ problem, change, fix: (request) => withHeader(request, "Authorization", `Bearer ${placeholderToken}`) }];
};
