import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import { expansionsOfMe } from "./expand-me.ts";
import { expandNames, expandUser } from "./expand-user.ts";
import { formatUser } from "./user-body.ts";

/** Reads the user of the token. Client credentials were refused before (`x-requires-user`). */
export const getUsersMe: Handler = async (call, org) => {
  const user = call.principal.kind === "user" ? await org.users.get(call.principal.id) : undefined;
  if (user === undefined) throw new Error("users/me was reached without a token of an existing user");
  const names = expandNames(call.input.query["expand"]);
  const context = { call, org };
  const expanded = await expandUser(user, names, context);
  return answer(formatUser(user, org, { ...expanded, ...(await expandUser(user, names, context, expansionsOfMe)) }));
};
