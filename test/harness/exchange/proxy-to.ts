import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import { onTestFinished } from "vitest";
import { type CaptureProxy, type CaptureProxyOptions, startCaptureProxy } from "#harness/exchange/capture-proxy.ts";
import { type RawTarget, startRawTarget } from "./raw-http.ts";

/** A proxy in front of a target that answers with raw bytes; both end with the test. */
export async function proxyTo(
  answer: (socket: Socket, text: string) => void,
  options: Partial<CaptureProxyOptions> = {},
): Promise<{ readonly target: RawTarget; readonly proxy: CaptureProxy }> {
  const target = await startRawTarget(answer);
  const proxy = await startCaptureProxy({ apiUrl: target.url, loginUrl: target.url, ...options });
  onTestFinished(async () => {
    await proxy.close();
    await target.close();
  });
  return { target, proxy };
}

/** A proxy in front of node's own server; both end with the test. */
export async function proxyToServer(
  handle: RequestListener,
  options: Partial<CaptureProxyOptions> = {},
): Promise<{ readonly server: Server; readonly proxy: CaptureProxy }> {
  const server = createServer(handle);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const proxy = await startCaptureProxy({ apiUrl: url, loginUrl: url, ...options });
  onTestFinished(async () => {
    await proxy.close();
    server.closeAllConnections();
    server.close();
  });
  return { server, proxy };
}

/** An address at which nothing listens. */
export async function unusedUrl(): Promise<string> {
  const target = await startRawTarget(() => {});
  await target.close();
  return target.url;
}

export const noContent = "HTTP/1.1 204 No Content\r\n\r\n";
