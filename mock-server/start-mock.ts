import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { answerMalformed } from "./answer-malformed.ts";
import { createListener } from "./app.ts";
import { createMock, type Mock, type MockOptions } from "./mock.ts";

export interface StartOptions extends MockOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free one. */
  readonly port?: number;
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
  const { host = "127.0.0.1", port = 0 } = options;
  const mock = createMock(options);
  const listener = createListener(mock);
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
