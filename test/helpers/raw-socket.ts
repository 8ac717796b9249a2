import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** What came back over a connection, until it was closed. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Everything, as it was on the wire. */
  readonly text: string;
}

const longestWait = 5000;

/** Sends bytes as they are and gives all that comes back, once the other side has closed the connection. */
export async function sendBytes(url: string, ...parts: readonly (string | Uint8Array)[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, "connect");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  // A server that closes early makes the rest of the bytes bounce.
  socket.on("error", () => socket.destroy());
  for (const part of parts) socket.write(part);
  const cancel = new AbortController();
  const closed = once(socket, "close").then(() => true);
  const late = wait(longestWait, false, { signal: cancel.signal }).catch(() => false);
  const inTime = await Promise.race([closed, late]);
  cancel.abort();
  socket.destroy();
  if (!inTime) throw new Error(`the connection was still open after ${longestWait} ms`);
  return parseAnswer(Buffer.concat(chunks).toString("utf8"));
}

/** The first response in a text. */
function parseAnswer(text: string): RawAnswer {
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...lines] = text.slice(0, Math.max(end, 0)).split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  const length = Number(headers["content-length"] ?? 0);
  const body = Buffer.from(text.slice(end + 4))
    .subarray(0, length)
    .toString("utf8");
  return { status: Number(first.split(" ")[1] ?? Number.NaN), headers, body, text };
}
