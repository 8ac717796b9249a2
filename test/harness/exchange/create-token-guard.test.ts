import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { createTokenGuard } from "#harness/exchange/create-token-guard.ts";
import type { Effect } from "#harness/scenario/scenario.ts";
import { noContent, proxyTo } from "./proxy-to.ts";
import { answerWith, connectRaw, sendRaw } from "./raw-http.ts";

const facts = {
  effectOf: (method: string): { effect: Effect } => ({ effect: method === "GET" ? "reads" : "writes" }),
};
const launch = { methods: ["POST"], path: "/api/v2/flows/executions?a=b" };

/** A guard that refuses the token `theirs`, and what it was asked for. */
function aGuard() {
  const asked: string[] = [];
  const guard = createTokenGuard({
    facts,
    whyNot: async (authorization) => {
      asked.push(authorization);
      return /theirs/.test(authorization) ? "a token of another organization" : undefined;
    },
  });
  return { guard, asked };
}

describe("createTokenGuard", () => {
  test("gives the call and the reason for a token that may not write", async () => {
    const reason = await aGuard().guard({ ...launch, authorizations: ["Bearer theirs"] });
    expect(reason).toBe("POST /api/v2/flows/executions would go out with a token of another organization");
  });

  test("looks at every Authorization that a call brings, each once", async () => {
    const { guard, asked } = aGuard();
    const authorizations = ["Bearer ours", "Bearer ours", "bearer theirs"];
    expect(await guard({ ...launch, authorizations })).toContain("another organization");
    expect(asked).toEqual(["Bearer ours", "bearer theirs"]);
  });

  test.each([
    ["only reads", { methods: ["GET"], path: "/api/v2/users", authorizations: ["Bearer theirs"] }],
    ["brings no credentials", { ...launch, authorizations: [] }],
    ["brings those of a login", { ...launch, authorizations: ["Basic dGhlaXJz", " basic dGhlaXJz"] }],
  ])("waits for nothing where a call %s", (_what, call) => {
    const { guard, asked } = aGuard();
    expect(guard(call)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test.each(["?access_token=theirs", "?a=b&access%5Ftoken=theirs", "?a=b;ACCESS_TOKEN=theirs", "?access_token"])(
    "refuses a call whose query may hold the token that counts: %s",
    async (query) => {
      const { guard, asked } = aGuard();
      for (const authorizations of [[], ["Bearer ours"]]) {
        const reason = await guard({ ...launch, path: `/api/v2/flows/executions${query}`, authorizations });
        expect(reason).toMatch(
          /^POST \/api\/v2\/flows\/executions would go out with a token in its query \(access_token\), .* in the header Authorization$/i,
        );
      }
      expect(asked).toEqual([]);
    },
  );

  test.each(["Basic x, Bearer theirs", "Bearer ours,Bearer theirs"])(
    "refuses a call with an Authorization of several values: %s",
    async (value) => {
      const { guard, asked } = aGuard();
      expect(await guard({ ...launch, authorizations: [value] })).toContain("of several values");
      expect(asked).toEqual([]);
    },
  );

  test("takes nothing for the credentials of a login that has more than one word after its scheme", async () => {
    expect(await aGuard().guard({ ...launch, authorizations: ["Basic x Bearer theirs"] })).toContain("another org");
  });

  test("waits for nothing where a call that only reads has its token in its query", () => {
    const call = { methods: ["GET"], path: "/api/v2/users?access_token=theirs", authorizations: ["Basic x, Bearer y"] };
    expect(aGuard().guard(call)).toBeUndefined();
  });

  test("looks at a call that a server may take for one that writes", async () => {
    const call = { methods: ["GET", "DELETE"], path: "/api/v2/users/x", authorizations: ["Bearer theirs"] };
    expect(await aGuard().guard(call)).toContain("DELETE /api/v2/users/x would go out with");
  });
});

describe("startCaptureProxy with a check of tokens", () => {
  test("answers 403 to a call whose token is refused, and sends nothing of it", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent), { refuseToken: aGuard().guard });
    const headers = { Authorization: "Bearer theirs" };
    const answer = await fetch(`${proxy.url}/api/v2/users`, { method: "POST", headers, body: '{"name":"x"}' });

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "refused.for.safety" });
    expect(target.received).toEqual([]);
    expect(proxy.exchanges()).toMatchObject([{ refused: true, request: { body: Buffer.from('{"name":"x"}') } }]);
  });

  test("lets a call leave whole once its token has been looked at", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent), { refuseToken: aGuard().guard });
    const headers = { Authorization: "Bearer ours" };
    const answer = await fetch(`${proxy.url}/api/v2/users`, { method: "POST", headers, body: '{"name":"x"}' });

    expect(answer.status).toBe(204);
    expect(target.received[0]).toContain('{"name":"x"}');
  });

  test("looks at a second header of that name, too", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent), { refuseToken: aGuard().guard });
    const head = "POST / HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ours\r\nauthorization: Bearer theirs\r\n";
    expect(await sendRaw(proxy.url, `${head}Content-Length: 0\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 403 /,
    );
    expect(target.received).toEqual([]);
  });

  test.each([
    ["rejects", () => Promise.reject(new Error("no answer"))],
    [
      "throws",
      () => {
        throw new Error("no answer");
      },
    ],
  ])("refuses a call whose check %s", async (_what, refuseToken) => {
    const { target, proxy } = await proxyTo(answerWith(noContent), { refuseToken });
    expect((await fetch(proxy.url, { method: "POST" })).status).toBe(403);
    expect(proxy.exchanges()[0]?.error).toContain("could not be checked what the call does (no answer)");
    expect(target.received).toEqual([]);
  });

  test("keeps a call as refused whose client goes away in the middle of its body", async () => {
    const { target, proxy } = await proxyTo(answerWith(noContent), { refuseToken: async () => "no" });
    const connection = connectRaw(proxy.url);
    connection.socket.write("POST /gone HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
    await once(connection.socket, "connect");
    // The next call is answered after this one was looked at.
    expect((await fetch(proxy.url, { method: "POST" })).status).toBe(403);
    connection.socket.destroy();
    await expect
      .poll(() => proxy.exchanges()[0])
      .toEqual({
        startedAt: expect.any(String),
        durationMs: expect.any(Number),
        error: "refused for safety: no",
        refused: true,
        request: { method: "POST", path: "/gone", headers: expect.any(Array), body: Buffer.from("half") },
      });
    expect(target.received).toEqual([]);
  });

  test("keeps a call as refused whose client has gone while it was looked at", async () => {
    let refuse = (_reason: string) => {};
    const { target, proxy } = await proxyTo(answerWith(noContent), {
      refuseToken: () =>
        new Promise<string>((resolve) => {
          refuse = resolve;
        }),
    });
    const connection = connectRaw(proxy.url);
    connection.socket.write("POST /gone HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}");
    await once(connection.socket, "connect");
    connection.socket.destroy();
    await expect.poll(() => proxy.exchanges()).toMatchObject([{ error: expect.stringContaining("could not wait") }]);
    refuse("no");
    await expect.poll(() => proxy.exchanges()).toMatchObject([{ error: "refused for safety: no", refused: true }]);
    expect(target.received).toEqual([]);
  });

  test("sends nothing of a call whose client has gone while it was looked at, and says that it never left", async () => {
    let allow = (_reason: undefined) => {};
    const { target, proxy } = await proxyTo(answerWith(noContent), {
      refuseToken: ({ path }) =>
        path === "/gone"
          ? new Promise<undefined>((resolve) => {
              allow = resolve;
            })
          : undefined,
    });
    const connection = connectRaw(proxy.url);
    connection.socket.write("POST /gone HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}");
    await once(connection.socket, "connect");
    connection.socket.destroy();
    await expect.poll(() => proxy.exchanges()).toMatchObject([{ error: expect.stringContaining("could not wait") }]);
    allow(undefined);
    expect((await fetch(`${proxy.url}/next`)).status).toBe(204);
    expect(target.received).toHaveLength(1);
  });
});
