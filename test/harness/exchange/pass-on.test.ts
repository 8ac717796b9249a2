import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { noContent, proxyTo, proxyToServer } from "./proxy-to.ts";
import { answerWith, connectRaw, sendRaw } from "./raw-http.ts";

describe("startCaptureProxy, passing messages on", () => {
  test("sends the request on byte for byte, but for Host and the headers of the connection", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent, 7));
    await sendRaw(
      proxy.url,
      "PUT /a/../b%2Fc//d?x=%zz&y=1 HTTP/1.1\r\nhOsT: example.com\r\nX-Zeta: 1\r\nx-alpha:  two \r\n" +
        "Connection: close, X-Hop\r\nX-Hop: gone\r\nKeep-Alive: timeout=3\r\nProxy-Authorization: Basic eA==\r\n" +
        "X-Name: \xff\xe9\r\nX-Empty:\r\nCONTENT-length: 7\r\n\r\n\x00\xff{}\r\n!",
    );
    expect(target.received).toEqual([
      `PUT /a/../b%2Fc//d?x=%zz&y=1 HTTP/1.1\r\nhOsT: ${target.host}\r\nX-Zeta: 1\r\nx-alpha: two\r\n` +
        "X-Name: \xff\xe9\r\nX-Empty: \r\nCONTENT-length: 7\r\n\r\n\x00\xff{}\r\n!",
    ]);
  });

  test("keeps duplicated headers in order and case", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent));
    await sendRaw(
      proxy.url,
      "GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nCookie: a=1\r\nx-a: 2\r\nCookie: b=2\r\nX-A: 3\r\nConnection: close\r\n\r\n",
    );
    expect(target.received[0]).toContain("X-A: 1\r\nCookie: a=1\r\nx-a: 2\r\nCookie: b=2\r\nX-A: 3\r\n");
    expect(target.received[0]).not.toContain("X-Forwarded");
  });

  test("adds no header to a request that has hardly any", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent));
    const connection = connectRaw(proxy.url);
    connection.socket.write("POST /x HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nX-A: 2\r\n\r\n");
    await connection.until("\r\n\r\n");
    expect(target.received).toEqual([`POST /x HTTP/1.1\r\nHost: ${target.host}\r\nX-A: 1\r\nX-A: 2\r\n\r\n`]);
    connection.socket.destroy();
  });

  test("leaves it to the target to refuse a request without Host", async () => {
    const { target, proxy } = await proxyTo(answerWith("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
    const answer = await sendRaw(proxy.url, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    expect(target.received).toEqual(["GET / HTTP/1.1\r\n\r\n"]);
    expect(answer).toBe("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  });

  test("passes the response back byte for byte", async () => {
    const response =
      "HTTP/1.1 404 Nothing Here\r\nx-LOWER: 1\r\nX-Two: a\r\nx-two: b\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n" +
      "X-Name: \xff\xe9\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n\x00\xffok";
    const { proxy } = await proxyTo(answerWith(response));
    expect(await sendRaw(proxy.url, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")).toBe(response);
  });

  test("ends a response that has no length as the target did, by closing", async () => {
    const { proxy } = await proxyTo(answerWith("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end"));
    const answer = await sendRaw(proxy.url, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    expect(answer).toBe("HTTP/1.1 200 OK\r\n\r\nto the end");
    expect(proxy.exchanges()[0]?.response?.body.toString()).toBe("to the end");
  });

  test("passes chunked bodies both ways, with their trailers", async () => {
    const { target, proxy } = await proxyTo((socket, text) => {
      if (text.includes("0\r\n")) {
        socket.end(
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n",
        );
      }
    });
    const answer = await sendRaw(
      proxy.url,
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    );
    expect(target.received[0]).toBe(
      `POST / HTTP/1.1\r\nHost: ${target.host}\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    );
    expect(answer).toMatch(/Trailer: X-Sum\r\n\r\n.*abc.*de.*0\r\nX-Sum: 5\r\n\r\n$/s);
    const [exchange] = proxy.exchanges();
    expect(exchange?.request.body.toString()).toBe("{}");
    expect(exchange?.response?.body.toString()).toBe("abcde");
  });

  test("passes a compressed body untouched", async () => {
    const zipped = gzipSync('{"a":1}');
    const { proxy } = await proxyToServer((_, answer) => {
      answer.writeHead(200, { "Content-Encoding": "gzip" }).end(zipped);
    });
    const answer = await fetch(proxy.url);
    expect(await answer.json()).toEqual({ a: 1 });
    const kept = proxy.exchanges()[0]?.response;
    expect(kept?.headers).toContainEqual(["Content-Encoding", "gzip"]);
    expect(kept && gunzipSync(kept.body).toString()).toBe('{"a":1}');
  });

  test.each([
    ["HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n"],
    ["HEAD", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"],
    ["GET", "HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n"],
    ["GET", "HTTP/1.1 304 Not Modified\r\nETag: x\r\nContent-Length: 9\r\n\r\n"],
    ["GET", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"],
  ])("passes a response to %s without a body: %j", async (method, response) => {
    const { proxy } = await proxyTo(answerWith(response));
    const connection = connectRaw(proxy.url);
    connection.socket.write(`${method} /1 HTTP/1.1\r\nHost: h\r\n\r\n`);
    expect(await connection.until("\r\n\r\n")).toBe(response);
    expect(proxy.exchanges()).toHaveLength(1);
    connection.socket.write(`${method} /2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`);
    expect(await connection.closed()).toBe(response + response);
    expect(proxy.exchanges().map(({ response }) => response?.body.length)).toEqual([0, 0]);
  });

  test("answers a client of HTTP/1.0 without chunks", async () => {
    const { proxy } = await proxyTo(
      answerWith("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
    );
    const answer = await sendRaw(proxy.url, "GET / HTTP/1.0\r\n\r\n");
    expect(answer).toBe("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok");
  });

  test("lets the target decide about long headers", async () => {
    const { target, proxy } = await proxyTo(answerWith(`HTTP/1.1 200 OK\r\nX-Long: ${"y".repeat(60_000)}\r\n\r\n`));
    const answer = await sendRaw(proxy.url, `GET / HTTP/1.1\r\nHost: h\r\nX-Long: ${"x".repeat(60_000)}\r\n\r\n`);
    expect(target.received[0]?.length).toBeGreaterThan(60_000);
    expect(answer.length).toBeGreaterThan(60_000);
  });
});
