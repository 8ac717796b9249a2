import { once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { type RunningMock, type StartOptions, startMock } from "#mock-server/start-mock.ts";
import { type RawAnswer, sendBytes } from "#test/helpers/raw-socket.ts";

const contracts = createContractTable();

async function withMock(
  then: (running: RunningMock, bugs: readonly string[]) => Promise<void>,
  options: StartOptions = {},
): Promise<void> {
  const bugs: string[] = [];
  const running = await startMock({ contracts, logBug: (text) => bugs.push(text), ...options });
  try {
    await then(running, bugs);
  } finally {
    await running.close();
  }
}

const head = (first: string, ...lines: string[]) => `${[first, ...lines, "Connection: close"].join("\r\n")}\r\n\r\n`;
const authorization = `Authorization: Bearer ${knownTokens.fullAccess}`;
const malformed = "The request could not be understood by the server due to malformed syntax.";

function expectShaped(answer: RawAnswer, expected: { status: number; code: string }): void {
  expect(answer.status).toBe(expected.status);
  expect(answer.headers).toMatchObject({ "content-type": "application/json", connection: "close" });
  expect(answer.headers["content-length"]).toBe(String(Buffer.byteLength(answer.body)));
  const body: Record<string, unknown> = JSON.parse(answer.body);
  expect(body).toMatchObject(expected);
  expect(body["contextId"]).toBe(answer.headers["inin-correlation-id"]);
}

describe("bytes on the socket", () => {
  test.each([
    { what: "no HTTP at all", bytes: "hello\r\n\r\n" },
    { what: "a version that does not exist", bytes: head("GET / HTTP/9.9", "Host: x") },
    { what: "an unknown method", bytes: head("FLY /api/v2/users HTTP/1.1", "Host: x") },
    { what: "a header without a colon", bytes: head("GET / HTTP/1.1", "Host: x", "broken") },
    { what: "a space in a header name", bytes: head("GET / HTTP/1.1", "Host: x", "a b: c") },
    { what: "a length that is no number", bytes: head("POST /oauth/token HTTP/1.1", "Host: x", "Content-Length: x") },
    { what: "the first bytes of TLS", bytes: Buffer.from("160301020001000100fc0303", "hex").toString("latin1") },
    { what: "too many header bytes", bytes: head("GET / HTTP/1.1", "Host: x", `a: ${"b".repeat(40_000)}`) },
  ])("are answered with a shaped 400 and a close: $what", async ({ bytes }) => {
    await withMock(async ({ url }, bugs) => {
      const answer = await sendBytes(url, bytes);
      expectShaped(answer, { status: 400, code: "bad.request" });
      expect(JSON.parse(answer.body).message).toBe(malformed);
      expect(bugs).toEqual([]);
      expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
    });
  });

  test("are answered in the shape of the server's contract", async () => {
    const then = async ({ url }: RunningMock) => {
      const answer = await sendBytes(url, "hello\r\n\r\n");
      expectShaped(answer, { status: 400, code: "bad_request" });
      expect(JSON.parse(answer.body).errors).toEqual([]);
    };
    await withMock(then, { contract: "thread" });
  });

  test("of any kind leave the server answering", async () => {
    await withMock(async ({ url }, bugs) => {
      const fragment = fc.constantFrom(
        "GET ",
        "POST /oauth/token ",
        "HTTP/1.1",
        "\r\n",
        "\r\n\r\n",
        "Host: x\r\n",
        ":",
      );
      const bytes = fc.array(fc.oneof(fragment, fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 12 });
      const property = fc.asyncProperty(bytes, async (parts) => {
        // The close at the end makes the parser give up on what it still waits for.
        const answer = await sendBytes(url, `${parts.join("")}\r\n\r\n\0\r\n\r\n`);
        if (answer.text !== "") expect(answer.text).toMatch(/^HTTP\/1\.1 (4\d\d|200) /);
      });
      await fc.assert(property, { numRuns: 60, seed: 20260302 });
      expect(bugs).toEqual([]);
      expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
    });
  });
});

describe("a request on the socket", () => {
  test.each([
    { what: "without a Host header", first: "GET /api/v2/users HTTP/1.1", lines: [] },
    { what: "with HTTP/1.0", first: "GET /api/v2/users HTTP/1.0", lines: [] },
    {
      what: "with an absolute target",
      first: "GET http://api.mypurecloud.com/api/v2/users HTTP/1.1",
      lines: ["Host: x"],
    },
    { what: "with an unknown expectation", first: "GET /api/v2/users HTTP/1.1", lines: ["Host: x", "Expect: cake"] },
    { what: "that asks for an upgrade", first: "GET /api/v2/users HTTP/1.1", lines: ["Host: x", "Upgrade: h2c"] },
  ])("is served $what", async ({ first, lines }) => {
    await withMock(async ({ url }) => {
      const answer = await sendBytes(url, head(first, ...lines, authorization));
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body).total).toBe(36);
    });
  });

  test("is served when its body comes in chunks", async () => {
    await withMock(async ({ url }) => {
      const body = JSON.stringify({ flowId: knownIds.publishedFlow });
      const chunked = [...body].map((character) => `1\r\n${character}\r\n`).join("");
      const answer = await sendBytes(
        url,
        head(
          "POST /api/v2/flows/executions HTTP/1.1",
          "Host: x",
          authorization,
          "Content-Type: application/json",
          "Transfer-Encoding: chunked",
        ),
        `${chunked}0\r\n\r\n`,
      );
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body).name).toBe("Desktop callback");
    });
  });

  test("is answered with 400 when its body is not UTF-8", async () => {
    await withMock(async ({ url }) => {
      const body = Buffer.concat([Buffer.from('{"flowId":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
      const lines = ["Host: x", authorization, "Content-Type: application/json", `Content-Length: ${body.length}`];
      const answer = await sendBytes(url, head("POST /api/v2/flows/executions HTTP/1.1", ...lines), body);
      expectShaped(answer, { status: 400, code: "bad.request" });
    });
  });

  test("is not answered when the client goes away in the middle, and the next one is", async () => {
    await withMock(async ({ url, mock }, bugs) => {
      const { hostname, port } = new URL(url);
      const socket = connect({ host: hostname, port: Number(port) });
      await once(socket, "connect");
      socket.write(`POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ngrant`);
      // The next answer shows that the server has got the first bytes.
      expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
      socket.resetAndDestroy();
      expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
      expect(mock.exchanges.list()).toEqual([]);
      expect(bugs).toEqual([]);
    });
  });

  test("is answered with 413 and a close after its whole body was read", async () => {
    await withMock(async ({ url }) => {
      const body = Buffer.alloc(2_000_000, 0x20);
      const lines = ["Host: x", authorization, `Content-Length: ${body.length}`];
      const request = `POST /api/v2/flows/executions HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
      const answer = await sendBytes(url, request, body);
      expectShaped(answer, { status: 413, code: "request.entity.too.large" });
    });
  });

  test("is answered with 413 or a close when its body does not end", async () => {
    await withMock(async ({ url }, bugs) => {
      const lines = ["Host: x", authorization, "Content-Length: 1000000000"];
      const request = `POST /api/v2/flows/executions HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
      const answer = await sendBytes(url, request, Buffer.alloc(10_000_000, 0x20));
      if (answer.text !== "") expectShaped(answer, { status: 413, code: "request.entity.too.large" });
      expect(bugs).toEqual([]);
      expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
    });
  });

  test("is answered in turn when two come over one connection", async () => {
    await withMock(async ({ url }) => {
      const first = `GET /api/v2/users/me HTTP/1.1\r\nHost: x\r\n\r\n`;
      const { text } = await sendBytes(url, first, head("GET /nowhere HTTP/1.1", "Host: x"));
      expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 401", "HTTP/1.1 404"]);
    });
  });
});
