import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";

/** One call too many: when the next is answered. Nothing about the request is wrong, so nothing is mended. */
export const recogniseRateLimit: Recogniser = ({ served, operation }) => {
  const { outcome } = served;
  if (outcome.kind !== "refused") return [];
  const problem = outcome.fault.problems.find(({ rule }) => rule === "rate-limit");
  const seconds = outcome.fault.headers?.["Retry-After"];
  if (problem === undefined || seconds === undefined) return [];
  const pointer = problem.in === "body" ? problem.pointer : problem.field;
  const perWhat =
    operation?.security === "basic" ? "Keep a token until it expires." : "The limit counts per token and client.";
  return [
    {
      problem: {
        check: problem.check,
        in: problem.in,
        pointer,
        rule: "rate-limit",
        expected: problem.expected,
        found: problem.found,
        suggestion: `Wait ${seconds} seconds, as Retry-After says, then send the same request again. ${perWhat}`,
      },
      explains: { in: problem.in, pointer },
    },
  ];
};
