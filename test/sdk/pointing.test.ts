import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import platformClient from "purecloud-platform-client-v2";
import { describe, expect, onTestFinished, test } from "vitest";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aPointedSdk } from "./a-pointed-sdk.ts";

/** Gives the SDK a configuration file, as an application does with `setConfigPath`; both are gone after the test. */
async function useConfigFile(text: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "genesys-mock-sdk-"));
  const { config } = platformClient.ApiClient.instance;
  onTestFinished(async () => {
    config.setConfigPath("");
    await rm(folder, { recursive: true });
  });
  await writeFile(join(folder, "config"), text);
  config.setConfigPath(join(folder, "config"));
}

describe("the SDK", () => {
  test("reaches API and login through its gateway setting", async () => {
    const { client, calls } = await aPointedSdk();
    await client.loginClientCredentialsGrant(knownIds.fullAccessClient, "mock-secret-full-access");
    expect(await new platformClient.OrganizationApi().getOrganizationsMe()).toMatchObject({
      id: knownIds.organization,
    });
    expect(calls()).toEqual(["POST /oauth/token 200", "GET /api/v2/organizations/me 200"]);
  });

  test("reaches them through the section [gateway] of its configuration file", async () => {
    const { url, client, calls } = await aPointedSdk();
    const { hostname, port } = new URL(url);
    client.setGateway({ host: "127.0.0.1", protocol: "http", port: 1 });
    await useConfigFile(`[gateway]\nprotocol = http\nhost = ${hostname}\nport = ${port}\n`);
    await client.loginClientCredentialsGrant(knownIds.fullAccessClient, "mock-secret-full-access");
    expect(await new platformClient.UtilitiesApi().getDate()).toHaveProperty("currentDate");
    expect(calls()).toEqual(["POST /oauth/token 200", "GET /api/v2/date 200"]);
  });

  test("forces https and the hosts api. and login. where setEnvironment names the mock", async () => {
    const { client } = await aPointedSdk();
    onTestFinished(() => client.setEnvironment("mypurecloud.com"));
    client.setEnvironment("http://localhost:8088");
    expect(client.config).toMatchObject({
      basePath: "https://api.localhost:8088",
      authUrl: "https://login.localhost:8088",
    });
  });

  test("sends Content-Type application/json with every call, and no header that names the SDK", async () => {
    const { mock, useToken } = await aPointedSdk();
    await useToken(knownTokens.user);
    await new platformClient.UsersApi().getUsersMe();
    const headers = mock.exchanges.list()[0]?.request.headers ?? {};
    expect(headers).toMatchObject({ accept: "application/json", "content-type": "application/json" });
    expect(headers["user-agent"]).toMatch(/^axios\//);
    expect(headers).not.toHaveProperty("purecloud-sdk");
  });

  test("gives status and headers besides the body when extended responses are on", async () => {
    const { client, useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    client.setReturnExtendedResponses(true);
    expect(await new platformClient.UtilitiesApi().getDate()).toMatchObject({
      status: 200,
      headers: { "content-type": "application/json", "inin-correlation-id": expect.stringMatching(/^[0-9a-f-]{36}$/) },
      body: { currentDate: "2026-03-02T09:30:00.000Z" },
    });
  });

  test("does not send a call that lacks a required parameter", async () => {
    const { calls, useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(() => new platformClient.UsersApi().getUser("")).toThrow(
      'Missing the required parameter "userId" when calling getUser',
    );
    expect(calls()).toEqual([]);
  });
});
