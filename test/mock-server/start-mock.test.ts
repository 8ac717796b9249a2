import { once } from "node:events";
import { Agent, get } from "node:http";
import { createConnection } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { type RunningMock, type StartOptions, startMock } from "#mock-server/start-mock.ts";
import { sendBytes } from "#test/helpers/raw-client.ts";

const contracts = createContractTable();

/** A mock on a port that ends with the test. */
async function aRunningMock(options: StartOptions = {}): Promise<RunningMock> {
  const running = await startMock({ contracts, ...options });
  onTestFinished(() => running.close().catch(() => {}));
  return running;
}

const portOf = ({ url }: RunningMock) => Number(new URL(url).port);

const badRequest = (contextId: string | undefined) =>
  '{"message":"The request could not be understood by the server due to malformed syntax.","code":"bad.request",' +
  `"status":400,"contextId":"${contextId}","details":[],"errors":[]}`;

describe("startMock", () => {
  test("listens on a free port of this machine and answers", async () => {
    const { url } = await aRunningMock();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    const answer = await fetch(`${url}/api/v2/users/me`, { headers: { Authorization: `Bearer ${knownTokens.user}` } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ state: "active", version: expect.any(Number) });
  });

  test("rejects with EADDRINUSE when the port is taken, and leaves the other server alone", async () => {
    const first = await aRunningMock();
    await expect(startMock({ contracts, port: portOf(first) })).rejects.toMatchObject({ code: "EADDRINUSE" });
    expect((await fetch(`${first.url}/__mock/health`)).status).toBe(200);
  });

  test("answers a request without Host, with an unknown expectation or an offer to change the protocol", async () => {
    const { url } = await aRunningMock();
    for (const header of ["", "Expect: tea\r\n", "Upgrade: h2c\r\n"]) {
      const answers = await sendBytes(url, `GET /nowhere HTTP/1.1\r\n${header}Connection: close\r\n\r\n`);
      expect(answers.map(({ status }) => status)).toEqual([404]);
      expect(JSON.parse(answers[0]?.body ?? "")).toMatchObject({ code: "not.found" });
    }
  });

  test("lets a client go on that expects 100 Continue", async () => {
    const { url } = await aRunningMock();
    const head = "POST /oauth/token HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n";
    const answers = await sendBytes(url, `${head}a=`);
    expect(answers.map(({ status }) => status)).toEqual([400]);
    expect(JSON.parse(answers[0]?.body ?? "")).toMatchObject({ error: "invalid_request" });
  });

  test.each(["http://[/x", "http://[", "https://", "http://[::1]:99999/x", "//[", "/\\", "/%", "http://a@b@c/x"])(
    "answers 404 in the contract's shape to the target %s",
    async (target) => {
      const { url } = await aRunningMock();
      const [answer] = await sendBytes(url, `GET ${target} HTTP/1.1\r\nConnection: close\r\n\r\n`);
      expect(answer?.status).toBe(404);
      expect(answer?.headers["content-type"]).toBe("application/json");
      expect(JSON.parse(answer?.body ?? "")).toMatchObject({ code: "not.found" });
    },
  );
});

