import { describe, expect, onTestFinished, test } from "vitest";
import { runClient } from "#harness/run/run-client.ts";
import type { WantedRun } from "#harness/run/wanted-run.ts";
import type { Client, RequestStep } from "#harness/scenario/scenario.ts";
import { createMockTarget } from "#harness/target/mock.ts";
import { TargetError } from "#harness/target/target.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { startTarget } from "#test/harness/client/recording-target.ts";
import { aStep } from "#test/harness/client/request-steps.ts";
import { unusedUrl } from "#test/harness/exchange/proxy-to.ts";
import { aroundTarget, aTarget, callsOf, targetAt, watchTarget } from "./build-run.ts";

const mock = createMockTarget({ seed: 1, controlPlane: true });
const launchPath = "/api/v2/flows/executions";

const requests = (...steps: RequestStep[]): Client => ({ kind: "request", requests: steps });

/** Raw bytes that answer with this as JSON. */
function jsonAnswer(value: unknown): string {
  const text = JSON.stringify(value);
  return `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`;
}

type Changes = Partial<WantedRun> & { readonly variables?: WantedRun["scenario"]["variables"] };

/** A run of one call under `published`, changed by what a test gives. */
const aWantedRun = ({ target = mock, variables = {}, ...changes }: Changes = {}): WantedRun => ({
  target,
  scenario: { id: "a-scenario", effect: "writes", variables },
  run: "published",
  contract: "published",
  given: {},
  client: requests(aStep()),
  ...changes,
});

