import { describe, expect, test } from "vitest";
import type { Given } from "#harness/scenario/scenario.ts";
import { bindingNames, chooseToken } from "#harness/target/live/choose-token.ts";

const client = { id: "the-id", secret: "the-secret" };
const env = {
  GENESYSCLOUD_OAUTHCLIENT_ID__NO_LAUNCH: "no-launch-id",
  GENESYSCLOUD_OAUTHCLIENT_SECRET__NO_LAUNCH: "no-launch-secret",
  GENESYSCLOUD_OAUTHCLIENT_ID__READ_ONLY: "an id without its secret",
};
const noLaunch = { id: "no-launch-id", secret: "no-launch-secret" };

const choose = (given: Given, config = {}, more = {}) =>
  chooseToken(given, { env: { ...env, ...more }, config: { client, ...config } });

describe("chooseToken", () => {
  test.each<[Given, object]>([
    [{}, { client, token: { from: "login", source: "GENESYSCLOUD_OAUTHCLIENT_ID" } }],
    [{ token: {} }, { client, token: { from: "login", source: "GENESYSCLOUD_OAUTHCLIENT_ID" } }],
    [{ oauthClient: "Full access" }, { client, token: { from: "login", source: "GENESYSCLOUD_OAUTHCLIENT_ID" } }],
    [{ token: "none" }, { client, token: { from: "none" } }],
    [{ token: { value: "made-up" } }, { client, token: { from: "scenario", text: "made-up" } }],
    [
      { oauthClient: "No launch" },
      { client: noLaunch, token: { from: "login", source: "GENESYSCLOUD_OAUTHCLIENT_ID__NO_LAUNCH" } },
    ],
    [
      { oauthClient: "No launch", token: "none" },
      { client: noLaunch, token: { from: "none" } },
    ],
    [
      { oauthClient: "No launch", token: { permissions: ["architect:flow:view"], scopes: [], expiresIn: 300 } },
      { client: noLaunch, token: { from: "login", source: "GENESYSCLOUD_OAUTHCLIENT_ID__NO_LAUNCH" } },
    ],
  ])("gives for %j what stands for it on a real org", (given, chosen) => {
    expect(choose(given)).toEqual({ kind: "chosen", ...chosen });
  });

  test("uses the access token of the environment in place of a login, but not in place of a bound client", () => {
    const config = { accessToken: "pasted" };
    expect(choose({}, config)).toMatchObject({
      token: { from: "environment", source: "GENESYSCLOUD_ACCESS_TOKEN", text: "pasted" },
    });
    expect(choose({ oauthClient: "No launch" }, config)).toMatchObject({ client: noLaunch, token: { from: "login" } });
  });

  test("uses the user's token of the environment for a user's token", () => {
    const given = { token: { userId: "u" } };
    expect(choose(given, {}, { GENESYS_USER_ACCESS_TOKEN: "of-the-user" })).toMatchObject({
      token: { from: "environment", source: "GENESYS_USER_ACCESS_TOKEN", text: "of-the-user" },
    });
    expect(choose(given)).toMatchObject({
      kind: "not-comparable",
      why: expect.stringContaining("GENESYS_USER_ACCESS_TOKEN"),
    });
  });

  test.each<[Given, string]>([
    [
      { oauthClient: "Read only" },
      "set GENESYSCLOUD_OAUTHCLIENT_ID__READ_ONLY and GENESYSCLOUD_OAUTHCLIENT_SECRET__READ_ONLY",
    ],
    [{ oauthClient: "Read only", token: "none" }, "GENESYSCLOUD_OAUTHCLIENT_SECRET__READ_ONLY"],
    [{ token: { permissions: [] } }, "what a token may (permissions)"],
    [{ token: { scopes: ["architect"] } }, "what a token may (scopes)"],
    [{ token: { expiresIn: 60 } }, "what a token may (expiresIn)"],
    [{ token: { expiresIn: 0 } }, "a token that has expired already"],
    [{ oauthClient: "No launch", token: { expiresIn: -1 } }, "a token that has expired already"],
    [{ token: { clientId: "c0000000" } }, "its clientId is an OAuth client of the mock"],
  ])("says for %j why a real org cannot have it", (given, why) => {
    expect(choose(given)).toEqual({ kind: "not-comparable", why: expect.stringContaining(why) });
  });
});

describe("bindingNames", () => {
  test("writes a client's name in capitals, with _ for everything else", () => {
    expect(bindingNames("Short-lived tokens 2")).toEqual([
      "GENESYSCLOUD_OAUTHCLIENT_ID__SHORT_LIVED_TOKENS_2",
      "GENESYSCLOUD_OAUTHCLIENT_SECRET__SHORT_LIVED_TOKENS_2",
    ]);
  });
});
