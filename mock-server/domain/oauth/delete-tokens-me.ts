import type { Handler } from "#mock-server/call.ts";
import { tokenHolder } from "./token-holder.ts";

/** Revokes the token (SW18, CLI: 200 without a body); the next call with it is a 401. */
export const deleteTokensMe: Handler = async (call, org) => {
  const { accessToken } = tokenHolder(call);
  if (accessToken === undefined) throw new Error("a bearer operation was reached without its token");
  await org.tokens.delete(accessToken);
  return { kind: "success", status: 200 };
};