describe("runClient", { timeout: 30_000 }, () => {
  test("sends a client's calls to the target with its token, and keeps them", async () => {
    const run = await runClient(aWantedRun(), aroundTarget(mock));
    expect(run.exchanges.map(({ request, response }) => [request.method, request.path, response?.status])).toEqual([
      ["GET", "/api/v2/users", 200],
    ]);
    expect(run).toMatchObject({ result: { status: 200 } });
    expect(run).not.toHaveProperty("error");
    expect(run).not.toHaveProperty("state");
  });

  test("fills what a client saved into the expectation and into the state that is waited for", async () => {
    const launch = aStep({ method: "POST", path: launchPath, body: "${launchBody}", save: { uri: "/selfUri" } });
    const client = requests(launch, aStep({ path: "${uri}" }));
    const is = { selfUri: "${uri}" };
    const expectation = {
      body: { selfUri: "${uri}" },
      state: { get: "${uri}", is, withinSeconds: 5, everySeconds: 1 },
    };
    const { exchanges, ...run } = await runClient(aWantedRun({ client, expectation }), aroundTarget(mock));
    const uri = exchanges[1]?.request.path ?? "";
    expect(uri).toMatch(/^\/api\/v2\/flows\/executions\/[0-9a-f-]{36}$/);
    expect(run.expectation).toEqual({
      body: { selfUri: uri },
      state: { get: uri, is: { selfUri: uri }, withinSeconds: 5, everySeconds: 1 },
    });
    expect(run.state).toMatchObject({ reached: true, last: { selfUri: uri, status: "RUNNING" } });
  });

  test("does not count the reads of a state among the client's calls", async () => {
    const state = { get: "/api/v2/users/me", is: { code: "not.a.user" }, withinSeconds: 5, everySeconds: 1 };
    const run = await runClient(aWantedRun({ expectation: { state } }), aroundTarget(mock));
    expect(run.state).toMatchObject({ reached: true });
    expect(run.exchanges.map(({ request }) => request.path)).toEqual(["/api/v2/users"]);
  });

  test.each([
    ["published", "/api/v2/users/p"],
    ["thread", "/api/v2/users/t"],
  ] as const)("takes a variable's value for the contract %s, and those above it", async (contract, path) => {
    const variables = {
      id: { mock: { published: "p", thread: "t" } },
      path: { mock: "/api/v2/users/${id}", live: "never" },
    };
    const run = await runClient(
      aWantedRun({ contract, variables, client: requests(aStep({ path: "${path}" })) }),
      aroundTarget(mock),
    );
    expect(run.exchanges.map(({ request }) => request.path)).toEqual([path]);
  });

  test("serves the client under the contract, and gives it the contract's launch body", async () => {
    const launch = requests(aStep({ method: "POST", path: launchPath, body: "${launchBody}" }));
    for (const [contract, key] of [
      ["published", "id"],
      ["thread", "executionId"],
    ] as const) {
      const run = await runClient(aWantedRun({ contract, client: launch }), aroundTarget(mock));
      expect(run.result).toMatchObject({ status: 200, body: { [key]: expect.any(String) } });
    }
  });

  test("fills variables into what the scenario is given", async () => {
    const target = watchTarget(mock);
    const given = { users: [{ id: "${who}", name: "Changed" }], token: { userId: "${activeUser}" } };
    const variables = { who: { mock: "${activeUser}" } };
    const run = await runClient(
      aWantedRun({ target, given, variables, client: requests(aStep({ path: "/api/v2/users/me" })) }),
      aroundTarget(target),
    );
    expect(target.wanted).toEqual([
      {
        contract: "published",
        given: { users: [{ id: knownIds.activeUser, name: "Changed" }], token: { userId: knownIds.activeUser } },
        scenario: "a-scenario",
        run: "published",
        effect: "writes",
      },
    ]);
    expect(run.result).toMatchObject({ body: { id: knownIds.activeUser, name: "Changed" } });
  });

  test("tells the target's secrets before the client starts, and the tokens it was given even if it fails then", async () => {
    const heard: string[] = [];
    const callsByThen: number[] = [];
    const target = await startTarget([
      jsonAnswer({ access_token: "granted-token", refresh_token: "granted-refresh" }),
      jsonAnswer({ access_token: "not-from-the-login-host" }),
    ]);
    onTestFinished(() => target.close());
    const proxied = targetAt(target.url);
    const around = aroundTarget(proxied, {
      onSecret(secret) {
        heard.push(secret);
        callsByThen.push(target.received.length);
      },
    });
    const login = aStep({ method: "POST", path: "/oauth/token" });
    const client = requests(login, aStep({ save: { missing: "/nowhere" } }));
    const { error } = await runClient(aWantedRun({ target: proxied, client }), around);
    expect(error).toMatch(/^step 2 \(GET \/api\/v2\/users\): expected a JSON body with a value at "\/nowhere"/);
    const basic = Buffer.from("the-id:the-secret").toString("base64");
    expect(heard).toEqual(["the-token", "the-secret", basic, "granted-token", "granted-refresh"]);
    expect(callsByThen).toEqual([0, 0, 0, 2, 2]);
  });

  test("gives the client's own reason, not that of an expectation that lacks what was never saved", async () => {
    const launch = aStep({ method: "POST", path: launchPath, body: {}, save: { uri: "/selfUri" } });
    const expectation = { state: { get: "${uri}", is: {}, withinSeconds: 600, everySeconds: 1 } };
    const run = await runClient(aWantedRun({ client: requests(launch), expectation }), aroundTarget(mock));
    expect(run.error).toMatch(
      /^step 1 \(POST \/api\/v2\/flows\/executions\): expected a JSON body with a value at "\/selfUri"/,
    );
    expect(run.exchanges.map(({ response }) => response?.status)).toEqual([400]);
    expect(run).not.toHaveProperty("state");
  });

  test("keeps the call to a target that is not there", async () => {
    const apiUrl = await unusedUrl();
    const run = await runClient(aWantedRun({ target: targetAt(apiUrl) }), aroundTarget(mock));
    expect(run.exchanges).toMatchObject([{ error: expect.stringContaining(`No connection to ${apiUrl}`) }]);
    expect(run.result).toMatchObject({ status: 502, body: { code: "target.unreachable" } });
  });

  test("closes the org it was given, whatever happens", async () => {
    const target = watchTarget(mock);
    const broken: Client = { kind: "command", argv: ["/nonexistent/program"], timeoutSeconds: 1 };
    const unbound = { expectation: { body: "${nowhere}" } };
    await runClient(aWantedRun({ target }), aroundTarget(target));
    await runClient(aWantedRun({ target, client: broken }), aroundTarget(target));
    await expect(runClient(aWantedRun({ target, ...unbound }), aroundTarget(target))).rejects.toThrow(
      'the variable "nowhere"',
    );
    expect(target.wanted).toHaveLength(3);
    expect(target.inUse()).toBe(0);
    for (const url of target.urls) await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("rejects with the target's reason when it cannot be made ready", async () => {
    await expect(runClient(aWantedRun({ target: aTarget() }), aroundTarget(mock))).rejects.toThrow(
      new TargetError("the target is not there", { exitCode: 3 }),
    );
  });

  test("asks nothing of the target once the run is stopped", async () => {
    const target = watchTarget(mock);
    const run = await runClient(aWantedRun({ target }), aroundTarget(target, { signal: AbortSignal.abort() }));
    expect(run).toMatchObject({ exchanges: [], error: "the run was stopped before the client began" });
    expect(target.wanted).toEqual([]);
  });

  test("ends the wait for a state when the run is stopped, with the calls so far", async () => {
    const stop = new AbortController();
    const target = watchTarget(mock);
    const state = { get: "/api/v2/users", is: { total: -1 }, withinSeconds: 600, everySeconds: 600 };
    const around = aroundTarget(target, { signal: stop.signal });
    const running = runClient(aWantedRun({ target, expectation: { state } }), around);
    await expect.poll(() => callsOf(target.urls[0]), { timeout: 20_000 }).toBe(2);
    stop.abort();
    const run = await running;
    expect(run).toMatchObject({ error: "the run was stopped before the state was reached", result: { status: 200 } });
    expect(run.exchanges).toHaveLength(1);
    expect(target.inUse()).toBe(0);
  });
});
