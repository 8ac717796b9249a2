import { describe, expect, onTestFinished, test } from "vitest";
import { knownIds, type RunningMock, type StartMockOptions, startMock } from "#library/index.ts";

/** A mock that ends with the test. */
async function aMock(options: StartMockOptions = {}): Promise<RunningMock> {
  const mock = await startMock(options);
  onTestFinished(() => mock.close().catch(() => {}));
  return mock;
}

/** Launches a flow with a token, and gives status and code. */
async function launch(
  { url }: RunningMock,
  { token, flowId = knownIds.publishedFlow }: { token: string; flowId?: string },
) {
  const answer = await fetch(`${url}/api/v2/flows/executions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ flowId }),
  });
  const body = (await answer.json()) as { readonly code?: string };
  return { status: answer.status, code: body.code };
}

describe("startMock", () => {
  test("serves the API on a free port, and no control plane unless it is asked for", async () => {
    const [mock, open] = [await aMock(), await aMock({ controlPlane: true })];
    expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answers = await Promise.all([mock, open].map(({ url }) => fetch(`${url}/__mock/health`)));
    expect(answers.map(({ status }) => status)).toEqual([404, 200]);
  });

  test("mints a token with every right, or with those of the order", async () => {
    const mock = await aMock();
    expect(await launch(mock, { token: await mock.mintToken() })).toMatchObject({ status: 200 });
    const token = await mock.mintToken({ permissions: [] });
    expect(await launch(mock, { token })).toMatchObject({ status: 403, code: "missing.any.permissions" });
  });

  test("adds and changes flows and users", async () => {
    const mock = await aMock();
    const flowId = "f0000000-0000-4000-8000-0000000000aa";
    expect(await mock.setFlow({ id: flowId, name: "Mine" })).toMatchObject({ name: "Mine", state: "published" });
    expect(await mock.setFlow({ id: flowId, state: "deleted" })).toMatchObject({ name: "Mine", state: "deleted" });
    expect(await mock.setUser({ id: knownIds.activeUser, state: "inactive" })).toMatchObject({ state: "inactive" });
    const { flows } = await mock.org();
    expect(flows.find(({ id }) => id === flowId)).toMatchObject({ name: "Mine", state: "deleted" });
  });

  test("fails the calls that a fault is ordered for, until it is used up or cleared", async () => {
    const mock = await aMock();
    const token = await mock.mintToken();
    expect(await mock.orderFault({ status: 503, times: 1 })).toMatchObject({ status: 503, used: 0 });
    expect((await launch(mock, { token })).status).toBe(503);
    expect((await launch(mock, { token })).status).toBe(200);
    await mock.orderFault({ status: 429 });
    await mock.clearFaults();
    expect((await launch(mock, { token })).status).toBe(200);
  });

  test("shows what went over the wire without the token, and why it was refused", async () => {
    const mock = await aMock();
    const token = await mock.mintToken();
    await launch(mock, { token, flowId: knownIds.unknownFlow });
    const [exchange] = await mock.exchanges();
    expect(exchange).toMatchObject({ operation: "postFlowsExecutions", outcome: "refused" });
    expect(JSON.stringify(exchange)).not.toContain(token);
  });

  test("steps the clock, on which tokens expire, and sets all back with a reset", async () => {
    const mock = await aMock();
    const token = await mock.mintToken({ expiresIn: 60 });
    const before = Date.now();
    expect(Date.parse(await mock.advanceClock(61)) - before).toBeGreaterThanOrEqual(61_000);
    expect((await launch(mock, { token })).status).toBe(401);
    await mock.reset();
    expect(await mock.exchanges()).toEqual([]);
    expect(Math.abs(Date.parse(await mock.advanceClock(0)) - Date.now())).toBeLessThan(60_000);
  });

  test("has another org for another seed, or the one that it is given", async () => {
    const [one, other] = [await (await aMock()).org(), await (await aMock({ seed: 2 })).org()];
    expect(other.organization.name).not.toBe(one.organization.name);
    expect(await (await aMock({ org: other })).org()).toEqual(other);
  });

  test("speaks the contract and has the settings that it is given", async () => {
    const mock = await aMock({ contract: "thread" });
    expect(await launch(mock, { token: await mock.mintToken() })).toMatchObject({ status: 400 });
  });

  test.each<[string, unknown, string]>([
    ["contract", "forum", 'contract: expected published or thread, found "forum"'],
    ["settings", { speed: 1 }, 'settings: there is no setting "speed"'],
    ["org", { users: [] }, 'org: the body lacks the property "organization"'],
  ])("rejects the %s %j and says what is possible", async (name, value, message) => {
    const options = { [name]: value } as StartMockOptions;
    await expect(startMock(options)).rejects.toThrow(message);
  });

  test("rejects an option that there is none, with the nearest right name", async () => {
    await expect(startMock({ contracts: "thread" } as StartMockOptions)).rejects.toThrow(
      'there is no option "contracts", did you mean "contract"?',
    );
  });

  test("rejects an order that it does not understand, with the place", async () => {
    const mock = await aMock();
    await expect(mock.setUser({ id: knownIds.activeUser, version: 0 })).rejects.toThrow(
      "/version must be >= 1, found 0",
    );
    await expect(mock.mintToken({ userId: "nobody" })).rejects.toThrow(
      'No user has the id "nobody". org() lists them.',
    );
    await expect(mock.orderFault({ status: 418 })).rejects.toThrow("/status is 418");
  });
});
