import { describe, expect, test } from "vitest";
import { TargetError } from "#harness/target/target.ts";
import { makeCertificates } from "#test/stand-in/make-certificates.ts";
import { aStandIn, asked, failureOf, get, liveAt } from "./a-live-target.ts";
import { aWantedOrg } from "./a-wanted-org.ts";

const organizationPath = "/api/v2/organizations/me";

describe("createLiveTarget", { timeout: 30_000 }, () => {
  test("is the real side: few at a time, deleting only its own", async () => {
    const standIn = await aStandIn();
    const { env, ...target } = liveAt(standIn);
    expect(target).toMatchObject({
      name: "live",
      side: "real",
      address: standIn.url,
      loginAddress: standIn.url,
      concurrency: 4,
      deletesOnlyOwn: true,
    });
    expect(env).toMatchObject(standIn.environment());
  });

  test("throws with exit code 3 for what the environment lacks, and sends nothing", async () => {
    const standIn = await aStandIn();
    const make = () => liveAt(standIn, { env: { GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined } });
    expect(make).toThrow(TargetError);
    expect(make).toThrow(/GENESYSCLOUD_OAUTHCLIENT_SECRET is not set/);
    expect(standIn.requests()).toEqual([]);
  });

  test("binds variables from the environment and says which one binds which", async () => {
    const standIn = await aStandIn();
    const target = liveAt(standIn, { env: { GENESYS_TEST_SLOW_FLOW_ID: undefined } });
    const variables = await target.variables("thread", { scenario: "s", run: "thread" });
    expect(variables).toMatchObject({
      publishedFlow: standIn.org.idOf("publishedFlow"),
      launchBody: { flowId: standIn.org.idOf("publishedFlow"), initiator: { id: standIn.org.idOf("activeUser") } },
    });
    expect(variables).not.toHaveProperty("slowFlow");
    expect(target.bindingOf?.("slowFlow")).toMatchObject({ source: "GENESYS_TEST_SLOW_FLOW_ID" });
    expect(standIn.requests()).toEqual([]);
  });

  test("refuses a CA that is no certificate", async () => {
    const standIn = await aStandIn();
    expect(() => liveAt(standIn, { ca: "no certificate" })).toThrow(/^--live-ca: expected a file with certificates/);
  });
});

