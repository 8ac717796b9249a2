import platformClient from "purecloud-platform-client-v2";
import { describe, expect, test } from "vitest";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { aPointedSdk, refusalOf } from "./a-pointed-sdk.ts";

const users = new platformClient.UsersApi();

describe("a rate limit", () => {
  test("rejects with the 429 and how long to wait, and the SDK does not try again", async () => {
    const { useToken, calls } = await aPointedSdk({ settings: { tokenRatePerMinute: 2 } });
    await useToken(knownTokens.fullAccess);
    await users.getUsers();
    await users.getUsers();
    expect(await refusalOf(users.getUsers())).toMatchObject({
      status: 429,
      code: "too.many.requests.retry.after",
      message: "Rate limit exceeded the maximum. Retry the request in [60] seconds",
    });
    expect(calls()).toHaveLength(3);
  });

  test("says in Retry-After when a call is served again, which a caller sees with extended responses", async () => {
    const { client, useToken, advance } = await aPointedSdk({ settings: { tokenRatePerMinute: 1 } });
    await useToken(knownTokens.fullAccess);
    client.setReturnExtendedResponses(true);
    await users.getUsers();
    await advance(18);
    const refusal = await refusalOf(users.getUsers());
    expect(refusal).toMatchObject({ status: 429, headers: { "retry-after": "42" } });
    await advance(42);
    expect(await users.getUsers()).toMatchObject({ status: 200 });
  });
});
