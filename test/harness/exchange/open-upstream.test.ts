import { describe, expect, test } from "vitest";
import { noContent, proxyTo } from "./proxy-to.ts";
import { answerWith, sendRaw } from "./raw-http.ts";

describe("startCaptureProxy with added headers", () => {
  test("sends them in place of the client's, in any case, and keeps what the client sent", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent), {
      addedHeaders: [
        ["X-Mock-Contract", "thread"],
        ["X-New", "1"],
      ],
    });
    await sendRaw(
      proxy.url,
      "GET / HTTP/1.1\r\nHost: h\r\nx-mock-contract: mine\r\nX-Other: 2\r\nX-MOCK-CONTRACT: mine\r\nConnection: close, X-New\r\n\r\n",
    );
    expect(target.received).toEqual([
      `GET / HTTP/1.1\r\nHost: ${target.host}\r\nX-Other: 2\r\nX-Mock-Contract: thread\r\nX-New: 1\r\n\r\n`,
    ]);
    const headers = proxy.exchanges()[0]?.request.headers;
    expect(headers).toContainEqual(["x-mock-contract", "mine"]);
    expect(headers).not.toContainEqual(["X-New", "1"]);
  });
});
