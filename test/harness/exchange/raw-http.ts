import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";

/** A server that keeps the bytes it gets, and answers as it is told. */
export interface RawTarget {
  readonly url: string;
  readonly host: string;
  /** What each connection has sent so far, as latin1 text. */
  readonly received: readonly string[];
  close(): Promise<void>;
}

/** `onData` sees all text of a connection so far, each time that more has come, and the connection's number from 0. */
export async function startRawTarget(
  onData: (socket: Socket, text: string, place: number) => void,
): Promise<RawTarget> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const place = received.push("") - 1;
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      const text = (received[place] ?? "") + chunk.toString("latin1");
      received[place] = text;
      onData(socket, text, place);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    received,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Answers once the head and `bodyBytes` bytes have come. */
export function answerWith(response: string, bodyBytes = 0): (socket: Socket, text: string) => void {
  return (socket, text) => {
    const end = text.indexOf("\r\n\r\n");
    if (end >= 0 && text.length >= end + 4 + bodyBytes) socket.end(response, "latin1");
  };
}

export interface RawConnection {
  readonly socket: Socket;
  /** Everything that has come back so far, as latin1 text. */
  text(): string;
  /** Resolves as soon as the text holds `part`. */
  until(part: string): Promise<string>;
  /** Resolves when the other side has closed. */
  closed(): Promise<string>;
}

export function connectRaw(url: string): RawConnection {
  const { hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  let text = "";
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    socket.emit("more");
  });
  const ended = once(socket, "close");
  return {
    socket,
    text: () => text,
    async until(part) {
      while (!text.includes(part)) {
        if (socket.destroyed) throw new Error(`The connection was closed after ${JSON.stringify(text)}`);
        await Promise.race([once(socket, "more"), ended]);
      }
      return text;
    },
    async closed() {
      await ended;
      return text;
    },
  };
}

/** Sends the bytes on a connection of their own and gives back all that comes until the other side closes. */
export async function sendRaw(url: string, bytes: string): Promise<string> {
  const connection = connectRaw(url);
  connection.socket.write(bytes, "latin1");
  return connection.closed();
}
