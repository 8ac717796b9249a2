import { describe, expect, onTestFinished, test } from "vitest";
import type { Given } from "#harness/scenario/scenario.ts";
import { NotComparableError, type PreparedTarget, TargetError } from "#harness/target/target.ts";
import { createUrlTarget } from "#harness/target/url.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { type StartOptions, startMock } from "#mock-server/start-mock.ts";
import { aWantedOrg } from "./a-wanted-org.ts";
import { type Reply, serveReplies } from "./serve-replies.ts";

const contracts = createContractTable();

/** A mock elsewhere and the target for it, until the test ends. */
async function aRemoteMock(options: StartOptions = {}, controlToken?: string) {
  const running = await startMock({ contracts, ...options });
  onTestFinished(() => running.close());
  const target = createUrlTarget({ url: running.url, ...(controlToken === undefined ? {} : { controlToken }) });
  return { ...running, target };
}

async function read({ apiUrl, accessToken }: PreparedTarget, path: string): Promise<[status: number, body: unknown]> {
  const answer = await fetch(`${apiUrl}${path}`, { headers: { Authorization: `Bearer ${accessToken}` } });
  return [answer.status, await answer.json()];
}

const activeUser = `/api/v2/users/${knownIds.activeUser}`;

describe("createUrlTarget", { timeout: 30_000 }, () => {
  test("is a mock with one org, so one client at a time", async () => {
    const { target, url } = await aRemoteMock();
    expect(target).toMatchObject({ name: "mock", side: "mock", address: url, concurrency: 1 });
  });

  test("gives the client Full access, a token of all rights and the contract to ask for", async () => {
    const { target, url } = await aRemoteMock();
    await target.open?.();
    const prepared = await target.prepare(aWantedOrg({}, { contract: "thread" }));
    expect(prepared).toMatchObject({
      apiUrl: url,
      loginUrl: url,
      clientId: knownIds.fullAccessClient,
      clientSecret: "mock-secret-full-access",
      secrets: ["mock-secret-full-access", prepared.accessToken],
      addedHeaders: [["X-Mock-Contract", "thread"]],
    });
    expect(await read(prepared, activeUser)).toMatchObject([200, { id: knownIds.activeUser }]);
  });

  test("begins every run with the org as it was, and puts in what is given, faults last", async () => {
    const { target } = await aRemoteMock();
    const first = await target.prepare(
      aWantedOrg({ users: [{ id: knownIds.activeUser, name: "Changed" }], faults: [{ status: 503, times: 1 }] }),
    );
    expect((await read(first, activeUser))[0]).toBe(503);
    expect(await read(first, activeUser)).toMatchObject([200, { name: "Changed" }]);
    const second = await target.prepare(aWantedOrg({ faults: [] }));
    expect(await read(second, activeUser)).toMatchObject([200, { name: expect.not.stringMatching("Changed") }]);
  });

  test("knows the org of the mock's own seed", async () => {
    const { target, mock } = await aRemoteMock({ seed: 9 });
    const { email } = (await mock.org().users.get(knownIds.activeUser)) ?? { email: "" };
    const variables = await target.variables("published", { scenario: "s", run: "published" });
    expect(variables).toMatchObject({ activeUserEmail: email, launchBody: { flowId: knownIds.publishedFlow } });
    expect(email).toMatch(/@example\.com$/);
  });

  test("sends the control token, which no output may show", async () => {
    const { target } = await aRemoteMock({ controlToken: "open-sesame" }, "open-sesame");
    expect((await target.prepare(aWantedOrg())).secrets).toContain("open-sesame");
  });

  test.each<[string, Given, string]>([
    ["flows", { flows: [{ id: "f", runsFor: -1 }] }, "given.flows: /runsFor must be >= 0"],
    ["faults", { faults: [{}] }, "given.faults: the body orders nothing; expected status"],
    ["oauthClient", { oauthClient: "Nobody" }, 'given.oauthClient: the mock\'s org has no OAuth client "Nobody"'],
  ])("rejects with exit code 2 for wrong given.%s", async (_part, given, message) => {
    const { target } = await aRemoteMock();
    const failure: unknown = await target.prepare(aWantedOrg(given)).catch((error: unknown) => error);
    if (!(failure instanceof TargetError)) throw new Error(`expected a TargetError, found ${String(failure)}`);
    expect(failure.message).toContain(message);
    expect(failure.exitCode).toBe(2);
  });

  test("cannot change the settings of a mock that runs", async () => {
    const { target } = await aRemoteMock();
    const prepared = target.prepare(aWantedOrg({ settings: { unknownProperties: "drop" } }));
    await expect(prepared).rejects.toThrow(NotComparableError);
  });
});

describe("createUrlTarget, no mock lets it in", { timeout: 30_000 }, () => {
  test.each([undefined, "wrong"])(
    "rejects with exit code 3 and names the control token, with the token %j",
    async (token) => {
      const { target } = await aRemoteMock({ controlToken: "open-sesame" }, token);
      const failure: unknown = await target.open?.().catch((error: unknown) => error);
      expect(failure).toMatchObject({
        exitCode: 3,
        message: expect.stringContaining("Set GENESYS_MOCK_CONTROL_TOKEN"),
      });
    },
  );

  test.each<[what: string, reply: Reply, why: string]>([
    ["another server", { status: 404, body: "not here" }, "its /__mock/health was answered 404"],
    ["a health of something else", { status: 200, body: { status: "up" } }, "its /__mock/health was answered 200"],
  ])("rejects with exit code 3 for %s, and says how to start a mock", async (_what, reply, why) => {
    const host = await serveReplies([reply]);
    onTestFinished(() => host.close());
    const target = createUrlTarget({ url: host.url });
    const expected = `No genesys-mock answers at ${host.url}: ${why}. Start one with npm start, or use --live-url for something that is no mock.`;
    const failure: unknown = await target.variables("published", { scenario: "s", run: "r" }).catch((error) => error);
    expect(failure).toMatchObject({ exitCode: 3, message: expected });
    await expect(target.prepare(aWantedOrg())).rejects.toThrow(expected);
    expect(host.seen).toHaveLength(1);
  });

  test("rejects with exit code 3 where nothing listens", async () => {
    const host = await serveReplies([]);
    await host.close();
    const failure: unknown = await createUrlTarget({ url: host.url })
      .open?.()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode: 3, message: expect.stringContaining("ECONNREFUSED") });
  });
});
