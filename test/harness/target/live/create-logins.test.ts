import { describe, expect, onTestFinished, test } from "vitest";
import { createLogins } from "#harness/target/live/create-logins.ts";
import { TargetError } from "#harness/target/target.ts";
import { type Reply, serveReplies } from "#test/harness/target/serve-replies.ts";

/** Logins at a host that gives these replies, with a clock that the test sets. */
async function loginsAt(replies: readonly Reply[], signal?: AbortSignal) {
  const host = await serveReplies(replies);
  onTestFinished(() => host.close());
  const clock = { now: 1_000_000 };
  const secrets: string[] = [];
  const logIn = createLogins({
    loginUrl: host.url,
    pace: async () => {},
    signal,
    onSecret: (secret) => secrets.push(secret),
    now: () => clock.now,
  });
  return { ...host, logIn, clock, secrets };
}

const client = { id: "the-id", secret: "the-secret" };
const token = (text: string, expires_in?: number): Reply => ({
  status: 200,
  body: { access_token: text, token_type: "bearer", expires_in },
});

describe("createLogins", () => {
  test("logs in with client credentials, once for all who ask, and tells the token as a secret", async () => {
    const { logIn, seen, secrets } = await loginsAt([token("first", 86_400)]);
    expect(await Promise.all([logIn(client), logIn(client)])).toEqual(["first", "first"]);
    expect(await logIn(client)).toBe("first");
    expect(seen).toEqual([
      {
        method: "POST",
        path: "/oauth/token",
        authorization: `Basic ${Buffer.from("the-id:the-secret").toString("base64")}`,
        body: "grant_type=client_credentials",
      },
    ]);
    expect(secrets).toEqual(["first"]);
  });

  test("logs in again, once, shortly before the token ends", async () => {
    const { logIn, seen, clock } = await loginsAt([token("first", 600), token("second", 600)]);
    expect(await logIn(client)).toBe("first");
    clock.now += 479_000;
    expect(await logIn(client)).toBe("first");
    clock.now += 1_000;
    expect(await Promise.all([logIn(client), logIn(client), logIn(client)])).toEqual(["second", "second", "second"]);
    expect(seen).toHaveLength(2);
  });

  test("keeps the tokens of two clients apart", async () => {
    const { logIn } = await loginsAt([token("one"), token("other")]);
    expect([await logIn(client), await logIn({ id: "other-id", secret: "s" })]).toEqual(["one", "other"]);
    expect(await logIn(client)).toBe("one");
  });

  test.each([400, 401])("says what to check after a %i, and does not try those credentials again", async (status) => {
    const body = { error: "invalid_client", description: "client not found", error_description: "client not found" };
    const { logIn, seen, url } = await loginsAt([{ status, body }]);
    const expected = `The OAuth client the-id could not log in at ${url}: ${status}, "client not found". Check its id and secret, that the region is the one it was made in, and that its grant type is Client Credentials.`;
    for (const attempt of [logIn(client), logIn(client)]) {
      const failure: unknown = await attempt.catch((error: unknown) => error);
      if (!(failure instanceof TargetError)) throw new Error(`expected a TargetError, found ${String(failure)}`);
      expect(failure.message).toBe(expected);
      expect(failure.exitCode).toBe(3);
    }
    await expect(logIn(client)).rejects.toThrow(expected);
    expect(seen).toHaveLength(1);
  });

  test.each<[string, Reply, RegExp]>([
    ["a rate limit", { status: 400, body: { error_description: "rate limit exceeded; slow down" } }, /Try again later/],
    ["a broken host", { status: 503, body: "<html>" }, /could not log in at \S+: 503\. Try again later/],
    [
      "an answer without a token",
      { status: 200, body: { token_type: "bearer" } },
      /answered 200 without an access_token/,
    ],
    ["a token that fits in no header", { status: 200, body: { access_token: "a\r\nb" } }, /without an access_token/],
    ["a list", { status: 200, body: [] }, /without an access_token/],
  ])("explains %s, and tries again when it is asked again", async (_what, reply, message) => {
    const { logIn } = await loginsAt([reply, token("later")]);
    await expect(logIn(client)).rejects.toThrow(message);
    expect(await logIn(client)).toBe("later");
  });

  test("waits out a 429, and says so where that does not help", async () => {
    const limited: Reply = { status: 429, headers: { "Retry-After": "0" } };
    const { logIn, seen } = await loginsAt([limited, token("after-the-wait"), limited, limited, limited]);
    expect(await logIn(client)).toBe("after-the-wait");
    expect(seen).toHaveLength(2);
    await expect(logIn({ id: "other-id", secret: "s" })).rejects.toThrow(
      /could not log in at \S+: 429\. Try again later/,
    );
    expect(seen).toHaveLength(5);
  });

  test("is given up when the run is stopped", async () => {
    const stop = new AbortController();
    const { logIn, seen } = await loginsAt(
      [{ status: 429, headers: { "Retry-After": "60" } }, token("late")],
      stop.signal,
    );
    const login = logIn(client);
    await expect.poll(() => seen.length).toBe(1);
    stop.abort();
    await expect(login).rejects.toThrow("The run was stopped before the real side was ready.");
    expect(seen).toHaveLength(1);
  });

  test("says nothing of a token that begins where its reason is cut", async () => {
    const reason = `${"x".repeat(190)}secret-that-the-host-repeats`;
    const { logIn } = await loginsAt([{ status: 400, body: { error_description: reason } }]);
    await expect(logIn(client)).rejects.toThrow(`${"x".repeat(190)}secret-tha…"`);
  });

  test("says that the host could not be reached", async () => {
    const host = await loginsAt([]);
    await host.close();
    await expect(host.logIn(client)).rejects.toThrow(
      /^The live run was stopped: no whole answer from http:.*ECONNREFUSED.*Check GENESYSCLOUD_REGION \(or --live-url\) and the network\.$/,
    );
  });
});
