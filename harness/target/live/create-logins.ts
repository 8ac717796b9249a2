import type { CallAnswer, OutgoingCall } from "#harness/target/send-call.ts";
import { TargetError } from "#harness/target/target.ts";
import { cutText } from "#redact/cut-text.ts";
import { isRecord } from "./call-org.ts";
import { callPatiently, givenUp } from "./call-patiently.ts";
import type { Pace } from "./create-pace.ts";
import type { ClientLogin } from "./environment.ts";
import { basicCredentials } from "./secrets-of.ts";

export interface LoginOptions {
  readonly loginUrl: string;
  readonly ca?: string | undefined;
  readonly pace: Pace;
  /** Ends logins early. */
  readonly signal?: AbortSignal | undefined;
  /** Told each token as soon as it is known. */
  readonly onSecret: (secret: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Gives an access token of an OAuth client. Rejects with a `TargetError`. */
export type LogIn = (client: ClientLogin) => Promise<string>;

interface Login {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly renewAt: number;
}

// A token is not begun with that ends within the longest run of a client.
const renewBeforeMs = 120_000;
const shortestUseMs = 30_000;
const defaultSeconds = 300;

/**
 * Logs clients in with client credentials, each once, and again shortly before its token ends. A 429 is waited out. A client
 * that was refused is not tried again, so that a wrong secret does not lock it.
 */
export function createLogins(options: LoginOptions): LogIn {
  const { now = Date.now } = options;
  const logins = new Map<string, Promise<Login>>();
  return async (client) => {
    const known = logins.get(client.id);
    const login = await known;
    if (login !== undefined && now() < login.renewAt) return login.token;
    // Of several who find that the token has ended, the first logs in for all.
    const renewed = logins.get(client.id);
    return (await (renewed === undefined || renewed === known ? start(client) : renewed)).token;
  };

  function start(client: ClientLogin): Promise<Login> {
    const login = logIn(client, options).then(
      ({ token, seconds }) => ({ token, renewAt: now() + Math.max(seconds * 1000 - renewBeforeMs, shortestUseMs) }),
      (error: unknown) => {
        if (!(error instanceof RefusedLoginError)) logins.delete(client.id);
        throw error;
      },
    );
    logins.set(client.id, login);
    return login;
  }
}

/** The host has said that these credentials are wrong. */
class RefusedLoginError extends TargetError {}

async function logIn(client: ClientLogin, options: LoginOptions): Promise<{ token: string; seconds: number }> {
  const { loginUrl, ca, pace, signal, onSecret } = options;
  const call: OutgoingCall = {
    baseUrl: loginUrl,
    method: "POST",
    path: "/oauth/token",
    headers: {
      Accept: "application/json",
      Authorization: `Basic ${basicCredentials(client)}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
    ca,
    signal,
  };
  const answer = await callPatiently(call, pace);
  if (answer.kind === "failed") throw new TargetError(describeUnreached(answer), { exitCode: 3 });
  const { body, status } = answer;
  if (status !== 200) throw describeRefusal({ answer, client, loginUrl });
  const token = isRecord(body) ? body["access_token"] : undefined;
  if (!isRecord(body) || typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
    const message = `The login at ${loginUrl}/oauth/token was answered 200 without an access_token; check that this is a login host of Genesys Cloud.`;
    throw new TargetError(message, { exitCode: 3 });
  }
  onSecret(token);
  return { token, seconds: typeof body["expires_in"] === "number" ? body["expires_in"] : defaultSeconds };
}

/** Why a host was not reached, and what to do; for people. */
export function describeUnreached(answer: Extract<CallAnswer, { kind: "failed" }>): string {
  if (answer === givenUp) return "The run was stopped before the real side was ready.";
  const { why, untrusted } = answer;
  return untrusted
    ? `The live run was stopped: ${why}. If the host is yours (a gateway, a proxy), give the certificate of its authority with --live-ca FILE.`
    : `The live run was stopped: ${why}. Check GENESYSCLOUD_REGION (or --live-url) and the network.`;
}

/** What the host says may repeat what it was sent; whoever prints it has to redact it. */
function describeRefusal(parts: {
  readonly answer: Extract<CallAnswer, { kind: "answered" }>;
  readonly client: ClientLogin;
  readonly loginUrl: string;
}): TargetError {
  const { answer, client, loginUrl } = parts;
  const { body, status } = answer;
  const said = isRecord(body) ? (body["error_description"] ?? body["description"] ?? body["error"]) : undefined;
  const reason = typeof said === "string" ? `, "${cutText(said, 200)}"` : "";
  const message = `The OAuth client ${client.id} could not log in at ${loginUrl}: ${status}${reason}.`;
  const isRefusal = status === 400 || status === 401;
  if (!isRefusal || /rate limit/i.test(reason)) {
    return new TargetError(`${message} Try again later, or check that this is a login host of Genesys Cloud.`, {
      exitCode: 3,
    });
  }
  return new RefusedLoginError(
    `${message} Check its id and secret, that the region is the one it was made in, and that its grant type is Client Credentials.`,
    { exitCode: 3 },
  );
}
