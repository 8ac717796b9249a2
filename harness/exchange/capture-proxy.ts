import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AuthorizedCall, TokenGuard } from "./create-token-guard.ts";
import { type HeaderLines, headerLines } from "./end-to-end-headers.ts";
import type { Exchange } from "./exchange.ts";
import { createExchangeLog } from "./exchange-log.ts";
import { forwardCall } from "./forward-call.ts";
import { keepOrder } from "./keep-order.ts";
import { maxHeaderSize } from "./open-upstream.ts";
import { possibleMethods } from "./possible-methods.ts";
import { refuseCall } from "./refuse-call.ts";
import { refuseMalformed } from "./refuse-malformed.ts";
import { trustCa } from "./trust-ca.ts";

export interface CaptureProxyOptions {
  /** Base URL of the API host; every call goes there but those to `/oauth/`. */
  readonly apiUrl: string;
  /** Base URL of the login host, which gets the calls to `/oauth/`. */
  readonly loginUrl: string;
  /** How many exchanges are kept, the newest ones; default 10,000. */
  readonly maxExchanges?: number;
  /** How many bytes of each body are kept; default 10 MiB. What passes is never cut. */
  readonly maxBodyBytes?: number;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly ca?: string;
  /** Headers that every call gets on its way, in place of the client's own of that name. They are not in the exchange. */
  readonly addedHeaders?: HeaderLines;
  /**
   * Asked before a call leaves: a text is the reason to refuse it. Then nothing is sent, the client is answered 403 with the
   * code `refused.for.safety`, and the exchange is `refused`.
   */
  readonly refuse?: (call: { readonly method: string; readonly path: string }) => string | undefined;
  /** Asked next, and waited for: the reason to refuse the call in the same way for the credentials that it brings. */
  readonly refuseToken?: TokenGuard;
  /** Waited for before each call leaves. */
  readonly pace?: () => Promise<void>;
}

export interface CaptureProxy {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The exchanges that have ended, in the order in which their requests arrived. */
  exchanges(): readonly Exchange[];
  /** Ends at once, with all connections, busy or idle; what was under way is kept with an `error`. */
  close(): Promise<void>;
}

/**
 * Starts a proxy on a free loopback port that sends each call on unchanged (but for `Host` and what is about one
 * connection only) and keeps request and response as they passed. A target that cannot be reached is answered for with
 * 502 and the code `target.unreachable`. Rejects if the URLs or `ca` cannot be parsed or no port can be opened.
 */
export async function startCaptureProxy(options: CaptureProxyOptions): Promise<CaptureProxy> {
  const apiUrl = new URL(options.apiUrl);
  const loginUrl = new URL(options.loginUrl);
  const maxBodyBytes = options.maxBodyBytes ?? 10 * 1024 * 1024;
  const log = createExchangeLog(options.maxExchanges ?? 10_000);
  const shared = {
    maxBodyBytes,
    ...(options.addedHeaders === undefined ? {} : { addedHeaders: options.addedHeaders }),
    ...(options.pace === undefined ? {} : { turn: keepOrder(options.pace) }),
    ...(options.ca === undefined ? {} : { trusted: trustCa(options.ca) }),
  };

  // An idle connection is never closed from here, so that no client meets a connection that is just being closed.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, requireHostHeader: false, maxHeaderSize });
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse, expectsContinue: boolean) => {
    const call = { ...shared, expectsContinue, keep: log.open() };
    const reason = options.refuse && findReason(options.refuse, incoming);
    const target = incoming.url?.startsWith("/oauth/") ? loginUrl : apiUrl;
    if (reason !== undefined) {
      refuseCall(incoming, outgoing, { ...call, reason });
      return;
    }
    const pending = options.refuseToken && askLater(options.refuseToken, incoming);
    forwardCall(incoming, outgoing, { ...call, target, ...(pending === undefined ? {} : { refusal: pending }) });
  };
  server.on("request", (incoming, outgoing) => forward(incoming, outgoing, false));
  server.on("checkContinue", (incoming, outgoing) => forward(incoming, outgoing, true));
  // Any other expectation is the target's to answer.
  server.on("checkExpectation", (incoming, outgoing) => forward(incoming, outgoing, false));
  server.on("clientError", (error, socket) => {
    const exchange = refuseMalformed(error, socket);
    if (exchange !== undefined) log.open()(exchange);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The capture proxy has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    exchanges: log.list,
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Asked for every method that the call may be taken for; the first reason counts. */
function findReason(refuse: NonNullable<CaptureProxyOptions["refuse"]>, incoming: IncomingMessage): string | undefined {
  try {
    for (const method of possibleMethods(incoming)) {
      const reason = refuse({ method, path: incoming.url ?? "" });
      if (reason !== undefined) return reason;
    }
    return undefined;
  } catch (error) {
    return notChecked(error);
  }
}

function askLater(refuseToken: TokenGuard, incoming: IncomingMessage): ReturnType<TokenGuard> {
  const authorizations = headerLines(incoming.rawHeaders)
    .filter(([name]) => name.toLowerCase() === "authorization")
    .map(([, value]) => value);
  const call: AuthorizedCall = { methods: possibleMethods(incoming), path: incoming.url ?? "", authorizations };
  try {
    return refuseToken(call)?.catch(notChecked);
  } catch (error) {
    return Promise.resolve(notChecked(error));
  }
}

/** A check that does not work must not let a call through. */
function notChecked(error: unknown): string {
  return `it could not be checked what the call does (${error instanceof Error ? error.message : String(error)})`;
}
