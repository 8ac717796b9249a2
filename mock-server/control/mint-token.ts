import type { Mock } from "#mock-server/mock.ts";
import { formatInstant } from "#mock-server/org/clock.ts";
import type { AccessToken, OAuthClient } from "#mock-server/org/entities.ts";
import { unusedToken } from "#mock-server/org/org.ts";
import type { ControlAnswer } from "./control-answer.ts";

/** A token as it is asked for; what is left out is what the named OAuth client gives its tokens, or else all. */
export interface TokenOrder {
  readonly userId?: string;
  readonly clientId?: string;
  readonly permissions?: readonly string[];
  readonly scopes?: readonly string[];
  /** Seconds; not above 0 gives a token that has expired already. */
  readonly expiresIn?: number;
}

const defaultLifetime = 86_400;
const everything = ["*:*:*"];

/** Mints an access token: a user token with `userId`, else one of client credentials. Answers as the login host does. */
export async function mintToken(order: TokenOrder, mock: Mock): Promise<ControlAnswer> {
  const org = mock.org();
  if (order.userId !== undefined && (await org.users.get(order.userId)) === undefined)
    return unknownEntity("user", order.userId);
  const client =
    order.clientId === undefined ? (await org.oauthClients.list())[0] : await org.oauthClients.get(order.clientId);
  if (client === undefined) return unknownEntity("OAuth client", order.clientId ?? "");
  const own = order.clientId === undefined ? undefined : tokenRights(client, order);
  const expiresIn = order.expiresIn ?? own?.expiresIn ?? defaultLifetime;
  const permissions = order.permissions ?? (own === undefined ? everything : undefined);
  const scopes = order.scopes ?? own?.scopes;
  const token: AccessToken = {
    accessToken: await unusedToken(org),
    clientId: client.id,
    ...(order.userId === undefined ? {} : { userId: order.userId }),
    ...(permissions === undefined ? {} : { permissions }),
    ...(scopes === undefined ? {} : { scopes }),
    expiresAt: formatInstant(org.clock.now() + expiresIn * 1000),
  };
  await org.tokens.put(token);
  return { status: 200, body: { access_token: token.accessToken, token_type: "bearer", expires_in: expiresIn } };
}

/**
 * What a login with client credentials gives beside the permissions of the client's roles, which are asked for at each call. Undefined
 * for a user's token, and for a client that gets none of its own: its tokens are those of users, whose rights it does not say.
 */
function tokenRights(
  { authorizedGrantType, scope, accessTokenValiditySeconds }: OAuthClient,
  { userId }: TokenOrder,
): { readonly scopes?: readonly string[]; readonly expiresIn: number } | undefined {
  if (userId !== undefined || authorizedGrantType !== "CLIENT-CREDENTIALS") return undefined;
  return { ...(scope === undefined ? {} : { scopes: scope }), expiresIn: accessTokenValiditySeconds };
}

/** The body names an entity by an id that the org does not have. */
export function unknownEntity(kind: string, id: string): ControlAnswer {
  return {
    status: 400,
    body: {
      code: "control.body.invalid",
      message: `No ${kind} has the id ${JSON.stringify(id.slice(0, 60))}. GET /__mock/org lists them.`,
    },
  };
}
