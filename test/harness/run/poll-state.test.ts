import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { compareValue } from "#harness/compare/compare-value.ts";
import { pollState } from "#harness/run/poll-state.ts";
import type { StateExpectation } from "#harness/scenario/scenario.ts";
import { unusedUrl } from "#test/harness/exchange/proxy-to.ts";

interface Read {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** A server that gives its nth reader the nth text, and the last one from then on; `undefined` is no answer at all. */
async function aServer(...bodies: readonly (string | undefined)[]) {
  const reads: Read[] = [];
  const server = createServer(({ method, url, headers }, answer) => {
    const body = bodies[Math.min(reads.length, bodies.length - 1)];
    reads.push({ method, url, headers });
    if (body !== undefined) answer.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return { apiUrl: `http://${host}`, host, reads };
}

const aState = (changes: Partial<StateExpectation> = {}): StateExpectation => ({
  get: "/api/v2/flows/executions/e",
  is: { status: "COMPLETED" },
  withinSeconds: 5,
  everySeconds: 0.01,
  ...changes,
});

const meets = (expected: unknown, found: unknown) => compareValue({ expected, found, at: "" }).length === 0;

describe("pollState", { timeout: 30_000 }, () => {
  test("reads until the state is reached, and no more", async () => {
    const { apiUrl, reads } = await aServer('{"status":"RUNNING"}', '{"status":"RUNNING"}', '{"status":"COMPLETED"}');
    const outcome = await pollState(aState(), { apiUrl }, meets);
    expect(outcome).toEqual({ reached: true, last: { status: "COMPLETED" }, waitedSeconds: expect.any(Number) });
    expect(outcome.waitedSeconds).toBeGreaterThan(0.015);
    expect(outcome.waitedSeconds).toBeLessThan(5);
    expect(reads).toHaveLength(3);
  });

  test("reads with the token of the scenario, and with none where there is none", async () => {
    const { apiUrl, host, reads } = await aServer('{"status":"COMPLETED"}');
    await pollState(aState(), { apiUrl, accessToken: "the-token" }, meets);
    await pollState(aState(), { apiUrl }, meets);
    expect(reads).toEqual([
      { method: "GET", url: "/api/v2/flows/executions/e", headers: { host, authorization: "Bearer the-token" } },
      { method: "GET", url: "/api/v2/flows/executions/e", headers: { host } },
    ]);
  });

  test("gives up after the time, with the last body and how long it waited", async () => {
    const { apiUrl, reads } = await aServer('{"status":"RUNNING"}', "not JSON");
    const outcome = await pollState(aState({ withinSeconds: 0.05, everySeconds: 0.02 }), { apiUrl }, meets);
    expect(outcome).toEqual({ reached: false, last: "not JSON", waitedSeconds: expect.any(Number) });
    expect(outcome.waitedSeconds).toBeGreaterThanOrEqual(0.05);
    expect(reads.length).toBeGreaterThanOrEqual(2);
  });

  test("reads a last time at the end, even if the step is longer than the time", async () => {
    const { apiUrl, reads } = await aServer('{"status":"RUNNING"}', '{"status":"COMPLETED"}');
    const outcome = await pollState(aState({ withinSeconds: 0.05, everySeconds: 600 }), { apiUrl }, meets);
    expect(outcome).toMatchObject({ reached: true, last: { status: "COMPLETED" } });
    expect(reads).toHaveLength(2);
  });

  test("reads once if there is no time", async () => {
    const { apiUrl, reads } = await aServer('{"status":"RUNNING"}');
    expect(await pollState(aState({ withinSeconds: 0 }), { apiUrl }, meets)).toMatchObject({ reached: false });
    expect(reads).toHaveLength(1);
  });

  test("says why there was no answer", async () => {
    const apiUrl = await unusedUrl();
    const unreachable = await pollState(aState({ withinSeconds: 0 }), { apiUrl }, meets);
    expect(unreachable).toMatchObject({
      reached: false,
      last: `no answer: no connection to ${apiUrl} (ECONNREFUSED); check that something listens there`,
    });
    const unsendable = await pollState(aState({ get: "/a b", withinSeconds: 0 }), { apiUrl }, meets);
    expect(unsendable.last).toBe("no answer: Request path contains unescaped characters");
  });

  test("ends while it waits, and while it reads, when the run is stopped", async () => {
    const { apiUrl, reads } = await aServer('{"status":"RUNNING"}', undefined);
    const stop = new AbortController();
    const state = aState({ withinSeconds: 600, everySeconds: 600 });
    const waiting = pollState(state, { apiUrl, signal: stop.signal }, meets);
    await expect.poll(() => reads.length, { timeout: 20_000 }).toBe(1);
    const stopOther = new AbortController();
    const reading = pollState(state, { apiUrl, signal: stopOther.signal }, meets);
    await expect.poll(() => reads.length, { timeout: 20_000 }).toBe(2);
    stop.abort();
    stopOther.abort();
    expect(await waiting).toMatchObject({ reached: false, last: { status: "RUNNING" } });
    expect(await reading).toMatchObject({ reached: false, last: "no answer: This operation was aborted" });
  });
});
