import { describe, expect, test } from "vitest";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { Effect } from "#harness/scenario/scenario.ts";
import type { StandIn } from "#test/stand-in/start-stand-in.ts";
import { aStandIn, asked, failureOf, liveAt } from "./a-live-target.ts";
import { aWantedOrg } from "./a-wanted-org.ts";

const facts = { effectOf: () => ({ effect: "writes" as const }) };

describe("createLiveTarget, stopped", { timeout: 30_000 }, () => {
  test("sends nothing more, whatever it waits for", async () => {
    const stop = new AbortController();
    const standIn = await aStandIn({
      differences: { tooManyRequests: { match: "GET /api/v2/flows/*", times: 9, retryAfter: 60 } },
    });
    const target = liveAt(standIn, { signal: stop.signal });
    await target.open?.();
    const given = { flows: [{ id: standIn.org.idOf("publishedFlow"), state: "published" }] };
    const waiting = failureOf(target.prepare(aWantedOrg(given)));
    await expect.poll(() => asked(standIn).length).toBe(3);
    stop.abort();
    expect((await waiting).message).toBe("The run was stopped before the real side was ready.");
    expect((await failureOf(target.prepare(aWantedOrg(given)))).message).toContain("The run was stopped");
    expect(asked(standIn)).toHaveLength(3);
  });

  test("does not even log in where the run was stopped before", async () => {
    const standIn = await aStandIn();
    const failure = await failureOf(liveAt(standIn, { signal: AbortSignal.abort() }).open?.());
    expect(failure.message).toBe("The run was stopped before the real side was ready.");
    expect(asked(standIn)).toEqual([]);
  });

  test("lets no call of a client leave that waits for its turn, and none of a run that is over", async () => {
    const stop = new AbortController();
    const standIn = await aStandIn();
    const target = liveAt(standIn, { signal: stop.signal });
    const [first, second] = [await target.prepare(aWantedOrg()), await target.prepare(aWantedOrg())];
    await first.close();
    await expect(first.pace?.()).rejects.toThrow("aborted");
    await second.pace?.();
    stop.abort();
    await expect(second.pace?.()).rejects.toThrow("aborted");
  });

  test("still deletes what was created, however low the rate is", async () => {
    const stop = new AbortController();
    const standIn = await aStandIn();
    const env = {
      GENESYSCLOUD_ACCESS_TOKEN: standIn.org.tokenOf("fullAccess"),
      GENESYSCLOUD_OAUTHCLIENT_ID: undefined,
      GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined,
    };
    // The read of the organization takes the only call of the first minute.
    const target = liveAt(standIn, { allow: "writes", env, signal: stop.signal, callsPerMinute: 1 });
    const prepared = await target.prepare(aWantedOrg({}, { effect: "writes" }));
    const created = await Promise.all([create(standIn), create(standIn), create(standIn)]);
    stop.abort();
    const steps = await prepared.cleanUp?.(
      created.map(({ exchange }) => exchange),
      facts,
    );
    expect(steps?.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
    expect(standIn.deletedUsers()).toEqual(created.map(({ id }) => id).reverse());
  });
});

test("createLiveTarget tells how long it has held the calls of each run", { timeout: 30_000 }, async () => {
  const standIn = await aStandIn();
  const target = liveAt(standIn, { callsPerMinute: 120 });
  const [held, other] = [await target.prepare(aWantedOrg()), await target.prepare(aWantedOrg())];
  await held.pace?.();
  expect(held.heldMs?.()).toBeGreaterThan(0);
  expect(other.heldMs?.()).toBe(0);
});

describe("createLiveTarget, clean-up", { timeout: 30_000 }, () => {
  test.each<[allow: Effect, effect: Effect]>([
    ["launches", "launches"],
    ["writes", "launches"],
  ])("deletes nothing where %s is allowed and the scenario %s", async (allow, effect) => {
    const standIn = await aStandIn();
    const prepared = await liveAt(standIn, { allow }).prepare(aWantedOrg({}, { effect }));
    expect(await prepared.cleanUp?.([], facts)).toEqual([]);
  });

  test("deletes what a writing scenario created, with the target's own token where the client had none", async () => {
    const standIn = await aStandIn();
    const prepared = await liveAt(standIn, { allow: "writes" }).prepare(
      aWantedOrg({ token: "none" }, { effect: "writes" }),
    );
    await prepared.pace?.();
    const { id, exchange } = await create(standIn);
    expect(await prepared.cleanUp?.([exchange], facts)).toEqual([{ call: `DELETE /api/v2/users/${id}` }]);
    expect(standIn.deletedUsers()).toEqual([id]);
    await prepared.close();
  });
});

/** Creates a user, and gives its id and the call without the token that it was made with. */
async function create(standIn: StandIn): Promise<{ readonly id: string; readonly exchange: Exchange }> {
  const headers = { Authorization: `Bearer ${standIn.org.tokenOf("fullAccess")}` };
  const body = JSON.stringify({ name: "Ada Quill", email: "ada.quill@example.com" });
  const answer = await fetch(`${standIn.url}/api/v2/users`, { method: "POST", headers, body });
  const created = Buffer.from(await answer.arrayBuffer());
  const exchange: Exchange = {
    startedAt: "2026-03-02T09:30:00.000Z",
    durationMs: 1,
    request: { method: "POST", path: "/api/v2/users", headers: [], body: Buffer.from(body) },
    response: { status: 200, headers: [], body: created },
  };
  return { id: JSON.parse(created.toString()).id, exchange };
}
