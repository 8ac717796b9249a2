import { describe, expect, test } from "vitest";
import { aStandIn, runLive } from "./run-live.ts";

const reads = `id: read
title: Users are listed
effect: reads
client: { request: { path: /api/v2/users } }
expect: { status: 200 }
`;

describe("the way a call takes", () => {
  test("is paced: a call leaves only when its turn has come", async () => {
    const standIn = await aStandIn();
    const steps = Array.from({ length: 3 }, () => "{ path: /api/v2/users }").join(", ");
    const scenario = reads.replace("client: { request: { path: /api/v2/users } }", `client: { requests: [${steps}] }`);
    const startedAt = performance.now();
    await runLive({ a: scenario }, standIn, { args: { rate: "120" } });

    // Two calls of the target itself, and three of the client, half a second apart; only the lower bound is certain.
    expect(performance.now() - startedAt).toBeGreaterThan(1900);
  });

  test("is guarded where the harness itself reads a state, too", async () => {
    const standIn = await aStandIn();
    const state = `state: { get: "/api/v2/users?_method=DELETE", is: { total: $number }, within: 1, every: 1 }`;
    await runLive({ a: reads.replace("{ status: 200 }", `{ status: 200, ${state} }`) }, standIn);

    expect(standIn.requests().filter(({ path }) => path.includes("_method"))).toEqual([]);
  });

  test("waits as long as Retry-After says", async () => {
    const standIn = await aStandIn({ tooManyRequests: { match: "GET /api/v2/users", times: 1, retryAfter: 2 } });
    const startedAt = performance.now();
    await runLive({ a: reads }, standIn);

    expect(performance.now() - startedAt).toBeGreaterThan(1900);
  });
});

describe("a 429", () => {
  test("is waited out, and the real leg is repeated", async () => {
    const standIn = await aStandIn({ tooManyRequests: { match: "GET /api/v2/users", times: 1, retryAfter: 1 } });
    const { exitCode, report } = await runLive({ a: reads }, standIn);

    expect(report.scenarios[0]).toMatchObject({
      targets: [{ target: "mock" }, { target: "live", status: "passed", attempts: 2 }],
      comparisons: [{ verdict: "agree" }],
    });
    expect(exitCode).toBe(0);
  });

  test("that does not end says nothing about the API, after three repetitions", async () => {
    const standIn = await aStandIn({ tooManyRequests: { match: "GET /api/v2/users", times: 99, retryAfter: 0 } });
    const { exitCode, report } = await runLive({ a: reads }, standIn);

    expect(report.scenarios[0]?.targets[1]).toMatchObject({ status: "error", attempts: 4 });
    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "not-run" }]);
    expect(exitCode).toBe(3);
  });
});
