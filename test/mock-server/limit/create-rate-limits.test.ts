import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { resolveSettings, type Settings } from "#mock-server/contract/settings.ts";
import { createRateLimits, type RatedCaller } from "#mock-server/limit/create-rate-limits.ts";

const contracts = createContractTable();
const published = contracts.get("published");

/** Rate limits with these settings; gives what the calls of callers at times (in seconds) are told to wait. */
function limited(settings: Settings) {
  const limits = createRateLimits();
  const call = { contract: published, settings: resolveSettings(published, settings) };
  return {
    limits,
    wait: (caller: RatedCaller, seconds: number) =>
      limits.count(call, caller, seconds * 1000)?.headers?.["Retry-After"] ?? "none",
  };
}

const caller = { token: "one", clientId: "client" };

describe("createRateLimits", () => {
  test("limits nothing by default", () => {
    const { wait } = limited({});
    for (let count = 0; count < 5000; count += 1) expect(wait(caller, 0)).toBe("none");
  });

  test("refuses the call after as many as a token has in a minute, until the minute is over", () => {
    const { wait } = limited({ tokenRatePerMinute: 2 });
    expect([0, 10, 20, 59.5, 59.999, 60].map((second) => wait(caller, second))).toEqual([
      "none",
      "none",
      "40",
      "1",
      "1",
      "none",
    ]);
  });

  test("begins the minute with the first call that is counted, and not anew with every call", () => {
    const { wait } = limited({ tokenRatePerMinute: 2 });
    expect([100, 159, 159, 160, 161, 219, 220].map((second) => wait(caller, second))).toEqual([
      "none",
      "none",
      "1",
      "none",
      "none",
      "1",
      "none",
    ]);
  });

  test("counts each token for itself, and all of a client and user together", () => {
    const { wait } = limited({ tokenRatePerMinute: 2, clientRatePerMinute: 3 });
    const tokens = ["a", "a", "a", "b", "b", "c"];
    expect(tokens.map((token) => wait({ token, clientId: "client" }, 0))).toEqual([
      "none",
      "none",
      "60",
      "none",
      "60",
      "60",
    ]);
    expect(wait({ token: "c", clientId: "client", userId: "user" }, 0)).toBe("none");
    expect(wait({ token: "d", clientId: "other" }, 0)).toBe("none");
  });

  test("takes no pair of client and user for another", () => {
    const { wait } = limited({ clientRatePerMinute: 1 });
    expect(wait({ token: "a", clientId: "one", userId: "two" }, 0)).toBe("none");
    expect(wait({ token: "b", clientId: 'one","two', userId: "" }, 0)).toBe("none");
    expect(wait({ token: "c", clientId: "onetwo" }, 0)).toBe("none");
    expect(wait({ token: "d", clientId: "one", userId: "two" }, 0)).toBe("60");
  });

  test("tells the longer wait where two limits are reached", () => {
    const { wait } = limited({ tokenRatePerMinute: 1, clientRatePerMinute: 2 });
    expect(wait({ token: "a", clientId: "client" }, 0)).toBe("none");
    expect(wait({ token: "b", clientId: "client" }, 30)).toBe("none");
    expect(wait({ token: "b", clientId: "client" }, 40)).toBe("50");
  });

  test("does not count for the client what the token's limit refuses", () => {
    const { wait } = limited({ tokenRatePerMinute: 1, clientRatePerMinute: 2 });
    expect(["a", "a", "a", "b"].map((token) => wait({ token, clientId: "client" }, 0))).toEqual([
      "none",
      "60",
      "60",
      "none",
    ]);
  });

  test("counts anew when the clock is set back", () => {
    const { wait } = limited({ tokenRatePerMinute: 1 });
    expect([100, 99, 99].map((second) => wait(caller, second))).toEqual(["none", "none", "60"]);
  });

  test("forgets everything when it is cleared", () => {
    const { limits, wait } = limited({ tokenRatePerMinute: 1 });
    expect([wait(caller, 0), wait(caller, 0)]).toEqual(["none", "60"]);
    limits.clear();
    expect(wait(caller, 0)).toBe("none");
  });

  test("keeps count of the latest 10,000 callers only", () => {
    const { wait } = limited({ tokenRatePerMinute: 1 });
    for (let number = 0; number <= 10_000; number += 1) wait({ token: `t${number}`, clientId: "client" }, 0);
    expect(wait({ token: "t1", clientId: "client" }, 0)).toBe("60");
    expect(wait({ token: "t0", clientId: "client" }, 0)).toBe("none");
  });

  test("says in the refusal's text and in its problem what was reached", () => {
    const limits = createRateLimits();
    const call = { contract: published, settings: resolveSettings(published, { tokenRatePerMinute: 1 }) };
    limits.count(call, caller, 0);
    expect(limits.count(call, caller, 18_000)).toMatchObject({
      name: "too.many.requests.retry.after",
      slots: ["42"],
      headers: { "Retry-After": "42" },
      problems: [
        {
          rule: "rate-limit",
          expected: "at most 1 calls a minute (setting tokenRatePerMinute)",
          found: "one more; the next is answered in 42 seconds",
        },
      ],
    });
  });

  test.each(contractNames)("names a refusal and settings that the contract has, %s", (name) => {
    const { rateLimits, refusals, settings } = contracts.get(name);
    expect(refusals.get(rateLimits.refusal)?.status).toBe(429);
    expect(rateLimits.limits.map(({ setting }) => [settings[setting]?.default, settings[setting]?.platform])).toEqual([
      [0, 300],
      [0, 3000],
    ]);
  });
});
