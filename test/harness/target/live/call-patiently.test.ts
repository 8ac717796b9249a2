import { describe, expect, onTestFinished, test } from "vitest";
import { callPatiently, givenUp } from "#harness/target/live/call-patiently.ts";
import { type Reply, serveReplies } from "#test/harness/target/serve-replies.ts";

/** A host with these replies, how often the pace was asked, and a call to it. */
async function callTo(replies: readonly Reply[], signal?: AbortSignal) {
  const host = await serveReplies(replies);
  onTestFinished(() => host.close());
  const paced: (AbortSignal | undefined)[] = [];
  const call = () =>
    callPatiently({ baseUrl: host.url, method: "GET", path: "/x", signal }, async (asked) => {
      asked?.throwIfAborted();
      paced.push(asked);
    });
  return { call, paced, seen: host.seen };
}

const limited = (retryAfter?: string): Reply => ({
  status: 429,
  headers: retryAfter === undefined ? {} : { "Retry-After": retryAfter },
});

describe("callPatiently", () => {
  test("calls again after a 429, each time under the rate, and gives the last answer after three", async () => {
    const { call, paced } = await callTo([limited("0"), { status: 200, body: { a: 1 } }]);
    expect(await call()).toMatchObject({ kind: "answered", status: 200, body: { a: 1 } });
    expect(paced).toHaveLength(2);
    const never = await callTo([limited("0"), limited("0"), limited("0"), { status: 200 }]);
    expect(await never.call()).toMatchObject({ status: 429 });
    expect(never.seen).toHaveLength(3);
  });

  test.each([undefined, "61", "soon", "-1", "1.5"])("does not wait for a Retry-After of %s", async (retryAfter) => {
    const { call, seen } = await callTo([limited(retryAfter), { status: 200 }]);
    expect(await call()).toMatchObject({ status: 429 });
    expect(seen).toHaveLength(1);
  });

  test("ends its wait as soon as the signal says so, and sends nothing more", async () => {
    const stop = new AbortController();
    const { call, seen } = await callTo([limited("60"), { status: 200 }], stop.signal);
    const answer = call();
    await expect.poll(() => seen.length).toBe(1);
    stop.abort();
    expect(await answer).toBe(givenUp);
    expect(await call()).toBe(givenUp);
    expect(seen).toHaveLength(1);
  });

  test("gives up a call that is under way", async () => {
    const stop = new AbortController();
    const { call } = await callTo(
      [{ status: 200, headers: { "Content-Length": "1000" }, body: "not all of it" }],
      stop.signal,
    );
    const answer = call();
    stop.abort();
    expect(await answer).toBe(givenUp);
  });

  test("tells a host that is gone from a call that was given up", async () => {
    const host = await serveReplies([]);
    await host.close();
    const answer = await callPatiently({ baseUrl: host.url, method: "GET", path: "/x" }, async () => {});
    expect(answer).toMatchObject({ kind: "failed", why: expect.stringContaining("ECONNREFUSED") });
  });
});
