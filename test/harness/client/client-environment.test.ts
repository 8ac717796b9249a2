import { describe, expect, test } from "vitest";
import { clientEnvironment } from "#harness/client/client-environment.ts";
import { aContext, aContextWithoutToken } from "./client-context.ts";

describe("clientEnvironment", () => {
  test("names the URLs and credentials as the platform's tools do", () => {
    const context = aContext({
      baseUrl: "http://127.0.0.1:4711",
      loginUrl: "http://127.0.0.1:4712",
      parentEnv: { PATH: "/bin" },
    });
    expect(clientEnvironment(context)).toEqual({
      PATH: "/bin",
      GENESYSCLOUD_OAUTHCLIENT_ID: "the-id",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "the-secret",
      GENESYSCLOUD_ACCESS_TOKEN: "the-token",
      GENESYSCLOUD_GATEWAY_HOST: "127.0.0.1",
      GENESYSCLOUD_GATEWAY_PORT: "4711",
      GENESYSCLOUD_GATEWAY_PROTOCOL: "http",
      GENESYS_BASE_URL: "http://127.0.0.1:4711",
      GENESYS_LOGIN_URL: "http://127.0.0.1:4712",
      NO_PROXY: "127.0.0.1,localhost",
    });
  });

  test("takes over what programs need to start and nothing else", () => {
    const needed = { PATH: "p", HOME: "h", LANG: "l", LC_ALL: "a", TMPDIR: "t", SystemRoot: "s" };
    const others = {
      AWS_SECRET_ACCESS_KEY: "x",
      HTTP_PROXY: "http://p",
      NODE_OPTIONS: "--x",
      GENESYSCLOUD_REGION: "y",
    };
    const environment = clientEnvironment(aContext({ parentEnv: { ...needed, ...others, NO_PROXY: "elsewhere" } }));
    expect(environment).toMatchObject(needed);
    expect(Object.keys(environment)).toHaveLength(15);
    expect(environment["NO_PROXY"]).toBe("127.0.0.1,localhost");
  });

  test("sets no token where there is none", () => {
    expect(clientEnvironment(aContextWithoutToken())).not.toHaveProperty("GENESYSCLOUD_ACCESS_TOKEN");
  });

  test.each([
    ["https://api.mypurecloud.com", "https", "443"],
    ["http://localhost", "http", "80"],
  ])("gives the usual port of %s", (baseUrl, protocol, port) => {
    expect(clientEnvironment(aContext({ baseUrl }))).toMatchObject({
      GENESYSCLOUD_GATEWAY_PROTOCOL: protocol,
      GENESYSCLOUD_GATEWAY_PORT: port,
    });
  });
});
