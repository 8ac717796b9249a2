import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text as it is. */
  readonly body?: unknown;
}

export interface SeenCall {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A server on this machine that gives one reply after the other, and 404 when there is none left. */
export async function serveReplies(
  replies: readonly Reply[],
): Promise<{ readonly url: string; readonly seen: readonly SeenCall[]; close(): Promise<void> }> {
  const seen: SeenCall[] = [];
  const left = [...replies];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    seen.push({ method, path: url, authorization: headers.authorization, body: Buffer.concat(chunks).toString() });
    const { status, headers: own = {}, body = "" } = left.shift() ?? { status: 404 };
    response.writeHead(status, own).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
