import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ContractName, Given } from "#harness/scenario/scenario.ts";
import { createMockTarget } from "#harness/target/mock.ts";
import { type PreparedTarget, TargetError } from "#harness/target/target.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aWantedOrg } from "./a-wanted-org.ts";

const target = createMockTarget({ seed: 1 });

/** The target ready for a run, until the test ends. */
async function prepare(given: Given = {}, contract: ContractName = "published"): Promise<PreparedTarget> {
  const prepared = await target.prepare(aWantedOrg(given, { contract }));
  onTestFinished(() => prepared.close().catch(() => {}));
  return prepared;
}

/** Reads a path with the token of the run; gives status and body. */
async function read({ apiUrl, accessToken }: PreparedTarget, path: string): Promise<[status: number, body: unknown]> {
  const headers = accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` };
  const answer = await fetch(`${apiUrl}${path}`, { headers });
  return [answer.status, await answer.json()];
}

const activeUser = `/api/v2/users/${knownIds.activeUser}`;
const launches = "/api/v2/flows/executions";

/** Launches with a body; gives the status and, of a refusal, the code. */
async function launch({ apiUrl, accessToken }: PreparedTarget, body: object): Promise<readonly [number, unknown]> {
  const headers = { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" };
  const answer = await fetch(`${apiUrl}${launches}`, { method: "POST", headers, body: JSON.stringify(body) });
  const parsed: unknown = await answer.json();
  return [answer.status, Object(parsed).code];
}

/** Launches a flow and gives the id of its execution. */
async function launchForId({ apiUrl, accessToken }: PreparedTarget): Promise<string> {
  const headers = { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" };
  const body = JSON.stringify({ flowId: knownIds.publishedFlow });
  const answer = await fetch(`${apiUrl}${launches}`, { method: "POST", headers, body });
  return String(Object(await answer.json()).id);
}

describe("createMockTarget, prepare", { timeout: 30_000 }, () => {
  test("serves API and login under one loopback address, with the client Full access and a token of all rights", async () => {
    const prepared = await prepare();
    expect(prepared).toEqual({
      apiUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/),
      loginUrl: prepared.apiUrl,
      accessToken: expect.stringMatching(/^\S{20,}$/),
      clientId: knownIds.fullAccessClient,
      clientSecret: "mock-secret-full-access",
      secrets: ["mock-secret-full-access", prepared.accessToken],
      explain: expect.any(Function),
      close: expect.any(Function),
    });
    expect(await read(prepared, activeUser)).toMatchObject([200, { id: knownIds.activeUser }]);
    expect(await launch(prepared, { flowId: knownIds.publishedFlow })).toEqual([200, undefined]);
  });

  test("speaks the contract it is asked for", async () => {
    const refused = { flowId: knownIds.publishedFlow, context: {} };
    expect(await launch(await prepare(), refused)).toEqual([400, "invalid.property"]);
    expect(await launch(await prepare({}, "thread"), refused)).toEqual([400, "bad_request"]);
  });

  test("gives every run an org of its own, with its own tokens", async () => {
    const first = await prepare({ users: [{ id: knownIds.activeUser, name: "Changed" }] });
    const second = await prepare();
    expect(await read(first, activeUser)).toMatchObject([200, { name: "Changed" }]);
    expect(await read(second, activeUser)).toMatchObject([200, { name: expect.not.stringMatching("Changed") }]);
    const id = await launchForId(first);
    expect((await read(first, `${launches}/${id}`))[0]).toBe(200);
    expect((await read(second, `${launches}/${id}`))[0]).toBe(404);
    expect(second.apiUrl).not.toBe(first.apiUrl);
  });

  test("has the same org for the same seed, and another one for another", async () => {
    const users = (prepared: PreparedTarget) => read(prepared, "/api/v2/users?pageSize=5");
    const other = await createMockTarget({ seed: 2 }).prepare(aWantedOrg());
    onTestFinished(() => other.close());
    const again = await createMockTarget({ seed: 1 }).prepare(aWantedOrg());
    onTestFinished(() => again.close());
    const names = async (prepared: PreparedTarget) =>
      JSON.stringify((await users(prepared))[1]).match(/"name":"[^"]+"/g);
    const expected = await names(await prepare());
    expect(expected).toHaveLength(5);
    expect(await names(again)).toEqual(expected);
    expect(await names(other)).not.toEqual(expected);
  });

  test("adds and changes users and flows", async () => {
    const prepared = await prepare({
      users: [
        { id: knownIds.activeUser, state: "inactive" },
        { id: "new-user", name: "New" },
      ],
      flows: [
        { id: knownIds.publishedFlow, state: "unpublished" },
        { id: "new-flow", state: "published" },
      ],
    });
    expect(await read(prepared, activeUser)).toMatchObject([200, { state: "inactive", email: expect.any(String) }]);
    expect(await read(prepared, "/api/v2/users/new-user")).toMatchObject([200, { name: "New", state: "active" }]);
    expect(await launch(prepared, { flowId: "new-flow" })).toEqual([200, undefined]);
    expect(await launch(prepared, { flowId: knownIds.publishedFlow })).toEqual([404, "architect.flow.version.missing"]);
  });

  test("takes settings", async () => {
    const prepared = await prepare({ settings: { unknownProperties: "drop" } });
    expect(await launch(prepared, { flowId: knownIds.publishedFlow, context: {} })).toEqual([200, undefined]);
  });

  test("orders faults, but not for its own preparations", async () => {
    const prepared = await prepare({ faults: [{ status: 503, times: 1 }] });
    expect((await read(prepared, activeUser))[0]).toBe(503);
    expect((await read(prepared, activeUser))[0]).toBe(200);
  });

  test("closes its port, and can be closed with a connection open", async () => {
    const prepared = await prepare();
    expect((await read(prepared, activeUser))[0]).toBe(200);
    await prepared.close();
    await expect(fetch(prepared.apiUrl)).rejects.toThrow("fetch failed");
  });
});

describe("createMockTarget, token", { timeout: 30_000 }, () => {
  test("is none where the scenario says so", async () => {
    const prepared = await prepare({ token: "none" });
    expect(prepared).not.toHaveProperty("accessToken");
    expect(prepared.secrets).toEqual(["mock-secret-full-access"]);
    expect((await read(prepared, activeUser))[0]).toBe(401);
  });

  test("is a text as it is where the scenario has one", async () => {
    const prepared = await prepare({ token: { value: "not-a-known-token" } });
    expect(prepared.accessToken).toBe("not-a-known-token");
    expect(prepared.secrets).toEqual(["mock-secret-full-access", "not-a-known-token"]);
    expect((await read(prepared, activeUser))[0]).toBe(401);
    const [status] = await read(await prepare({ token: { value: "mock-token-user" } }), "/api/v2/users/me");
    expect(status).toBe(200);
  });

  test("has the rights that are asked for, and the user", async () => {
    const viewer = await prepare({ token: { permissions: ["architect:flow:view"] } });
    expect(await launch(viewer, { flowId: knownIds.publishedFlow })).toEqual([403, "missing.any.permissions"]);
    const user = await prepare({ token: { userId: knownIds.activeUser } });
    expect(await read(user, "/api/v2/users/me")).toMatchObject([200, { id: knownIds.activeUser }]);
    const scoped = await prepare({ token: { scopes: ["users:readonly"] } }, "thread");
    const body = { flowId: knownIds.publishedFlow, type: "user", initiator: { id: knownIds.activeUser } };
    expect(await launch(scoped, body)).toEqual([403, "forbidden"]);
  });

  test("has expired already where its lifetime is not above 0", async () => {
    expect((await read(await prepare({ token: { expiresIn: 0 } }), activeUser))[0]).toBe(401);
    expect((await read(await prepare({ token: { expiresIn: 60 } }), activeUser))[0]).toBe(200);
  });

  test("may do what the OAuth client that is named may, unless it says otherwise", async () => {
    const body = { flowId: knownIds.publishedFlow };
    const oauthClient = "No launch";
    expect((await launch(await prepare({ oauthClient }), body))[0]).toBe(403);
    expect((await launch(await prepare({ token: { clientId: knownIds.noLaunchClient } }), body))[0]).toBe(403);
    const more = await prepare({ oauthClient, token: { permissions: ["architect:flow:launch"] } });
    expect((await launch(more, body))[0]).toBe(200);
  });

  test("belongs to the OAuth client that is named, unless it names another", async () => {
    const prepared = await prepare({ oauthClient: "Read only" });
    expect(prepared).toMatchObject({ clientId: knownIds.readOnlyClient, clientSecret: "mock-secret-read-only" });
    const me = "/api/v2/authorization/subjects/me";
    expect(await read(prepared, me)).toMatchObject([200, { id: knownIds.readOnlyClient }]);
    const other = await prepare({ oauthClient: "Read only", token: { clientId: knownIds.noLaunchClient } });
    expect(other.clientId).toBe(knownIds.readOnlyClient);
    expect(await read(other, me)).toMatchObject([200, { id: knownIds.noLaunchClient }]);
  });
});

describe("createMockTarget, what is given is wrong", { timeout: 30_000 }, () => {
  test.each<[string, Given, string]>([
    ["settings", { settings: { maxPagesize: 5, oauthErrorStatus: 418 } }, "given.settings: there is no setting "],
    ["users", { users: [{ id: "" }] }, "given.users: /id must NOT have fewer than 1 characters"],
    ["flows", { flows: [{ id: "f", runsFor: -1 }] }, "given.flows: /runsFor must be >= 0"],
    ["faults", { faults: [{}] }, "given.faults: the body orders nothing; expected status"],
    ["faults", { faults: [{ status: 429, retryAfter: 1.5 }] }, "given.faults: /retryAfter must be integer"],
    ["token", { token: { userId: knownIds.unknownUser } }, "given.token: No user has the id"],
    ["token", { token: { expiresIn: 1e12 } }, "given.token: /expiresIn must be <="],
    [
      "oauthClient",
      { oauthClient: "full access" },
      'given.oauthClient: the mock\'s org has no OAuth client "full access"',
    ],
  ])("rejects with exit code 2 and names given.%s: %j", async (_part, given, message) => {
    const failure: unknown = await target.prepare(aWantedOrg(given)).catch((error: unknown) => error);
    if (!(failure instanceof TargetError)) throw new Error(`expected a TargetError, found ${String(failure)}`);
    expect(failure.message.slice(0, message.length)).toBe(message);
    expect(failure.exitCode).toBe(2);
  });

  test("reports every wrong setting at once", async () => {
    const given = { settings: { maxPagesize: 5, oauthErrorStatus: 418 } };
    await expect(target.prepare(aWantedOrg(given))).rejects.toThrow(
      /^given\.settings: there is no setting "maxPagesize"; the settings are .*; the setting oauthErrorStatus cannot be "418"; expected 400 or 401$/,
    );
  });

  test("leaves no server behind", async () => {
    const servers = async () => {
      // A closed server is counted until the loop has turned.
      await turn();
      await turn();
      return process.getActiveResourcesInfo().filter((name) => name === "TCPServerWrap").length;
    };
    const before = await servers();
    await expect(target.prepare(aWantedOrg({ faults: [{}] }))).rejects.toThrow(TargetError);
    expect(await servers()).toBe(before);
    const prepared = await prepare();
    expect(await servers()).toBe(before + 1);
    await prepared.close();
    expect(await servers()).toBe(before);
  });
});

describe("createMockTarget", () => {
  test("is a mock in this process with no limit of its own", () => {
    expect(target).toMatchObject({ name: "mock", side: "mock", address: "in this process" });
    expect(target).not.toHaveProperty("concurrency");
    expect(target).not.toHaveProperty("deletesOnlyOwn");
  });

  test("serves the control plane over HTTP only where it is asked to", async () => {
    expect((await read(await prepare(), "/__mock/health"))[0]).toBe(404);
    const served = await createMockTarget({ seed: 1, controlPlane: true }).prepare(aWantedOrg());
    onTestFinished(() => served.close());
    expect((await read(served, "/__mock/health"))[0]).toBe(200);
  });
});
