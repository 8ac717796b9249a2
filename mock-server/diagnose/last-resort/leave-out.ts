import { changeAt, changeJson, keysOf } from "#mock-server/diagnose/mend-request.ts";
import { problemsOfTrial } from "#mock-server/diagnose/problems-of-trial.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";

// More than these are no request that somebody means.
const mostPlaces = 20;

/** A property of the body whose value cannot be right: without it, the request may be. */
export const leaveOut: Recogniser = ({ served, contract }) =>
  problemsOfTrial(served, contract)
    .filter((problem) => problem.in === "body" && problem.pointer !== "" && problem.rule !== "missing-property")
    .slice(0, mostPlaces)
    .map((problem) => {
      const keys = keysOf(problem.pointer);
      return {
        problem,
        change: `${["body", ...keys].join(".")} left out`,
        fix: (request) => changeJson(request, (body) => changeAt(body, keys, () => undefined)),
      };
    });
