import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { lackingToken, rightsFinding } from "./token-of.ts";

/** A token of an OAuth client where only a user's will do (SW18: `not.a.user`). */
export const recogniseUserNeeded: Recogniser = (subject) => {
  const { operation } = subject;
  if (operation === undefined || lackingToken(subject, "user-context") === undefined) return [];
  return [
    rightsFinding(
      {
        rule: "user-token-needed",
        expected: "a token of a user",
        found: "a client-credentials token, behind which there is no user",
        suggestion: `Log in as a user (authorization code, with PKCE in a browser or desktop application) to call ${operation.path}; without one, GET /api/v2/tokens/me tells of the token and GET /api/v2/users/{userId} of a user.`,
      },
      "a user behind it",
    ),
  ];
};
