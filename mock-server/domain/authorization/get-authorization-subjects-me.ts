import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import { formatSubject } from "./subject-body.ts";

/** The roles of whoever holds the token, a user or an OAuth client. */
export const getAuthorizationSubjectsMe: Handler = async (call, org) => {
  const { principal } = call;
  if (principal.kind !== "user" && principal.kind !== "client") {
    throw new Error("a bearer operation was reached without a token");
  }
  const store = principal.kind === "user" ? org.users : org.oauthClients;
  return answer(await formatSubject(principal.id, await store.get(principal.id), org));
};
