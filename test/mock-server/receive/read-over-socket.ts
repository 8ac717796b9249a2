import { once } from "node:events";
import { createServer } from "node:http";
import { createConnection, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { type ReadCall, readCall } from "#mock-server/receive/read-call.ts";

/** One request on its way to `readCall` through a socket and node's own parser. */
export interface Sending {
  readonly socket: Socket;
  /** What `readCall` made of it. */
  readonly read: Promise<ReadCall>;
  /** Whether node has the whole request, once `read` is there. */
  wasRead(): boolean;
}

/** Opens a connection to a server that gives its requests to `readCall`; both end with the test. */
export async function sendToReadCall(bytesMax: number): Promise<Sending> {
  let tell: (read: ReadCall) => void = () => {};
  let complete = false;
  const read = new Promise<ReadCall>((resolve) => {
    tell = resolve;
  });
  const server = createServer({ requireHostHeader: false }, async (request, response) => {
    const result = await readCall(request, { correlationId: "id-1", bytesMax });
    complete = request.complete;
    tell(result);
    response.end("read");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const socket = createConnection({ host: "127.0.0.1", port });
  socket.on("error", () => socket.destroy());
  onTestFinished(() => {
    socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { socket, read, wasRead: () => complete };
}

/** What `readCall` makes of a request that is sent as these bytes. */
export async function readBytes(bytes: string | Buffer, bytesMax = 1000): Promise<ReadCall> {
  const { socket, read } = await sendToReadCall(bytesMax);
  socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  return read;
}
