import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { checkCaller } from "#mock-server/control/check-caller.ts";
import { controlCalls } from "#mock-server/control/control-calls.ts";
import { aMock } from "#test/helpers/a-mock.ts";

const contracts = createContractTable();
const calls = controlCalls.map(({ method, path }) => ({ method, path }));

const foreignAddress =
  "The control plane answers callers on its own machine only. Start the mock with --control-token to use it from elsewhere.";
const foreignHost =
  "The control plane is reached as localhost, 127.0.0.1 or [::1]; this request named another host. Start the mock with --control-token to use another name.";
const foreignOrigin = "The control plane does not answer web pages of another origin.";
const tokenNeeded =
  "The control plane of this mock needs its token: send Authorization: Bearer and the text given with --control-token.";
const forbidden = (message: string) => ({ status: 403, body: { code: "control.forbidden", message } });

function aRequest(address: string | undefined, headers: Readonly<Record<string, string>> = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: address });
  const request = new IncomingMessage(socket);
  request.headers = { host: "localhost:8088", ...headers };
  return request;
}

describe("who may use /__mock, by address", () => {
  test.each(["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])("lets the loopback address %s in", (address) => {
    expect(checkCaller(aRequest(address), undefined)).toBeUndefined();
  });

  test.each(["192.168.1.5", "10.0.0.1", "1.127.0.0", "::ffff:10.0.0.1", "::", "::12", "fe80::1", "", undefined])(
    "answers 403 to the address %s",
    (address) => {
      expect(checkCaller(aRequest(address), undefined)).toEqual(forbidden(foreignAddress));
    },
  );

  test("lets any address in that has the control token", () => {
    const request = aRequest("192.168.1.5", { host: "mock.example", authorization: "Bearer letmein" });
    expect(checkCaller(request, "letmein")).toBeUndefined();
  });
});

describe("who may use /__mock, by Host", () => {
  test.each(["localhost", "localhost:8088", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:65535", "[::1]", "[::1]:8088"])(
    "lets the name %s in",
    (host) => {
      expect(checkCaller(aRequest("127.0.0.1", { host }), undefined)).toBeUndefined();
    },
  );

  const names = [
    "evil.example",
    "evil.example:8088",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example:localhost",
    "localhost:8088:80",
    "127.0.0.2",
    "::1",
    "",
  ];
  test.each(names)("answers 403 to the name %s", async (host) => {
    expect(checkCaller(aRequest("127.0.0.1", { host }), undefined)).toEqual(forbidden(foreignHost));
  });

  test("answers 403 when there is no Host", () => {
    const request = aRequest("127.0.0.1");
    request.headers = {};
    expect(checkCaller(request, undefined)).toEqual(forbidden(foreignHost));
  });
});

describe("who may use /__mock, by Origin", () => {
  test.each(["http://localhost:8088", "HTTP://LOCALHOST:8088"])("lets the page's own origin %s in", (origin) => {
    expect(checkCaller(aRequest("127.0.0.1", { origin }), undefined)).toBeUndefined();
  });

  test.each(["https://localhost:8088", "http://localhost:8089", "http://localhost", "http://evil.example", "null", ""])(
    "answers 403 to the origin %s",
    (origin) => {
      expect(checkCaller(aRequest("127.0.0.1", { origin }), undefined)).toEqual(forbidden(foreignOrigin));
    },
  );
});

describe("who may use /__mock, over HTTP", () => {
  test.each(calls)("answers 403 to another Host: $method $path", async ({ method, path }) => {
    const response = await aMock({ contracts }).api[method](`/__mock${path}`).set("Host", "evil.example");
    expect({ status: response.status, body: response.body }).toEqual(forbidden(foreignHost));
  });

  test.each(calls)("answers 403 to another Origin: $method $path", async ({ method, path }) => {
    const response = await aMock({ contracts }).api[method](`/__mock${path}`).set("Origin", "http://evil.example");
    expect({ status: response.status, body: response.body }).toEqual(forbidden(foreignOrigin));
  });

  test.each(calls)("answers 401 without the control token: $method $path", async ({ method, path }) => {
    const { api } = aMock({ contracts, controlToken: "letmein" });
    const response = await api[method](`/__mock${path}`);
    expect({ status: response.status, body: response.body }).toEqual({
      status: 401,
      body: { code: "control.forbidden", message: tokenNeeded },
    });
  });

  test.each(["Bearer letmei", "Bearer letmeinn", "Bearer LETMEIN", "letmein", "Basic letmein", "Bearer  letmein", ""])(
    "answers 401 to the wrong control token %j",
    async (authorization) => {
      const { api } = aMock({ contracts, controlToken: "letmein" });
      const response = await api.get("/__mock/org").set("Authorization", authorization);
      expect(response.status).toBe(401);
      expect(response.text).not.toContain("letmein");
    },
  );

  test("answers 200 with the control token, under any name and origin", async () => {
    const { api } = aMock({ contracts, controlToken: "letmein" });
    const response = await api
      .get("/__mock/health")
      .set({ Authorization: "Bearer letmein", Host: "mock.example", Origin: "http://elsewhere.example" });
    expect(response.status).toBe(200);
  });

  test("changes nothing when it refuses", async () => {
    const { api, mock } = aMock({ contracts });
    await api.post("/__mock/faults").set("Origin", "http://evil.example").send({ status: 500 });
    await api.post("/__mock/clock").set("Host", "evil.example").send({ frozen: true });
    expect(mock.faults.list()).toEqual([]);
    expect(mock.clock.isFrozen()).toBe(false);
  });

  test("gives a web page no leave to read its answers", async () => {
    const response = await aMock({ contracts }).api.get("/__mock/health");
    expect(Object.keys(response.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test("leaves the API open to any name and origin", async () => {
    const { api } = aMock({ contracts, controlToken: "letmein" });
    const response = await api
      .get("/api/v2/users")
      .auth("mock-token-full-access", { type: "bearer" })
      .set({ Host: "api.mypurecloud.com", Origin: "http://elsewhere.example" });
    expect(response.status).toBe(200);
  });
});
