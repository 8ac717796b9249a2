import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { answerMalformed } from "./answer-malformed.ts";
import { createApp } from "./app.ts";
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
  const app = createApp(mock);
  // A missing Host header would get an empty 400 from node itself.
  const server = createServer({ requireHostHeader: false, requestTimeout: 60_000, headersTimeout: 20_000 }, app);
  server.on("clientError", (error, socket) => answerMalformed(error, { socket, mock }));
  // Without this listener node answers an unknown expectation itself, without a body.
  server.on("checkExpectation", app);
  await listen(server, { host, port });
  // A server that listens on a port has an address object.
  const address = server.address() as AddressInfo;
  return { mock, url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`, close: () => close(server) };
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
