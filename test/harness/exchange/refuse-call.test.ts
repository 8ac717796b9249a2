import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { noContent, proxyTo } from "./proxy-to.ts";
import { answerWith, connectRaw, sendRaw } from "./raw-http.ts";

describe("startCaptureProxy with a check of what is safe", () => {
  test("answers 403 to a refused call, keeps it and sends nothing", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent), {
      refuse: ({ method, path }) => (method === "POST" ? `POST ${path} writes` : undefined),
    });

    const answer = await fetch(`${proxy.url}/api/v2/users?a=1`, { method: "POST", body: '{"name":"x"}' });

    expect(answer.status).toBe(403);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toEqual({ code: "refused.for.safety", message: "POST /api/v2/users?a=1 writes" });
    expect(target.received).toEqual([]);
    const [exchange] = proxy.exchanges();
    expect(exchange).toMatchObject({
      refused: true,
      error: "refused for safety: POST /api/v2/users?a=1 writes",
      request: { method: "POST", path: "/api/v2/users?a=1", body: Buffer.from('{"name":"x"}') },
    });
    expect(exchange).not.toHaveProperty("response");
    expect((await fetch(proxy.url)).status).toBe(204);
    expect(proxy.exchanges()[1]).not.toHaveProperty("refused");
  });

  test("serves the next call on the same connection after a refused one", async () => {
    const { proxy } = await proxyTo(answerWith(noContent), {
      refuse: ({ path }) => (path === "/no" ? "no" : undefined),
    });
    const answer = await sendRaw(
      proxy.url,
      "POST /no HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}GET /yes HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 .*"message":"no"}HTTP\/1\.1 204 /s);
  });

  test("takes no more of a refused body than it keeps, and closes", async () => {
    const { proxy } = await proxyTo(answerWith(noContent), { refuse: () => "no", maxBodyBytes: 1000 });
    const connection = connectRaw(proxy.url);
    connection.socket.write(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n${"x".repeat(1001)}`);
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 403 .*Connection: close/s);
    expect(proxy.exchanges()[0]?.request.body.length).toBe(1000);
  });

  test("refuses without waiting for a body that a client only offers", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent), { refuse: () => "no" });
    const connection = connectRaw(proxy.url);
    connection.socket.write("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 403 /);
    expect(target.received).toEqual([]);
  });

  test("keeps a refused call whose client goes away in the middle of its body", async () => {
    const { proxy } = await proxyTo(answerWith(noContent), { refuse: () => "no" });
    const connection = connectRaw(proxy.url);
    connection.socket.write("POST /gone HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
    await once(connection.socket, "connect");
    connection.socket.destroy();
    await expect.poll(() => proxy.exchanges()[0]).toMatchObject({ refused: true, request: { path: "/gone" } });
  });

  test.each([
    ["X-HTTP-Method-Override: DELETE\r\n", "/a", "DELETE /a"],
    ["x-http-method: patch\r\n", "/a", "PATCH /a"],
    ["X-Method-Override: GET, PUT\r\n", "/a", "PUT /a"],
    ["", "/a?x=1&_method=delete", "DELETE /a?x=1&_method=delete"],
  ])("asks for a method that a server may take the call for, too: %s%s", async (header, path, asked) => {
    const { target, proxy } = await proxyTo(answerWith(noContent), {
      refuse: ({ method, path }) => (["GET", "POST"].includes(method) ? undefined : `${method} ${path}`),
    });
    const answer = await sendRaw(proxy.url, `POST ${path} HTTP/1.1\r\nHost: h\r\n${header}Connection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(proxy.exchanges()[0]?.error).toBe(`refused for safety: ${asked}`);
    expect(target.received).toEqual([]);
  });

  test("refuses a call that could not be checked", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent), {
      refuse: () => {
        throw new Error("no contract");
      },
    });
    expect((await fetch(proxy.url)).status).toBe(403);
    expect(proxy.exchanges()[0]?.error).toContain("could not be checked what the call does (no contract)");
    expect(target.received).toEqual([]);
  });
});
