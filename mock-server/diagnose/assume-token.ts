import { parseAuthorization } from "#mock-server/authenticate/parse-authorization.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { AccessToken, OrgData } from "#mock-server/org/entities.ts";
import { type Assumptions, canBeToken } from "./assumptions.ts";
import type { DiagnosedRequest } from "./diagnosis.ts";
import { headerOf, placeholderToken } from "./mend-request.ts";

/** The org's data with the token of a request in it, where a token that the org does not know is assumed to be valid. */
export function assumeToken(
  request: DiagnosedRequest,
  parts: { readonly data: OrgData; readonly assumptions: Assumptions | undefined; readonly contract: Contract },
): { readonly data: OrgData; readonly assumed: readonly string[] } {
  const { data, assumptions, contract } = parts;
  if (assumptions === undefined || assumptions.tokens === false) return { data, assumed: [] };
  const found = findOperation(contract, request.method, request.path.split(/[?#]/, 1)[0] ?? "");
  if (found.kind === "found" && found.operation.security !== "bearer") return { data, assumed: [] };
  const authorization = parseAuthorization(headerOf(request, "authorization"));
  if (authorization.kind !== "bearer" || !canBeToken(authorization.token)) return { data, assumed: [] };
  // In place of one of the mock's own, too: whoever asks without a server knows none of its tokens.
  const tokens = data.tokens.filter(({ accessToken }) => accessToken !== authorization.token);
  if (tokens.length < data.tokens.length && assumptions.permissions === undefined) return { data, assumed: [] };
  const rights =
    assumptions.permissions === undefined
      ? "has every right"
      : `has the permissions ${assumptions.permissions.join(", ") || "of nobody"}`;
  return {
    data: { ...data, tokens: [...tokens, aToken(authorization.token, data, assumptions.permissions)] },
    assumed: [`The token is valid and ${rights}.`],
  };
}

/** The org's data with the token that stands for a valid one in a request that was mended. */
export function withPlaceholderToken(data: OrgData): OrgData {
  if (data.tokens.some(({ accessToken }) => accessToken === placeholderToken)) return data;
  return { ...data, tokens: [...data.tokens, aToken(placeholderToken, data)] };
}

/** A token of a user, since some operations take no other. */
function aToken(accessToken: string, data: OrgData, permissions: readonly string[] = ["*:*:*"]): AccessToken {
  const user = data.users.find(({ state }) => state === "active");
  return {
    accessToken,
    clientId: data.oauthClients[0]?.id ?? "assumed-client",
    ...(user === undefined ? {} : { userId: user.id }),
    permissions,
  };
}
