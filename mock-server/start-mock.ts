import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { answerMalformed } from "./answer-malformed.ts";
import { createContractTable } from "./contract/index.ts";
import { createMock, type Mock, type MockOptions } from "./mock.ts";
import type { OrgData } from "./org/entities.ts";
import { loadOrg } from "./seed/load-org.ts";
import { createApiHandler } from "./serve-api.ts";

export interface StartOptions extends Omit<MockOptions, "org"> {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free one. */
  readonly port?: number;
  /** The org to start with, in place of the default one of the seed. */
  readonly org?: OrgData;
  /**
   * Whether `/__mock` is served; default true. Without it Express is not loaded, and the mock is controlled from its own
   * process only (`callControl`).
   */
  readonly controlPlane?: boolean;
}

export interface RunningMock {
  readonly mock: Mock;
  /** e.g. `http://127.0.0.1:8088` */
  readonly url: string;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/** Starts a mock on a port. Rejects with node's error (`EADDRINUSE`, `EACCES` ...) if it cannot listen there. */
export async function startMock(options: StartOptions = {}): Promise<RunningMock> {
  const { host = "127.0.0.1", port = 0, seed = 1, contracts = createContractTable(), controlPlane = true } = options;
  const org = options.org ?? (await loadOrg(seed, contracts));
  const mock = createMock({ ...options, seed, contracts, org });
  const listener = controlPlane ? (await import("./app.ts")).createListener(mock) : createApiListener(mock);
  // A missing Host header would get an empty 400 from node itself.
  const server = createServer({ requireHostHeader: false, requestTimeout: 60_000, headersTimeout: 20_000 }, listener);
  const openCalls = trackCalls(server);
  server.on("clientError", (error, socket) => {
    const open = openCalls.get(socket);
    // A request that came whole before the malformed bytes gets its answer first.
    if (open?.request.complete) open.response.once("close", () => answerMalformed(error, { socket, mock }));
    else answerMalformed(error, { socket, mock });
  });
  // Without this listener node answers an unknown expectation itself, without a body.
  server.on("checkExpectation", listener);
  await listen(server, { host, port });
  // A server that listens on a port has an address object.
  const address = server.address() as AddressInfo;
  return { mock, url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`, close: () => close(server) };
}

/** The Platform API alone. What is thrown after an answer has begun ends its connection, as in the app. */
function createApiListener(mock: Mock): RequestListener {
  const serveApi = createApiHandler(mock);
  return (request, response) => {
    serveApi(request, response).catch(() => response.destroy());
  };
}

/** For each connection its latest request, as long as that is not answered. */
function trackCalls(
  server: Server,
): WeakMap<Duplex, { readonly request: IncomingMessage; readonly response: ServerResponse }> {
  const open = new WeakMap<Duplex, { request: IncomingMessage; response: ServerResponse }>();
  server.on("request", (request, response) => {
    open.set(request.socket, { request, response });
    response.once("close", () => {
      // The next request of the connection may have come already.
      if (open.get(request.socket)?.response === response) open.delete(request.socket);
    });
  });
  return open;
}

function listen(server: Server, address: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
