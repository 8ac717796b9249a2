import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { proxyTo, proxyToServer, unusedUrl } from "./proxy-to.ts";
import { answerWith, connectRaw, sendRaw } from "./raw-http.ts";

describe("startCaptureProxy, when a call goes another way", () => {
  test("asks the target before it lets a client go on that expects 100", async () => {
    const { target, proxy } = await proxyTo((socket, text) => {
      if (text.endsWith("\r\n\r\n")) socket.write("HTTP/1.1 100 Continue\r\n\r\n");
      if (text.endsWith("hello")) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    const connection = connectRaw(proxy.url);
    connection.socket.write(
      "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\nConnection: close\r\n\r\n",
    );
    await connection.until("100 Continue\r\n\r\n");
    expect(target.received[0]).toMatch(/Expect: 100-continue\r\n/);
    connection.socket.write("hello");
    expect(await connection.closed()).toBe("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    expect(proxy.exchanges()[0]?.request.body.toString()).toBe("hello");
  });

  test("passes the refusal of a target that does not want the body a client offers", async () => {
    const { proxy } = await proxyTo(answerWith("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n"));
    const connection = connectRaw(proxy.url);
    connection.socket.write("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    expect(await connection.until("\r\n\r\n")).toBe("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");
    expect(proxy.exchanges()[0]?.response?.status).toBe(417);
    connection.socket.destroy();
  });

  test("answers at once for a missing target when the client waits for 100", async () => {
    const { proxy } = await proxyTo(() => {}, { apiUrl: await unusedUrl() });
    const connection = connectRaw(proxy.url);
    connection.socket.write("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    expect(await connection.until("target.unreachable")).toMatch(/^HTTP\/1\.1 502 /);
    connection.socket.destroy();
  });

  test("keeps the whole body of a request that was answered before it had ended", async () => {
    const { proxy } = await proxyTo((socket, text) => {
      if (text.endsWith("first")) socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
    });
    const connection = connectRaw(proxy.url);
    connection.socket.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nfirst");
    await connection.until("\r\n\r\nno");
    expect(proxy.exchanges()[0]?.request.body.toString()).toBe("first");
    connection.socket.write("laterGET /next HTTP/1.1\r\nHost: h\r\n\r\n");
    await expect.poll(() => proxy.exchanges()[0]?.request.body.toString()).toBe("firstlater");
    expect(proxy.exchanges()[0]?.response?.status).toBe(413);
    connection.socket.destroy();
  });

  test("passes a response on while it is still coming", async () => {
    const waiting: ServerResponse[] = [];
    const { proxy } = await proxyToServer((_, answer) => {
      answer.write("first");
      waiting.push(answer);
    });
    const answer = await fetch(proxy.url);
    const reader = answer.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("first");
    expect(proxy.exchanges()).toEqual([]);
    waiting[0]?.end();
    expect((await reader?.read())?.done).toBe(true);
    expect(proxy.exchanges()).toHaveLength(1);
  });

  test("answers 502 for a target that cannot be reached", async () => {
    const apiUrl = await unusedUrl();
    const { proxy } = await proxyTo(() => {}, { apiUrl });
    const answer = await fetch(proxy.url, { method: "POST", body: "x".repeat(500_000) });
    expect(answer.status).toBe(502);
    expect(answer.headers.get("content-type")).toBe("application/json");
    const body = await answer.json();
    expect(body).toEqual({
      code: "target.unreachable",
      message: expect.stringContaining(`${apiUrl}: connect ECONNREFUSED`),
    });
    const [exchange] = proxy.exchanges();
    expect(exchange?.error).toContain("ECONNREFUSED");
    expect(exchange).not.toHaveProperty("response");
    expect(exchange?.request.body.length).toBe(500_000);
  });

  test.each([
    ["no response", "", "without a response"],
    ["half a head", "HTTP/1.1 200 OK\r\nContent-", "without a response"],
    ["no HTTP", "SSH-2.0-OpenSSH\r\n\r\n", "without a response"],
    ["half a body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "after 4 bytes of a 200 response"],
    [
      "half a chunk",
      "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf",
      "after 4 bytes of a 500 response",
    ],
    [
      "a bad chunk",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n",
      "after 0 bytes of a 200 response",
    ],
  ])("closes the client's connection when the target closes after %s", async (_, response, error) => {
    const { proxy } = await proxyTo(answerWith(response));
    const answer = await sendRaw(proxy.url, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    expect(answer).not.toContain("\r\n0\r\n\r\n");
    expect(answer).not.toContain("502");
    expect(proxy.exchanges()).toHaveLength(1);
    expect(proxy.exchanges()[0]?.error).toContain(`the target closed the connection ${error}`);
    expect(proxy.exchanges()[0]).not.toHaveProperty("response");
    expect((await sendRaw(proxy.url, "GET / HTTP/1.1\r\nHost: h\r\n\r\n")).length).toBe(answer.length);
  });

  test("closes the client's connection when the target's response cannot be written again", async () => {
    const { proxy } = await proxyTo(answerWith("HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\nno"));
    expect(await sendRaw(proxy.url, "GET / HTTP/1.1\r\nHost: h\r\n\r\n")).toBe("");
    expect(proxy.exchanges()[0]?.error).toContain(
      "the response could not be passed on as it was: Invalid status code: 99",
    );
  });

  test("names the reason where several addresses were tried", async () => {
    const apiUrl = (await unusedUrl()).replace("127.0.0.1", "localhost");
    const { proxy } = await proxyTo(() => {}, { apiUrl });
    expect((await fetch(proxy.url)).status).toBe(502);
    expect(proxy.exchanges()[0]?.error).toMatch(/^No connection to http:\/\/localhost:\d+: .*ECONNREFUSED/);
  });

  test("gives the call up when the client does", async () => {
    let given: () => void = () => {};
    const gone = new Promise<void>((resolve) => {
      given = resolve;
    });
    const { server, proxy } = await proxyToServer((_, answer) => {
      answer.once("close", given);
    });
    const controller = new AbortController();
    const call = fetch(proxy.url, { signal: controller.signal });
    await once(server, "request");
    controller.abort();
    await expect(call).rejects.toThrow();
    await gone;
    await expect.poll(() => proxy.exchanges()[0]?.error).toContain("the connection to the client was closed");
  });

  test("gives the call up when the client stops in the middle of its body", async () => {
    const { target, proxy } = await proxyTo(() => {});
    const connection = connectRaw(proxy.url);
    connection.socket.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
    await expect.poll(() => target.received[0]).toMatch(/half$/);
    connection.socket.destroy();
    await expect.poll(() => proxy.exchanges()[0]?.request.body.toString()).toBe("half");
    expect(proxy.exchanges()[0]?.error).toContain("the connection to the client was closed");
  });
});
