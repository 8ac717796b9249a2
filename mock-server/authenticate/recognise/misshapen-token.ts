import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { headerOf, withHeader } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { authenticateProblem } from "./failed-problem.ts";
import { getToken, tokenFinding } from "./token-finding.ts";
import { tokenLeftovers, tokenSlips } from "./token-slips.ts";

/** A token with something around it or in it, or what stands in the place of one. */
export const recogniseMisshapenToken: Recogniser = (subject) => {
  if (authenticateProblem(subject)?.rule !== "token-unknown") return [];
  const token = bearerOf(subject.request);
  if (token === undefined) return [];
  const leftover = tokenLeftovers.find(({ pattern }) => pattern.test(token));
  if (leftover !== undefined) {
    return [
      tokenFinding({
        rule: "token-not-filled-in",
        found: leftover.what,
        suggestion: `Put the token itself there. ${getToken}.`,
      }),
    ];
  }
  const slip = tokenSlips.find(({ mend }) => mend(token) !== token);
  if (slip === undefined || mendToken(token) === "") return [];
  const { rule, found, suggestion } = slip;
  return [
    tokenFinding(
      { rule, found, suggestion },
      { fix: mendHeader, change: "header Authorization: the same token without what does not belong to it" },
    ),
  ];
};

function mendHeader(request: DiagnosedRequest): DiagnosedRequest {
  const token = bearerOf(request);
  const mended = token === undefined ? "" : mendToken(token);
  return mended === "" || mended === token ? request : withHeader(request, "Authorization", `Bearer ${mended}`);
}

function mendToken(token: string): string {
  return tokenSlips.reduce((text, { mend }) => mend(text), token);
}

// A longer one is no token, and looking through it would take long.
const longest = 4096;

function bearerOf(request: DiagnosedRequest): string | undefined {
  const token = /^bearer\s+(.+)$/is.exec(headerOf(request, "authorization")?.trim() ?? "")?.[1];
  return token === undefined || token.length > longest ? undefined : token;
}
