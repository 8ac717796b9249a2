import type { Handler } from "#mock-server/call.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { userOfTokenGone } from "./faults.ts";
import { formatUser } from "./user-body.ts";

/** Reads the user of the token. Client credentials were refused before (`x-requires-user`). */
export const getUsersMe: Handler = async (call, org) => {
  const user = call.principal.kind === "user" ? await org.users.get(call.principal.id) : undefined;
  return user === undefined ? refuse(userOfTokenGone()) : answer(formatUser(user, org));
};
