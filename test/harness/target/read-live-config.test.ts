import { describe, expect, test } from "vitest";
import { readLiveConfig } from "#harness/target/read-live-config.ts";

const organization = "3f2b8c1e-6f0a-4c57-9d3e-0a1b2c3d4e5f";
const complete = {
  GENESYSCLOUD_REGION: "mypurecloud.de",
  GENESYSCLOUD_OAUTHCLIENT_ID: "the-id",
  GENESYSCLOUD_OAUTHCLIENT_SECRET: "the-secret",
};

/** The message for an environment that lacks something. */
function messageFor(env: Record<string, string>, changes: Partial<Parameters<typeof readLiveConfig>[1]> = {}): string {
  const read = readLiveConfig(env, { allow: "reads", ...changes });
  if (read.kind !== "missing") throw new Error(`expected a message, found ${JSON.stringify(read)}`);
  return read.message;
}

describe("readLiveConfig", () => {
  test("gives the two hosts of the region and the client, with what must not be shown", () => {
    expect(readLiveConfig(complete, { allow: "reads" })).toEqual({
      kind: "config",
      apiUrl: "https://api.mypurecloud.de",
      loginUrl: "https://login.mypurecloud.de",
      client: { id: "the-id", secret: "the-secret" },
      secrets: ["the-secret", Buffer.from("the-id:the-secret").toString("base64")],
    });
  });

  test.each([
    ["usw2.pure.cloud", "https://api.usw2.pure.cloud"],
    [" MyPureCloud.com.au ", "https://api.mypurecloud.com.au"],
    ["use2.us-gov-pure.cloud", "https://api.use2.us-gov-pure.cloud"],
    ["new1.pure.cloud", "https://api.new1.pure.cloud"],
    ["eu-central-1", "https://api.mypurecloud.de"],
  ])("takes the region %j", (region, apiUrl) => {
    const env = { ...complete, GENESYSCLOUD_REGION: region };
    expect(readLiveConfig(env, { allow: "reads" })).toMatchObject({ kind: "config", apiUrl });
  });

  test.each([
    ["https://api.mypurecloud.de", "Write mypurecloud.de."],
    ["login.usw2.pure.cloud", "Write usw2.pure.cloud."],
    ["https://apps.mypurecloud.de/directory/#/admin", "Write mypurecloud.de."],
    ["mypurecloud.con", "Another host is reached with --live-url."],
    ["evil-pure.cloud", "Another host is reached with --live-url."],
    ["my pure cloud", "Another host is reached with --live-url."],
  ])("refuses the region %j and says how to write it", (region, advice) => {
    const message = messageFor({ ...complete, GENESYSCLOUD_REGION: region });
    expect(message).toContain(`GENESYSCLOUD_REGION is ${JSON.stringify(region)}, expected the domain of your region`);
    expect(message).toContain(advice);
  });

  test("names everything that is missing at once, and where to get it", () => {
    expect(messageFor({ GENESYSCLOUD_OAUTHCLIENT_ID: "  " }, { allow: "launches" })).toMatchInlineSnapshot(`
      "A live run cannot start; nothing was sent. Set or correct these, in the environment or in .env (docs/live.md):
        - GENESYSCLOUD_REGION is not set. It is the domain of your region, e.g. mypurecloud.de or usw2.pure.cloud: what stands behind apps. in the address bar of the browser.
        - GENESYSCLOUD_OAUTHCLIENT_ID is not set. In Genesys Cloud: Admin > Integrations > OAuth > Add client, grant type Client Credentials, a role with just the permissions that your scenarios need. (Or set GENESYSCLOUD_ACCESS_TOKEN to a token that you have.)
        - GENESYSCLOUD_OAUTHCLIENT_SECRET is not set. It is shown beside the client's id, in Admin > Integrations > OAuth.
        - GENESYS_ORG_ID is not set, and --allow launches wants it: nothing but reads is sent to an organization that is not named. In Genesys Cloud: Admin > Organization > Organization Settings, Organization ID."
    `);
  });

  test("takes an access token in place of a client, and both", () => {
    const alone = { GENESYSCLOUD_REGION: "mypurecloud.ie", GENESYSCLOUD_ACCESS_TOKEN: "a-token" };
    const read = readLiveConfig(alone, { allow: "reads" });
    expect(read).toMatchObject({ kind: "config", accessToken: "a-token", secrets: ["a-token"] });
    expect(read).not.toHaveProperty("client");
    expect(readLiveConfig({ ...complete, ...alone }, { allow: "reads" })).toMatchObject({
      accessToken: "a-token",
      client: { id: "the-id" },
    });
  });

  test.each(["Bearer abcdef", "abc\ndef", "tökén"])("refuses %j for a token, without repeating it", (token) => {
    const message = messageFor({ GENESYSCLOUD_REGION: "mypurecloud.ie", GENESYSCLOUD_ACCESS_TOKEN: token });
    expect(message).toContain("GENESYSCLOUD_ACCESS_TOKEN has spaces or other characters that no token has");
    expect(message).not.toContain(token);
  });

  test.each(["launches", "writes"] as const)("wants the organization's id before it allows %s", (allow) => {
    expect(messageFor(complete, { allow })).toContain(`GENESYS_ORG_ID is not set, and --allow ${allow} wants it`);
    const pinned = { ...complete, GENESYS_ORG_ID: organization };
    expect(readLiveConfig(pinned, { allow })).toMatchObject({ kind: "config", organizationId: organization });
  });

  test("refuses an organization's id that is none, for reads as well", () => {
    expect(messageFor({ ...complete, GENESYS_ORG_ID: "Fenwick Lamps" })).toContain(
      'GENESYS_ORG_ID is "Fenwick Lamps", expected a UUID.',
    );
  });

  test("needs no region with another base URL, which is API and login host in one", () => {
    const { GENESYSCLOUD_REGION: _region, ...env } = complete;
    expect(readLiveConfig(env, { allow: "reads", liveUrl: "https://gateway.example.com/genesys/" })).toMatchObject({
      kind: "config",
      apiUrl: "https://gateway.example.com/genesys",
      loginUrl: "https://gateway.example.com/genesys",
    });
  });

  test.each(["http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:1"])(
    "takes %s, which is this machine",
    (liveUrl) => {
      expect(readLiveConfig(complete, { allow: "reads", liveUrl })).toMatchObject({ apiUrl: liveUrl });
    },
  );

  test.each([
    ["http://gateway.example.com", "a token must not cross the network in clear"],
    ["http://localhost.example.com", "a token must not cross the network in clear"],
    ["http://0177.0.0.1.example.com", "a token must not cross the network in clear"],
    ["ftp://localhost", "expected a URL that begins with https://"],
    ["gateway.example.com", "expected a URL that begins with https://"],
    ["https://gateway.example.com?a=b", "expected a base URL, without ? and #"],
  ])("refuses to send anything to %s", (liveUrl, why) => {
    expect(messageFor(complete, { liveUrl })).toContain(why);
  });

  test("does not repeat a password in a URL", () => {
    const message = messageFor(complete, { liveUrl: "https://user:hunter22@gateway.example.com" });
    expect(message).toContain("--live-url has a user name in it");
    expect(message).not.toContain("hunter22");
  });

  test("counts the secrets of every bound client and the user's token among what must not be shown", () => {
    const env = {
      ...complete,
      GENESYSCLOUD_OAUTHCLIENT_ID__NO_LAUNCH: "other-id",
      GENESYSCLOUD_OAUTHCLIENT_SECRET__NO_LAUNCH: "other-secret",
      GENESYS_USER_ACCESS_TOKEN: "user-token",
    };
    const read = readLiveConfig(env, { allow: "reads" });
    expect(read.kind === "config" && [...read.secrets].sort()).toEqual(
      [
        "the-secret",
        Buffer.from("the-id:the-secret").toString("base64"),
        "other-secret",
        Buffer.from("other-id:other-secret").toString("base64"),
        "user-token",
      ].sort(),
    );
  });
});
