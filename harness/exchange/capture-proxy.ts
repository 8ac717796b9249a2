import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Exchange } from "./exchange.ts";
import { createExchangeLog } from "./exchange-log.ts";
import { forwardCall } from "./forward-call.ts";
import { maxHeaderSize } from "./open-upstream.ts";
import { refuseMalformed } from "./refuse-malformed.ts";

export interface CaptureProxyOptions {
  /** Base URL of the API host; every call goes there but those to `/oauth/`. */
  readonly apiUrl: string;
  /** Base URL of the login host, which gets the calls to `/oauth/`. */
  readonly loginUrl: string;
  /** How many exchanges are kept, the newest ones; default 10,000. */
  readonly maxExchanges?: number;
  /** How many bytes of each body are kept; default 10 MiB. What passes is never cut. */
  readonly maxBodyBytes?: number;
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
 * 502 and the code `target.unreachable`. Rejects if the URLs cannot be parsed or no port can be opened.
 */
export async function startCaptureProxy(options: CaptureProxyOptions): Promise<CaptureProxy> {
  const apiUrl = new URL(options.apiUrl);
  const loginUrl = new URL(options.loginUrl);
  const maxBodyBytes = options.maxBodyBytes ?? 10 * 1024 * 1024;
  const log = createExchangeLog(options.maxExchanges ?? 10_000);

  // An idle connection is never closed from here, so that no client meets a connection that is just being closed.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, requireHostHeader: false, maxHeaderSize });
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse, expectsContinue: boolean) => {
    const target = incoming.url?.startsWith("/oauth/") ? loginUrl : apiUrl;
    forwardCall(incoming, outgoing, { target, maxBodyBytes, expectsContinue, keep: log.open() });
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