describe("createLiveTarget, login and organization", { timeout: 30_000 }, () => {
  test("logs in and reads the pinned organization once, before the first run", async () => {
    const standIn = await aStandIn();
    const target = liveAt(standIn);
    await target.open?.();
    expect(asked(standIn)).toEqual(["POST /oauth/token", `GET ${organizationPath}`]);
    const [first, second] = await Promise.all([target.prepare(aWantedOrg()), target.prepare(aWantedOrg())]);
    expect(asked(standIn)).toHaveLength(2);
    expect(second.accessToken).toBe(first.accessToken);
    expect(await get(first, `/api/v2/users/${standIn.org.idOf("activeUser")}`)).toBe(200);
  });

  test("gives a run the hosts, the client and everything that must not be shown", async () => {
    const standIn = await aStandIn();
    const env = standIn.environment();
    const [id = "", secret = ""] = [env["GENESYSCLOUD_OAUTHCLIENT_ID"], env["GENESYSCLOUD_OAUTHCLIENT_SECRET"]];
    const prepared = await liveAt(standIn).prepare(aWantedOrg());
    expect(prepared).toMatchObject({ apiUrl: standIn.url, loginUrl: standIn.url, clientId: id, clientSecret: secret });
    const pair = Buffer.from(`${id}:${secret}`).toString("base64");
    expect([...prepared.secrets].sort()).toEqual([secret, pair, prepared.accessToken].sort());
  });

  test("sends nothing but one read to another organization than the pinned one, however often it is asked", async () => {
    const standIn = await aStandIn();
    const other = "11111111-2222-4333-8444-555555555555";
    const target = liveAt(standIn, { allow: "launches", env: { GENESYS_ORG_ID: other } });
    const failures = await Promise.all([
      failureOf(target.prepare(aWantedOrg())),
      failureOf(target.prepare(aWantedOrg())),
    ]);
    for (const failure of failures) {
      expect(failure).toMatchObject({ exitCode: 3 });
      expect(failure.message).toBe(
        `The token is for the organization "Fenwick Lamps" (${standIn.org.idOf("organization")}), and GENESYS_ORG_ID pins this run to ${other}. Nothing was sent but this read. Use credentials of the pinned organization, or correct GENESYS_ORG_ID.`,
      );
    }
    expect(asked(standIn)).toEqual(["POST /oauth/token", `GET ${organizationPath}`]);
  });

  test("takes the pinned id in any case", async () => {
    const standIn = await aStandIn();
    const pinned = standIn.org.idOf("organization").toUpperCase();
    await liveAt(standIn, { allow: "writes", env: { GENESYS_ORG_ID: pinned } }).open?.();
  });

  test("does not go on where the organization cannot be read", async () => {
    const standIn = await aStandIn({ differences: { status: { match: `GET ${organizationPath}`, status: 403 } } });
    const failure = await failureOf(liveAt(standIn).prepare(aWantedOrg()));
    expect(failure.message).toMatch(
      /^The organization of the token could not be read, and GENESYS_ORG_ID pins this run to/,
    );
  });

  test("finds at once that an access token of the environment is not accepted, pinned or not", async () => {
    const standIn = await aStandIn();
    const env = { GENESYSCLOUD_ACCESS_TOKEN: "token-of-yesterday", GENESYS_ORG_ID: undefined };
    const failure = await failureOf(liveAt(standIn, { env }).open?.());
    expect(failure).toMatchObject({ exitCode: 3 });
    expect(failure.message).toMatch(
      /^The access token is not accepted: GET \/api\/v2\/organizations\/me: it was answered 401/,
    );
    expect(failure.message).not.toContain("token-of-yesterday");
  });

  test("uses an access token without logging in", async () => {
    const standIn = await aStandIn();
    const token = standIn.org.tokenOf("fullAccess");
    const prepared = await liveAt(standIn, { env: { GENESYSCLOUD_ACCESS_TOKEN: token } }).prepare(aWantedOrg());
    expect(prepared.accessToken).toBe(token);
    expect(asked(standIn)).toEqual([`GET ${organizationPath}`]);
  });

  test("does not say a secret that the login host repeats", async () => {
    const secret = "not-the-right-secret";
    const standIn = await aStandIn({
      differences: {
        extraField: { match: "POST /oauth/token", pointer: "/error_description", value: `no: ${secret}` },
      },
    });
    const failure = await failureOf(
      liveAt(standIn, { env: { GENESYSCLOUD_OAUTHCLIENT_SECRET: secret } }).prepare(aWantedOrg()),
    );
    expect(failure.message).toContain('400, "no: <redacted>"');
  });

  test("waits out a 429 of its own calls", async () => {
    const standIn = await aStandIn({
      differences: { tooManyRequests: { match: `GET ${organizationPath}`, times: 2, retryAfter: 0 } },
    });
    await liveAt(standIn).open?.();
    expect(asked(standIn).filter((call) => call.endsWith(organizationPath))).toHaveLength(3);
  });

  test("trusts a host with a CA of its own only where it is given, and names the option", async (context) => {
    const made = await makeCertificates();
    if (made === undefined) return context.skip("there is no openssl");
    const standIn = await aStandIn({ tls: made });
    const failure = await failureOf(liveAt(standIn).open?.());
    expect(failure).toMatchObject({ exitCode: 3 });
    expect(failure.message).toMatch(/the certificate of https:\S+ is not trusted .* with --live-ca FILE\.$/);
    expect(standIn.requests()).toEqual([]);
    const prepared = await liveAt(standIn, { ca: made.ca }).prepare(aWantedOrg());
    expect(prepared.ca).toBe(made.ca);
  });
});
