import { once } from "node:events";
import { createServer, type RequestListener, request } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import { formatCurl } from "#curl/format-curl.ts";
import { answerWith, startRawTarget } from "#test/harness/exchange/raw-http.ts";
import { aRequest, repeat, type SentRequest } from "./repeat-curl.ts";

function aPost(body: string | Buffer, headers: SentRequest["headers"] = []): SentRequest {
  const bytes = Buffer.from(body);
  return aRequest({ method: "POST", body: bytes, headers: [...headers, ["Content-Length", String(bytes.length)]] });
}

const allBytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

describe("formatCurl", () => {
  test("writes a line per option, with the token as a variable", () => {
    const line = formatCurl(
      {
        method: "POST",
        path: "/api/v2/flows/executions?a=1",
        headers: [
          ["Host", "127.0.0.1:1"],
          ["Authorization", "Bearer abc.DEF-123"],
          ["Content-Type", "application/json"],
          ["Connection", "keep-alive"],
          ["Content-Length", "26"],
        ],
        body: Buffer.from(`{"name":"it's","flowId":1}`),
      },
      "https://api.mypurecloud.com/",
    );
    expect(line).toBe(
      [
        "curl -sS -i -X POST \\",
        "  'https://api.mypurecloud.com/api/v2/flows/executions?a=1' \\",
        '  -H "Authorization: Bearer $GENESYSCLOUD_ACCESS_TOKEN" \\',
        "  -H 'Content-Type: application/json' \\",
        "  -H 'Accept:' -H 'User-Agent:' \\",
        `  --data-binary '{"name":"it'\\''s","flowId":1}'`,
      ].join("\n"),
    );
  });

  test.each([
    ["a plain one", '{"a":"b"}'],
    ["quotes and all that a shell takes for its own", "'\"`$HOME$(id)\\\\\n! # ~ * \\' {a,b} %s \\0 &&\n"],
    ["line ends of every kind", "a\r\nb\rc\n\n"],
    ["other letters", "é ü 漢字 \u{1f600}\ufeff"],
    ["a byte order mark first", "\ufeff{}"],
    ["an at sign first", "@/etc/hostname"],
    ["every byte", allBytes],
    ["what is no UTF-8", Buffer.from([0x7b, 0xe9, 0x7d])],
    ["control characters", "\u001b[31m\u0007\u007f"],
    ["more than fits an argument", `{"a":"${"x'y".repeat(100_000)}"}`],
    ["more than that, in bytes", Buffer.concat(Array.from({ length: 1500 }, () => allBytes))],
  ])("repeats the body byte for byte: %s", async (_, body) => {
    const sent = aPost(body, [["Content-Type", "application/json"]]);
    const got = await repeat(sent);
    expect(got.body.equals(sent.body)).toBe(true);
    expect(got.headers).toEqual(["Content-Type: application/json"]);
  });

  test("lets curl add no header of its own", async () => {
    expect((await repeat(aRequest())).headers).toEqual([]);
    expect((await repeat(aPost("{}"))).headers).toEqual([]);
    expect((await repeat(aRequest({ method: "POST" }))).headers).toEqual([]);
  });

  test("repeats the headers in their order and case, doubled and empty ones too", async () => {
    const headers = [
      ["X-One", "1"],
      ["x-two", 'it\'s "$HOME" `id`'],
      ["X-One", "2"],
      ["X-Empty", ""],
      ["X-Csrf-Token", "undefined"],
      ["x-csrf-token", "null"],
      ["x-utf8", Buffer.from("é漢").toString("latin1")],
      ["x-latin1", "caf\xe9"],
      ["content-TYPE", "text/plain; charset=UTF-8"],
      ["aCCept", "*/*"],
    ] as const;
    const got = await repeat(aPost("x", headers));
    const lines = headers.map(([name, value]) => `${name}: ${value}`.trim());
    expect(got.headers.toSorted()).toEqual(lines.toSorted());
    expect(got.headers.filter((line) => /^(?:X-One|X-Csrf)/i.test(line))).toEqual([
      "X-One: 1",
      "X-One: 2",
      "X-Csrf-Token: undefined",
      "x-csrf-token: null",
    ]);
  });

  test("leaves out what is about the connection", async () => {
    const headers = [
      ["Host", "elsewhere"],
      ["Connection", "keep-alive, X-A"],
      ["Keep-Alive", "timeout=5"],
      ["Transfer-Encoding", "chunked"],
      ["Proxy-Authorization", "Basic eDp5"],
      ["TE", "trailers"],
    ] as const;
    const got = await repeat(aRequest({ method: "POST", headers, body: Buffer.from("{}") }));
    expect(got).toEqual({ first: "POST /api/v2/users HTTP/1.1", headers: [], body: Buffer.from("{}") });
  });

  test.each([
    "/a/../b/./c",
    "/..",
    "//double//slash",
    "/a?ids=[1-3]&x={a,b}",
    "/%2e%2E/%zz?q=%20+'\"$HOME`id`\\",
    "/a?b#c",
    "*",
    "http://example.com/absolute",
    "/caf\xc3\xa9/\xe9",
    "/",
    "/?",
  ])("repeats the path as it was sent: %s", async (path) => {
    expect((await repeat(aRequest({ path }))).first).toBe(`GET ${path} HTTP/1.1`);
  });

  test("puts the path of the base URL before the path", async () => {
    expect((await repeat(aRequest(), "/gateway/")).first).toBe("GET /gateway/api/v2/users HTTP/1.1");
    expect((await repeat(aRequest({ path: "/a#b" }), "/gateway")).first).toBe("GET /gateway/a#b HTTP/1.1");
  });

  test.each(["GET", "HEAD", "DELETE", "PATCH", "PUT", "OPTIONS", "X-Y", "b!"])(
    "repeats the method %s",
    async (method) => {
      expect((await repeat(aRequest({ method }))).first).toBe(`${method} /api/v2/users HTTP/1.1`);
    },
  );

  test("sends an empty body only where there was one", async () => {
    const receivedBy = async (sent: SentRequest) => {
      const target = await startRawTarget(answerWith("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));
      onTestFinished(() => target.close());
      await execa("sh", ["-c", formatCurl(sent, target.url)]);
      return target.received[0];
    };
    expect(await receivedBy(aPost(""))).toMatch(/\r\nContent-Length: 0\r\n/);
    expect(await receivedBy(aRequest({ method: "POST" }))).not.toMatch(/Content-Length/);
  });

  test("shows a compressed answer as text, and asks for it with the same header", async () => {
    const accepted: unknown[] = [];
    const url = await startServer((incoming, answer) => {
      accepted.push(incoming.headers["accept-encoding"]);
      answer.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync("readable"));
    });
    const sent = aRequest({ headers: [["accept-encoding", "gzip, deflate"]] });
    const { stdout } = await execa("sh", ["-c", formatCurl(sent, url)]);
    expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r[\s\S]*\r\n\r\nreadable$/);
    expect(accepted).toEqual(["gzip, deflate"]);
  });

  test("repeats what a client of node has sent", async () => {
    const bodies: string[] = [];
    const heads: (readonly string[])[] = [];
    const url = await startServer(async (incoming, answer) => {
      heads.push(incoming.rawHeaders);
      bodies.push(await textOf(incoming));
      answer.end();
    });
    const first = request(`${url}/x`, { method: "PATCH", headers: { "X-A": "1", "Content-Type": "a/b" } });
    first.end("{}");
    await once(first, "response");
    const headers = (heads[0] ?? []).flatMap((name, index, all) =>
      index % 2 === 0 ? [[name, all[index + 1] ?? ""] as const] : [],
    );
    await execa("sh", ["-c", formatCurl({ method: "PATCH", path: "/x", headers, body: Buffer.from("{}") }, url)]);
    expect(bodies).toEqual(["{}", "{}"]);
    expect(heads[1]).toEqual(expect.arrayContaining(["X-A", "1", "Content-Type", "a/b"]));
  });
});

async function startServer(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}
