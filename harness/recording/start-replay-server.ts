import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { decodeBody, encodeBody } from "#harness/exchange/decode-body.ts";
import { endToEndHeaders, type HeaderLines, headerLines } from "#harness/exchange/end-to-end-headers.ts";
import { addedByNode } from "#harness/exchange/open-upstream.ts";
import type { Replayed } from "./create-replay.ts";
import type { RecordedCall } from "./recorded-run.ts";

export interface ReplayServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

/** As the capture proxy does: the recording decides what is too long, not the server. */
const maxHeaderSize = 1024 * 1024;
const maxBodyBytes = 100 * 1024 * 1024;

/** Serves a replay on a free loopback port. What is not in the recording is answered 502 with a code of ours. */
export async function startReplayServer(replay: (request: RecordedCall["request"]) => Replayed): Promise<ReplayServer> {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, requireHostHeader: false, maxHeaderSize });
  server.on("request", (incoming, outgoing) => {
    outgoing.on("error", () => outgoing.destroy());
    incoming.on("error", () => outgoing.destroy());
    collect(incoming, (body) => {
      if (body === undefined) {
        answerProblem(outgoing, "expected a body of at most 100 MB; no recording holds a longer one");
        return;
      }
      try {
        answer(outgoing, { request: requestOf(incoming, body), replay });
      } catch (error) {
        // What a client sends, or somebody wrote into the file, must not end the run.
        answerProblem(
          outgoing,
          `the recorded response cannot be sent (${reasonOf(error)}); correct it, or record it again`,
        );
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The replay server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function collect(incoming: IncomingMessage, done: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  incoming.once("end", () => done(size > maxBodyBytes ? undefined : Buffer.concat(chunks)));
}

function requestOf(incoming: IncomingMessage, sent: Buffer): RecordedCall["request"] {
  const headers = headerLines(incoming.rawHeaders);
  const decoded = decodeBody({ headers, body: sent });
  // What could not be decoded was left out of the recording, too.
  const body = decoded.kind === "broken" ? Buffer.alloc(0) : decoded.body;
  return { method: incoming.method ?? "", path: incoming.url ?? "", headers, body };
}

function answer(
  outgoing: ServerResponse,
  parts: { readonly request: RecordedCall["request"]; readonly replay: (request: RecordedCall["request"]) => Replayed },
): void {
  const replayed = parts.replay(parts.request);
  if (replayed.kind === "no-response") {
    outgoing.destroy();
    return;
  }
  if (replayed.kind === "unknown" || replayed.kind === "refused") {
    answerProblem(outgoing, replayed.message, replayed.kind === "refused" ? "recording.call.refused" : undefined);
    return;
  }
  const { response } = replayed;
  const body = encodeBody(response);
  const mayLackBody = parts.request.method === "HEAD" || response.status === 304;
  outgoing.sendDate = false;
  for (const name of addedByNode) outgoing.removeHeader(name);
  outgoing.writeHead(response.status, framedAnew(response.headers, mayLackBody ? undefined : body).flat());
  outgoing.end(body);
}

/** Placeholders and aliases may have changed the length of a body. */
function framedAnew(headers: HeaderLines, body: Buffer | undefined): HeaderLines {
  return endToEndHeaders(headers).map(([name, value]) =>
    name.toLowerCase() === "content-length" && body !== undefined ? [name, String(body.length)] : [name, value],
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function answerProblem(outgoing: ServerResponse, message: string, code = "recording.no.such.call"): void {
  if (outgoing.headersSent) return;
  const body = Buffer.from(JSON.stringify({ code, message }));
  outgoing.writeHead(502, { "Content-Type": "application/json", "Content-Length": body.length });
  outgoing.end(body);
}
