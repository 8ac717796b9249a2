import { describe, expect, test } from "vitest";
import { noContent, proxyTo } from "./proxy-to.ts";
import { answerWith, connectRaw, sendRaw } from "./raw-http.ts";

describe("startCaptureProxy, given what is no HTTP", () => {
  test.each([
    ["nonsense", "nonsense\r\n\r\n"],
    ["an unknown method", "BREW /pot HTTP/1.1\r\nHost: h\r\n\r\n"],
    ["a space in the path", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n"],
    ["a broken header", "GET / HTTP/1.1\r\nHost h\r\n\r\n"],
    ["two lengths", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12"],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["a TLS greeting", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
  ])("answers 400 to %s and goes on", async (_, bytes) => {
    const { target, proxy } = await proxyTo(answerWith(noContent));
    expect(await sendRaw(proxy.url, bytes)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(target.received).toEqual([]);
    expect((await fetch(proxy.url)).status).toBe(204);
  });

  test("keeps an exchange for a request that is no HTTP, if its first line can be read", async () => {
    const { proxy } = await proxyTo(answerWith(noContent));
    await sendRaw(proxy.url, "GET /caf\xe9 HTTP/1.1\r\nHost: h\r\n\r\n");
    await sendRaw(proxy.url, "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n");
    await sendRaw(proxy.url, "nonsense\r\n\r\n");
    expect(proxy.exchanges().map(({ request, error }) => [request.method, request.path, error])).toEqual([
      ["GET", "/caf\xe9", expect.stringContaining("not valid HTTP (Parse Error: ")],
      ["GET", "/a b", expect.stringContaining("not valid HTTP (Parse Error: ")],
    ]);
  });

  test("answers 431 to headers that are longer than any target takes", async () => {
    const { proxy } = await proxyTo(answerWith(noContent));
    const answer = await sendRaw(proxy.url, `GET / HTTP/1.1\r\nHost: h\r\nX-Long: ${"x".repeat(1024 * 1024)}\r\n\r\n`);
    expect(answer === "" || answer.startsWith("HTTP/1.1 431 ")).toBe(true);
    expect((await fetch(proxy.url)).status).toBe(204);
  });

  test("closes on a broken chunk, a tunnel and a mere hello, and goes on", async () => {
    const { proxy } = await proxyTo(answerWith(noContent, 1));
    await sendRaw(proxy.url, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    await sendRaw(proxy.url, "CONNECT example.com:443 HTTP/1.1\r\nHost: h\r\n\r\n");
    connectRaw(proxy.url).socket.end();
    expect((await fetch(proxy.url, { method: "POST", body: "1" })).status).toBe(204);
  });
});
