import { describe, expect, test } from "vitest";
import { createRequestRate } from "#mock-server/org/request-rate.ts";

/** A rate whose clock stands at 0 until `at` is changed. */
function aRate() {
  const time = { at: 0 };
  const rate = createRequestRate({ now: () => time.at });
  return { rate, time };
}

describe("createRequestRate", () => {
  test("gives nothing up to the limit, and the seconds that are left of the minute above it", () => {
    const { rate, time } = aRate();
    expect([rate.count("a", 2), rate.count("a", 2), rate.count("a", 2)]).toEqual([undefined, undefined, 60]);
    time.at = 59_001;
    expect(rate.count("a", 2)).toBe(1);
  });

  test("begins anew a minute after the first request", () => {
    const { rate, time } = aRate();
    for (const _time of [1, 2]) rate.count("a", 1);
    time.at = 60_000;
    expect([rate.count("a", 1), rate.count("a", 1)]).toEqual([undefined, 60]);
  });

  test("counts callers apart", () => {
    const { rate } = aRate();
    rate.count("a", 1);
    expect(rate.count("b", 1)).toBeUndefined();
    expect(rate.count("a", 1)).toBe(60);
  });

  test("begins anew when the clock was set back", () => {
    const { rate, time } = aRate();
    time.at = 1_000_000;
    for (const _time of [1, 2]) rate.count("a", 1);
    time.at = 0;
    expect(rate.count("a", 1)).toBeUndefined();
  });
});
