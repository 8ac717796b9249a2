import type { Mock } from "#mock-server/mock.ts";
import { issueAuthorizationCode } from "#mock-server/org/authorization-codes.ts";
import type { CodeChallengeMethod } from "#mock-server/org/entities.ts";
import { hasRegistered } from "#mock-server/org/redirect-uris.ts";
import type { ControlAnswer } from "./control-answer.ts";
import { unknownEntity } from "./mint-token.ts";

/** A login as it is asked for. */
export interface AuthorizationOrder {
  readonly clientId: string;
  readonly userId: string;
  /** Default: the first that the client has registered. */
  readonly redirectUri?: string;
  /** Default: those of the client. */
  readonly scopes?: readonly string[];
  readonly codeChallenge?: string;
  /** Default: S256. */
  readonly codeChallengeMethod?: CodeChallengeMethod;
}

/** Gives an authorization code as the login page does when a user agrees: for tests that have no browser. */
export async function mintAuthorization(order: AuthorizationOrder, mock: Mock): Promise<ControlAnswer> {
  const org = mock.org();
  const client = await org.oauthClients.get(order.clientId);
  if (client === undefined) return unknownEntity("OAuth client", order.clientId);
  if ((await org.users.get(order.userId))?.state !== "active") return unknownEntity("active user", order.userId);
  if (client.authorizedGrantType !== "CODE") {
    return invalid(`Expected an OAuth client for the grant CODE; ${client.name} is for ${client.authorizedGrantType}.`);
  }
  const registered = client.registeredRedirectUri ?? [];
  const redirectUri = order.redirectUri ?? registered[0];
  if (redirectUri === undefined || !hasRegistered(client, redirectUri)) {
    const found = redirectUri === undefined ? "nothing" : JSON.stringify(redirectUri.slice(0, 100));
    return invalid(
      `/redirectUri: expected one that the client has registered (${registered.join(", ")}), found ${found}.`,
    );
  }
  const scopes = order.scopes ?? client.scope;
  const { codeChallenge, codeChallengeMethod = "S256" } = order;
  const { settings } = mock.contract(mock.defaultContract);
  const lifetime = Number(settings["authorizationCodeLifetimeSeconds"]);
  const { code } = await issueAuthorizationCode(
    org,
    {
      clientId: client.id,
      userId: order.userId,
      redirectUri,
      ...(scopes === undefined ? {} : { scopes }),
      ...(codeChallenge === undefined ? {} : { codeChallenge, codeChallengeMethod }),
    },
    lifetime,
  );
  return { status: 200, body: { code, redirectUri, expiresIn: lifetime } };
}

function invalid(message: string): ControlAnswer {
  return { status: 400, body: { code: "control.body.invalid", message } };
}