describe("startMock, a fault of its own", () => {
  test("answers and goes on when its log cannot be written", async () => {
    const log = () => {
      throw new Error("no space left");
    };
    const { url } = await aRunningMock({ log });
    for (const path of ["/a", "/b"]) {
      const answer = await fetch(`${url}${path}`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/json"]);
    }
  });
});

describe("startMock, close", () => {
  test("ends with a client that keeps its connection open", async () => {
    const running = await aRunningMock();
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const [response] = await once(get(`${running.url}/__mock/health`, { agent }), "response");
    response.resume();
    await once(response, "end");
    await running.close();
    await expect(fetch(`${running.url}/__mock/health`)).rejects.toThrow("fetch failed");
  });

  test("ends with a client that has not finished its request, and one that has sent nothing", async () => {
    const running = await aRunningMock();
    const sockets = ["POST /oauth/token HTTP/1.1\r\nContent-Length: 9\r\n\r\na", "GET /", ""].map((bytes) => {
      const socket = createConnection({ host: "127.0.0.1", port: portOf(running) });
      socket.on("error", () => socket.destroy());
      socket.write(bytes);
      return { socket, closed: once(socket, "close") };
    });
    await Promise.all(sockets.map(({ socket }) => once(socket, "ready")));
    // The last of them was accepted before this answer was given.
    expect((await fetch(`${running.url}/__mock/health`)).status).toBe(200);
    await running.close();
    await Promise.all(sockets.map(({ closed }) => closed));
  });

  test("frees the port", async () => {
    const first = await aRunningMock();
    await first.close();
    const second = await aRunningMock({ port: portOf(first) });
    expect(second.url).toBe(first.url);
  });
});

describe("startMock, bytes that are no HTTP", () => {
  test.each([
    ["an unknown method", "BREW / HTTP/1.1\r\n\r\n"],
    ["no HTTP at all", "hello\r\n\r\n"],
    ["the start of a TLS handshake", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["HTTP/2 without an upgrade", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["a version that there is not", "GET / HTTP/9.9\r\n\r\n"],
    ["a header without a colon", "GET / HTTP/1.1\r\nHost\r\n\r\n"],
    ["a control character in a header", "GET / HTTP/1.1\r\nX: a\x00b\r\n\r\n"],
    ["headers that are too large", `GET / HTTP/1.1\r\nX: ${"a".repeat(20_000)}\r\n\r\n`],
    ["a byte beyond ASCII in the target", "GET /\xff HTTP/1.1\r\n\r\n"],
    ["two lengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["a length that is none", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"],
    ["a chunk without a size", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxx\r\n"],
    ["an end amid the headers", "GET / HTTP/1.1\r\nHost: h"],
    ["an end amid the body", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\na"],
  ])("answers 400 in the contract's shape to %s, and closes", async (_what, bytes) => {
    const bugs: string[] = [];
    const { url } = await aRunningMock({ logBug: (text) => bugs.push(text) });
    const [answer, ...others] = await sendBytes(url, bytes);
    const contextId = answer?.headers["inin-correlation-id"];
    expect(answer).toMatchObject({ status: 400, headers: { "content-type": "application/json", connection: "close" } });
    expect(contextId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer?.body).toBe(badRequest(contextId));
    expect(others).toEqual([]);
    expect(bugs).toEqual([]);
    expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
  });

  test("answers in the shape of the server's contract", async () => {
    const { url } = await aRunningMock({ contract: "thread" });
    const [answer] = await sendBytes(url, "BREW / HTTP/1.1\r\n\r\n");
    expect(answer?.body).toBe(
      '{"code":"bad_request","message":"The request body is not valid.","status":400,"errors":[],' +
        `"contextId":"${answer?.headers["inin-correlation-id"]}"}`,
    );
  });

  test("answers a request before it refuses the bytes behind it, as a Content-Length that is too small makes them", async () => {
    const { url } = await aRunningMock();
    const head = `POST /api/v2/flows/executions HTTP/1.1\r\nAuthorization: Bearer ${knownTokens.fullAccess}\r\n`;
    const answers = await sendBytes(
      url,
      `${head}Content-Type: application/json\r\nContent-Length: 8\r\n\r\n{"flowId":"x"}`,
    );
    const kept: unknown = await (await fetch(`${url}/__mock/exchanges`)).json();
    const [contextId, malformed] = answers.map(({ headers }) => headers["inin-correlation-id"]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(kept).toMatchObject([
      { contextId, request: { method: "POST" }, problems: [{ rule: "json-syntax" }] },
      { contextId: malformed, request: { method: "-" }, problems: [{ rule: "malformed-http" }] },
    ]);
  });

  test("keeps what it answered, to be read by the contextId", async () => {
    const { url } = await aRunningMock();
    const [answer] = await sendBytes(url, "BREW / HTTP/1.1\r\n\r\n");
    const { contextId } = JSON.parse(answer?.body ?? "");
    const kept = await fetch(`${url}/__mock/exchanges/${contextId}`);
    expect(kept.status).toBe(200);
    expect(await kept.json()).toMatchObject({
      contextId,
      request: { method: "-", path: "-" },
      response: { status: 400 },
      problems: [{ rule: "malformed-http", expected: "a whole HTTP/1.1 request", found: "HPE_INVALID_METHOD" }],
    });
  });

  test("answers every request that came whole before the bytes that it refuses", async () => {
    const { url } = await aRunningMock();
    const requests = "GET /a HTTP/1.1\r\n\r\n".repeat(3);
    const answers = await sendBytes(url, `${requests}BREW\r\n\r\n`);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 400]);
  });

  test("closes without an answer where a client wants a tunnel", async () => {
    const { url } = await aRunningMock();
    expect(await sendBytes(url, "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n")).toEqual([]);
    expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
  });
});
