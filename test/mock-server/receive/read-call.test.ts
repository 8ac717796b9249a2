import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBytes, sendToReadCall } from "./read-over-socket.ts";

/** Path and query that are read from a request target. */
async function readTarget(target: string): Promise<unknown> {
  const read = await readBytes(`GET ${target} HTTP/1.1\r\n\r\n`);
  return read.kind === "aborted" ? read : [read.call.path, read.call.query];
}

const chunk = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);

describe("readCall", () => {
  test("gives method, path, query, headers in lower case and the body as it was sent", async () => {
    expect(
      await readBytes(
        "PATCH /a/b?x=1&y HTTP/1.1\r\nHost: h\r\nX-Zeta: One\r\nContent-Type: Text/Plain\r\nContent-Length: 4\r\n\r\n\x00\xff{}",
      ),
    ).toEqual({
      kind: "read",
      call: {
        correlationId: "id-1",
        method: "PATCH",
        path: "/a/b",
        query: "x=1&y",
        headers: { host: "h", "x-zeta": "One", "content-type": "Text/Plain", "content-length": "4" },
        body: Buffer.from([0, 255, 123, 125]),
        tooLarge: false,
      },
    });
  });

  test.each([
    ["/", ["/", ""]],
    ["/a?", ["/a", ""]],
    ["/a?b?c=/d", ["/a", "b?c=/d"]],
    ["//a//b/", ["//a//b/", ""]],
    ["/a/../b/./c", ["/a/../b/./c", ""]],
    ["/%2f%zz?%zz", ["/%2f%zz", "%zz"]],
    ["/http://h/x", ["/http://h/x", ""]],
    ["/a?http://h/x", ["/a", "http://h/x"]],
  ])("reads the target %s as sent", async (target, expected) => {
    expect(await readTarget(target)).toEqual(expected);
  });

  test.each([
    ["http://api.example.com/a/b?x=1", ["/a/b", "x=1"]],
    ["HTTPS://api.example.com:8443/a", ["/a", ""]],
    ["http://user:secret@h/a", ["/a", ""]],
    ["http://[::1]:80/a?b", ["/a", "b"]],
    ["http://api.example.com", ["/", ""]],
    ["http://api.example.com/?x", ["/", "x"]],
    ["http://api.example.com?x=1", ["/", "x=1"]],
    ["http://api.example.com/http://h/x", ["/http://h/x", ""]],
  ])("reads the absolute target %s without its host", async (target, expected) => {
    expect(await readTarget(target)).toEqual(expected);
  });

  test("reads the target * of OPTIONS as a path", async () => {
    const read = await readBytes("OPTIONS * HTTP/1.1\r\n\r\n");
    expect(read).toMatchObject({ kind: "read", call: { method: "OPTIONS", path: "*", query: "" } });
  });

  test("gives an empty body where none was sent", async () => {
    expect(await readBytes("GET / HTTP/1.1\r\n\r\n")).toMatchObject({ kind: "read", call: { body: Buffer.alloc(0) } });
  });

  test("reads a body of as many bytes as are allowed", async () => {
    const read = await readBytes(`POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n${"x".repeat(10)}`, 10);
    expect(read).toMatchObject({ kind: "read", call: { body: Buffer.from("xxxxxxxxxx"), tooLarge: false } });
  });

  test("gives a call with an empty body for one byte more, with or without a Content-Length", async () => {
    const sized = await readBytes(`POST /a HTTP/1.1\r\nContent-Length: 11\r\n\r\n${"x".repeat(11)}`, 10);
    expect(sized).toMatchObject({ call: { method: "POST", path: "/a", body: Buffer.alloc(0), tooLarge: true } });
    const chunked = await readBytes(
      "POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nxxxxxx\r\n5\r\nxxxxx\r\n0\r\n\r\n",
      10,
    );
    expect(chunked).toMatchObject({ call: { path: "/b", body: Buffer.alloc(0), tooLarge: true } });
  });

  test("reads a body that is too large to its end, so that the client comes to read the answer", async () => {
    const { socket, read, wasRead } = await sendToReadCall(10);
    const length = 3 * 1024 * 1024;
    socket.write(`POST / HTTP/1.1\r\nContent-Length: ${length}\r\n\r\n`);
    socket.write(Buffer.alloc(length));
    expect(await read).toMatchObject({ call: { tooLarge: true } });
    expect(wasRead()).toBe(true);
  });

  test("stops to read a body that goes on for more than eight megabytes beyond the limit", async () => {
    const { socket, read, wasRead } = await sendToReadCall(10);
    socket.write("POST / HTTP/1.1\r\nContent-Length: 1000000000\r\n\r\n");
    socket.write(Buffer.alloc(9 * 1024 * 1024));
    expect(await read).toMatchObject({ call: { tooLarge: true } });
    expect(wasRead()).toBe(false);
  });

  test("says that the call was aborted when the client goes away amid its body", async () => {
    const { socket, read } = await sendToReadCall(1000);
    socket.end("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nxxx");
    expect(await read).toEqual({ kind: "aborted" });
  });

  test("says that the call was aborted when chunks end without the last one", async () => {
    const { socket, read } = await sendToReadCall(1000);
    socket.end("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nxxx\r\n");
    expect(await read).toEqual({ kind: "aborted" });
  });

  test("keeps the bytes of any body in any chunks", async () => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(chunks, async (parts) => {
        const buffers = parts.map((part) => Buffer.from(part));
        const head = Buffer.from("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
        const read = await readBytes(Buffer.concat([head, ...buffers.map(chunk), Buffer.from("0\r\n\r\n")]));
        expect(read.kind === "read" ? read.call.body : read).toEqual(Buffer.concat(buffers));
      }),
      { numRuns: 40 },
    );
  });
});
