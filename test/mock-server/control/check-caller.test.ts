import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { checkCaller } from "#mock-server/control/check-caller.ts";

/** A request from an address with these headers. */
function aRequest(remoteAddress: string | undefined, headers: Readonly<Record<string, string>>): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  return Object.assign(new IncomingMessage(socket), { headers });
}

/** Status of the refusal, or 0. */
function refused(
  headers: Readonly<Record<string, string>>,
  from: string | undefined = "127.0.0.1",
  token?: string,
): number {
  return checkCaller(aRequest(from, headers), token)?.status ?? 0;
}

describe("checkCaller without a control token", () => {
  test.each(["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])("lets a caller at %s in", (address) => {
    expect(refused({ host: "localhost:8080" }, address)).toBe(0);
  });

  test.each(["10.0.0.1", "192.168.1.2", "::ffff:10.0.0.1", "::2", "1127.0.0.1", "2001:db8::1", undefined, ""])(
    "keeps a caller at %j out",
    (address) => {
      expect(checkCaller(aRequest(address, { host: "localhost" }), undefined)).toEqual({
        status: 403,
        body: {
          code: "control.forbidden",
          message:
            "The control plane answers callers on its own machine only. Start the mock with --control-token to use it from elsewhere.",
        },
      });
    },
  );

  test.each(["localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:8088", "[::1]", "[::1]:8088"])(
    "lets a request to %s in",
    (host) => {
      expect(refused({ host })).toBe(0);
    },
  );

  test.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example:8088",
    "::1",
    "",
    "localhost:80:80",
  ])("keeps a request to %j out, which a name server may have led here", (host) => {
    expect(refused({ host })).toBe(403);
  });

  test("keeps a request out that names no host", () => {
    expect(refused({})).toBe(403);
  });

  test("lets a page of its own origin in, and keeps every other out", () => {
    const host = "localhost:8088";
    expect(refused({ host, origin: "http://localhost:8088" })).toBe(0);
    expect(refused({ host, origin: "HTTP://LOCALHOST:8088" })).toBe(0);
    for (const origin of [
      "null",
      "http://localhost",
      "https://localhost:8088",
      "http://localhost:3000",
      "http://evil.example",
    ]) {
      expect(refused({ host, origin })).toBe(403);
    }
  });
});

describe("checkCaller with a control token", () => {
  test("lets in whoever sends it, from anywhere and by any name", () => {
    const headers = { authorization: "Bearer secret-1", host: "mock.example", origin: "http://evil.example" };
    expect(refused(headers, "10.0.0.1", "secret-1")).toBe(0);
  });

  test.each(["Bearer secret-2", "Bearer secret-11", "secret-1", "Basic secret-1", "", "Bearer "])(
    "keeps out who sends %j, on this machine too",
    (authorization) => {
      expect(refused({ host: "localhost", authorization }, "127.0.0.1", "secret-1")).toBe(401);
    },
  );

  test("keeps out who sends nothing, and does not tell the token", () => {
    const refusal = checkCaller(aRequest("127.0.0.1", { host: "localhost" }), "secret-1");
    expect(refusal).toMatchObject({ status: 401, body: { code: "control.forbidden" } });
    expect(JSON.stringify(refusal)).not.toContain("secret-1");
  });
});
