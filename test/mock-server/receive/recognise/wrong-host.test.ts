import { describe, expect, test } from "vitest";
import { recogniseWrongHost } from "#mock-server/receive/recognise/wrong-host.ts";
import { recognised } from "#test/helpers/a-subject.ts";

const launch = "/api/v2/flows/executions";
const token = "/oauth/token";

describe("the host", () => {
  test.each([
    ["https://login.mypurecloud.de", launch, "api-at-login-host", "https://api.mypurecloud.de"],
    ["https://api.usw2.pure.cloud", token, "login-at-api-host", "https://login.usw2.pure.cloud"],
    ["https://apps.mypurecloud.com.au", launch, "other-host", "https://api.mypurecloud.com.au"],
    ["https://mypurecloud.com", token, "other-host", "https://login.mypurecloud.com"],
    ["http://api.mypurecloud.ie", launch, "no-tls", "https://api.mypurecloud.ie"],
    ["https://api.mypurecloud.con", launch, "unknown-region", "https://api.mypurecloud.com"],
    ["https://api.eu-central-1.genesys.cloud", launch, "unknown-region", "https://api.mypurecloud.de"],
  ])("%s is wrong for %s (%s)", async (origin, path, rule, right) => {
    expect(await recognised(recogniseWrongHost, { origin, path })).toEqual([
      expect.objectContaining({ rule, fixed: expect.objectContaining({ line: `POST ${right}${path}` }) }),
    ]);
  });

  test("that is the platform's and of no region is told without a guess", async () => {
    expect(await recognised(recogniseWrongHost, { origin: "https://api.genesyscloud.example" })).toEqual([
      expect.objectContaining({ rule: "unknown-region", fixed: undefined }),
    ]);
  });

  test.each([
    "https://api.mypurecloud.de",
    "http://localhost:8080",
    "http://127.0.0.1:3000",
    "https://gateway.example.com",
    "https://$GENESYS_API",
    "https://api.$region",
  ])("%s is right, or somebody's gateway", async (origin) => {
    expect(await recognised(recogniseWrongHost, { origin })).toEqual([]);
  });
});
