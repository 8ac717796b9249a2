import type { Finding, FindingKind } from "./list-findings.ts";

/** Gives one sentence about what to look at first, or nothing where all is well. `findings` has the worst first. */
export function adviseNext(findings: readonly Finding[]): string | undefined {
  const [worst] = findings;
  if (worst === undefined) return undefined;
  if (worst.strayHost !== undefined)
    return `a client calls ${worst.strayHost} itself; let it call the baseUrl that it is given (GENESYS_BASE_URL for a command), so that the call reaches the mock and can be looked at.`;
  if (worst.kind !== "expectation") return advice[worst.kind];
  const repeat = findings.find(({ kind, repeat: side }) => kind === worst.kind && side !== undefined)?.repeat;
  return repeatAdvice[repeat ?? "none"];
}

/** By the side to which the curl line that is shown goes. */
const repeatAdvice: Readonly<Record<"mock" | "real" | "none", string>> = {
  // A subshell: a variable that stays would later go before the client's id and secret in a live run.
  mock: "start a mock with `npx genesys-mock serve` (`npm start` in a clone) and repeat the failed call with its curl line, with GENESYSCLOUD_ACCESS_TOKEN set for that line only: ( GENESYSCLOUD_ACCESS_TOKEN=mock-token-full-access; curl ... ). That token has every right, so a scenario whose `given.token` has fewer is answered otherwise. Then correct the client, or the expectation at the line shown.",
  real: "repeat the failed call with its curl line, which goes to the real side again, with GENESYSCLOUD_ACCESS_TOKEN set to a token of that org for that line only: ( GENESYSCLOUD_ACCESS_TOKEN=...; curl ... ). Then correct the client, or the expectation at the line shown.",
  none: "no call is there to be repeated; look at what the client says, then correct it, or the expectation at the line shown.",
};

const advice: Readonly<Partial<Record<Exclude<FindingKind, "expectation">, string>>> = {
  problem: "correct the scenario files at the places shown; nothing was sent.",
  fatal: "mend what kept the run from beginning, then run it again; no scenario was run, and no call of any has left.",
  refused:
    "a call was stopped before it left, for the reason shown; correct the client or the credentials that it uses, or state the `effect` that it needs and allow it with --allow.",
  unavailable:
    "the real side did not answer as an API does, whatever was asked; run again later, or more slowly (--rate).",
  token: "get a new access token, or look whether the OAuth client is still active, and run again.",
  binding: "set each variable that is named to the id of what it is for, in .env or the environment, and run again.",
  permission:
    "the real side refused what the mock allows; give the OAuth client of the run a role with the permission that is named, or let the scenario use one without it and expect the refusal.",
  "mock-wrong":
    "the real API does what the scenario expects and the mock does not; correct the mock, beginning with the rule in its contract, and keep the expectation.",
  "api-changed":
    "the mock does what the scenario expects and the real API does not; find out whether the API changed, then correct the expectation at the line shown and the mock with it.",
  flipped:
    "read the evidence of a flipped verdict, then correct the server, or pin the found verdict at the line shown.",
  drift:
    "decide for each difference which side is right; correct the mock, or allow the difference under `compare.tolerate` with a reason and an end date.",
  error:
    "a scenario marked `!` could not run to its end, so nothing can be said about it; mend the reason given above it.",
  "fixed-bug": "a known bug is gone; remove `status: open-bug` from the scenario, so that it stays gone.",
  "clean-up":
    "the run has left something behind in the org, or may have; look for what is shown above and delete it by hand.",
  "expired-tolerance": "a tolerance is over; look whether its difference is still there, then renew or remove it.",
  "unused-tolerance": "a tolerance is not needed any more; remove it, so that a new difference in its place shows.",
};
