import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { sendRequest } from "#harness/client/send-request.ts";

const fixtures = new URL("../../fixtures/clients/", import.meta.url);

/** An http server that gives this answer. */
async function aServerOf(headers: Readonly<Record<string, string>>, body: Buffer): Promise<string> {
  const server = createHttpServer((_, answer) => answer.writeHead(200, headers).end(body));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An https server for `localhost` with a certificate that nobody trusts by default, and that certificate. */
async function aServer() {
  const certificate = await readFile(new URL("localhost-certificate.pem", fixtures), "utf8");
  const key = await readFile(new URL("localhost-key.pem", fixtures));
  const server = createServer({ key, cert: certificate }, (_, answer) => answer.end('{"over":"TLS"}'));
  server.listen(0, "localhost");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { baseUrl: `https://localhost:${typeof address === "object" ? address?.port : ""}`, certificate };
}

function aRequest(baseUrl: string) {
  return { method: "GET", baseUrl, path: "/", headers: [["Host", new URL(baseUrl).host]] as const };
}

describe("sendRequest", () => {
  test("gets an answer from a server whose certificate it is told to trust", async () => {
    const { baseUrl, certificate } = await aServer();
    const answer = await sendRequest(aRequest(baseUrl), AbortSignal.timeout(10_000), { ca: certificate });
    expect(answer).toMatchObject({ status: 200, body: { over: "TLS" }, isJson: true });
  });

  test("does not talk to a server that it cannot trust, and says so", async () => {
    const { baseUrl } = await aServer();
    await expect(sendRequest(aRequest(baseUrl), AbortSignal.timeout(10_000))).rejects.toThrow(/self-signed/);
  });

  const mebibyte = Buffer.alloc(1024 * 1024, "x");
  test.each<[string, Readonly<Record<string, string>>, (bytes: Buffer) => Buffer]>([
    ["as it is", {}, (bytes) => bytes],
    ["once gzip is undone", { "Content-Encoding": "gzip" }, (bytes) => gzipSync(bytes)],
    ["once deflate is undone", { "Content-Encoding": "deflate" }, (bytes) => deflateSync(bytes)],
    ["once br is undone", { "Content-Encoding": "br" }, (bytes) => brotliCompressSync(bytes)],
  ])("reads a body up to its limit, and no longer one, %s", async (_what, headers, encode) => {
    const send = async (body: Buffer) =>
      sendRequest(aRequest(await aServerOf(headers, encode(body))), AbortSignal.timeout(10_000), {
        maxBytes: mebibyte.length,
      });
    expect((await send(mebibyte)).body).toBe(mebibyte.toString());
    await expect(send(Buffer.concat([mebibyte, Buffer.from("x")]))).rejects.toThrow(
      "the response is longer than 1 MiB, so it was not read; ask for less of it",
    );
  });

  test("reads no more than 64 MiB by default, however small they were on the way", async () => {
    const url = await aServerOf({ "Content-Encoding": "gzip" }, gzipSync(Buffer.alloc(65 * 1024 * 1024)));
    const sent = sendRequest(aRequest(url), AbortSignal.timeout(20_000));
    await expect(sent).rejects.toThrow("the response is longer than 64 MiB");
  });
});
