import { describe, expect, test } from "vitest";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import type { StandIn } from "#test/stand-in/start-stand-in.ts";
import { aStandIn, runLive } from "./run-live.ts";

const launchPath = "/api/v2/flows/executions";

const launch = `id: launch
title: A flow is launched
effect: launches
client: { request: { method: POST, path: ${launchPath}, body: { flowId: "\${publishedFlow}" } } }
expect: { status: 200 }
`;

describe("the organization", () => {
  const other = { GENESYS_ORG_ID: "00000000-0000-4000-8000-000000000bad" };

  test("that a token is for has to be the pinned one before anything is launched", async () => {
    const standIn = await aStandIn();
    const { exitCode, stdout } = await runLive({ a: launch }, standIn, {
      args: { allow: "launches" },
      env: other,
    });

    expect(exitCode).toBe(3);
    expect(stdout).toContain("GENESYS_ORG_ID");
    expect(standIn.requests().map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /oauth/token",
      "GET /api/v2/organizations/me",
    ]);
  });

  test("has to be pinned where more than reads is allowed", async () => {
    const standIn = await aStandIn();
    const run = runLive({ a: launch }, standIn, {
      args: { allow: "launches", reporter: ["console"] },
      env: { GENESYS_ORG_ID: "" },
    });

    await expect(run).rejects.toThrow("report.json");
    expect(standIn.requests()).toEqual([]);
  });
});

const basicOf = (id: string | undefined, secret: string | undefined) =>
  Buffer.from(`${id}:${secret}`).toString("base64");

/** Logs in with the credentials of another client, which the environment has, and launches twice with its token. */
const launchesAsAnother = `id: other
title: A flow is launched with another client's token
effect: launches
variables: { other: { mock: ${basicOf(knownIds.fullAccessClient, "mock-secret-full-access")}, live: "\${env.OTHER_CLIENT}" } }
client:
  requests:
    - method: POST
      path: /oauth/token
      headers: { Authorization: "Basic \${other}" }
      form: { grant_type: client_credentials }
      save: { token: /access_token }
    - { path: /api/v2/flows, headers: { Authorization: "Bearer \${token}" } }
    - &launch
      { method: POST, path: ${launchPath}, headers: { Authorization: "Bearer \${token}" }, body: { flowId: "\${publishedFlow}" } }
    - *launch
expect: { status: 200 }
`;

describe("a token that a client of a pinned run got for itself", () => {
  const readings = (standIn: StandIn) => standIn.requests().filter(({ path }) => path === "/api/v2/organizations/me");
  const launched = (standIn: StandIn) => standIn.requests().filter(({ path }) => path === launchPath);
  const otherClient = (standIn: StandIn) => {
    const env = standIn.environment({ clients: ["Short-lived tokens"] });
    const suffix = "SHORT_LIVED_TOKENS";
    const [id, secret] = [
      env[`GENESYSCLOUD_OAUTHCLIENT_ID__${suffix}`],
      env[`GENESYSCLOUD_OAUTHCLIENT_SECRET__${suffix}`],
    ];
    return { OTHER_CLIENT: basicOf(id, secret) };
  };

  test.each([
    ["is for another organization", {}, 'a token of the organization "Another Company" (99999999-', 1],
    ["may not read its organization", { unreadable: true } as const, "a token whose organization could not be read", 2],
  ])("launches nothing where it %s, and refuses the calls", async (_what, how, reason, reads) => {
    const standIn = await aStandIn({ foreignClient: { name: "Short-lived tokens", ...how } });
    const env = otherClient(standIn);
    const { exitCode, report, stdout } = await runLive({ a: launchesAsAnother }, standIn, {
      args: { allow: "launches" },
      env,
    });

    expect(exitCode).toBe(5);
    expect(stdout).toContain(`it would go out with ${reason}`);
    expect(launched(standIn)).toEqual([]);
    // The run's own token, and this one: what could not be read is read again for the second launch.
    expect(readings(standIn)).toHaveLength(1 + reads);
    expect(report.scenarios[0]?.targets[1]).toMatchObject({ target: "live", status: "failed" });
    expect(report.scenarios[0]?.comparisons).toMatchObject([
      { verdict: "not-run", why: "a call of its leg on live was refused for safety" },
    ]);
  });

  test("launches where it is for the pinned one, after one look", async () => {
    const standIn = await aStandIn();
    const env = otherClient(standIn);
    const { exitCode } = await runLive({ a: launchesAsAnother }, standIn, { args: { allow: "launches" }, env });

    expect(exitCode).toBe(0);
    expect(launched(standIn)).toHaveLength(2);
    expect(readings(standIn)).toHaveLength(2);
  });

  test("meets its refusal where the org accepts no such token", async () => {
    const scenario = launch
      .replace("path: /api", 'headers: { Authorization: "Bearer made-up-by-the-scenario" }, path: /api')
      .replace("{ status: 200 }", "{ status: 401 }");
    const { exitCode, report } = await runLive({ a: scenario }, await aStandIn(), { args: { allow: "launches" } });

    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "agree" }]);
    expect(exitCode).toBe(0);
  });
});
