import { type Agent, type OutgoingHttpHeaders, request } from "node:http";
import { createConnection } from "node:net";

/** An answer as it was on the wire; header names are in lower case. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/**
 * Sends bytes on a connection of their own and gives all answers that come until the other side closes it. After `idleMs`
 * without a sign of life the request is taken for unfinished, and this side of the connection is ended. Throws when what comes
 * back is no HTTP, or when the connection is never closed.
 */
export async function sendBytes(url: string, bytes: string | Uint8Array, idleMs = 400): Promise<RawAnswer[]> {
  const { hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    let ended = false;
    socket.on("data", (chunk) => chunks.push(chunk));
    // A reset is a close; what has come before it counts.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve());
    socket.setTimeout(idleMs, () => {
      if (ended) {
        reject(new Error(`The connection was never closed; so far: ${Buffer.concat(chunks).toString("latin1")}`));
        socket.destroy();
      }
      ended = true;
      socket.setTimeout(5_000);
      socket.end();
    });
    socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  });
  return parseAnswers(Buffer.concat(chunks));
}

/** Takes bytes apart into answers with a Content-Length; one to HEAD has a length and no body, and can only be the last. */
export function parseAnswers(bytes: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) throw new Error(`This is no HTTP: ${JSON.stringify(rest.toString("latin1").slice(0, 200))}`);
    const [statusLine = "", ...lines] = rest.subarray(0, end).toString("latin1").split("\r\n");
    const status = Number(/^HTTP\/1\.1 (\d{3}) [\x20-\x7e]*$/.exec(statusLine)?.[1]);
    if (Number.isNaN(status)) throw new Error(`This is no status line: ${JSON.stringify(statusLine)}`);
    const headers: Record<string, string> = Object.fromEntries(lines.map(parseHeader));
    rest = rest.subarray(end + 4);
    // 100 Continue comes before the answer proper.
    if (status < 200) continue;
    const length = Number(headers["content-length"]);
    if (!Number.isInteger(length) || (rest.length < length && rest.length > 0)) {
      throw new Error(`The Content-Length ${headers["content-length"]} is not that of ${rest.length} bytes`);
    }
    answers.push({ status, headers, body: rest.subarray(0, length).toString("utf8") });
    rest = rest.subarray(length);
  }
  return answers;
}

function parseHeader(line: string): [string, string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new Error(`This is no header: ${JSON.stringify(line)}`);
  return [name.toLowerCase(), value];
}

/** Sends a request through node's own client, which takes any header value that is legal and any bytes as the body. */
export function sendThroughNode(
  url: string,
  parts: { agent: Agent; method: string; path: string; headers: OutgoingHttpHeaders; body?: Uint8Array | string },
): Promise<RawAnswer> {
  const { agent, method, path, headers, body = "" } = parts;
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, agent, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const joined = Object.entries(response.headers).map(([name, value]) => [name, value?.toString()]);
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(joined), body: text });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
