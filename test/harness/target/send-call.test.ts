import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { type OutgoingCall, sendCall } from "#harness/target/send-call.ts";
import { type Reply, serveReplies } from "./serve-replies.ts";

/** A call to a host that gives this reply. */
async function callTo(reply: Reply, changes: Partial<OutgoingCall> = {}) {
  const host = await serveReplies([reply]);
  onTestFinished(() => host.close());
  const answer = await sendCall({ baseUrl: host.url, method: "GET", path: "/there?a=b", ...changes });
  return { answer, seen: host.seen };
}

describe("sendCall", () => {
  test("gives status, headers and parsed body", async () => {
    const { answer, seen } = await callTo({ status: 418, headers: { "X-Tea": "green" }, body: { a: 1 } });
    expect(answer).toMatchObject({ kind: "answered", status: 418, headers: { "x-tea": "green" }, body: { a: 1 } });
    expect(seen).toMatchObject([{ method: "GET", path: "/there?a=b", body: "" }]);
  });

  test("gives a body that is no JSON as text", async () => {
    expect((await callTo({ status: 200, body: "<html>" })).answer).toMatchObject({ body: "<html>" });
  });

  test("does not follow a redirect", async () => {
    const { answer, seen } = await callTo({ status: 302, headers: { Location: "http://127.0.0.1:1/" } });
    expect(answer).toMatchObject({ kind: "answered", status: 302 });
    expect(seen).toHaveLength(1);
  });

  test("appends the path to that of the base URL", async () => {
    const host = await serveReplies([{ status: 200 }]);
    onTestFinished(() => host.close());
    await sendCall({ baseUrl: `${host.url}/gateway/`, method: "POST", path: "/there", body: "é" });
    expect(host.seen).toMatchObject([{ path: "/gateway/there", body: "é" }]);
  });

  test("reads no more than the longest answer that is allowed", async () => {
    const { answer } = await callTo({ status: 200, body: "x".repeat(20) }, { maxBytes: 19 });
    expect(answer).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("its answer is longer than 19 bytes"),
    });
  });

  test("fails where a signal ends it", async () => {
    const { answer } = await callTo({ status: 200 }, { signal: AbortSignal.abort() });
    expect(answer).toMatchObject({ kind: "failed", why: expect.stringContaining("gave no whole answer in time") });
  });

  test("fails for a header that cannot be sent, without saying it", async () => {
    const { answer, seen } = await callTo({ status: 200 }, { headers: { Authorization: "Bearer secret\ntext" } });
    expect(answer).toMatchObject({ kind: "failed", untrusted: false });
    expect(JSON.stringify(answer)).not.toContain("secret");
    expect(seen).toEqual([]);
  });

  test.each([["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut"], ["no http at all\r\n\r\n"]])(
    "fails for an answer that is not whole: %j",
    async (text) => {
      const server = createServer((socket) => socket.on("error", () => {}).end(text));
      onTestFinished(() => void server.close());
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      expect(await sendCall({ baseUrl, method: "GET", path: "/" })).toMatchObject({
        kind: "failed",
        why: expect.stringContaining(`no whole answer from ${baseUrl}`),
        untrusted: false,
      });
    },
  );
});
