import { describe, expect, test } from "vitest";
import { createPace } from "#harness/target/live/create-pace.ts";

/** A pace of 60 a minute on a clock that the test sets, with the waits that it asked for. */
function aPace() {
  const clock = { now: 5_000 };
  const waits: number[] = [];
  const pace = createPace({
    callsPerMinute: 60,
    now: () => clock.now,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
  });
  return { pace, clock, waits };
}

describe("createPace", () => {
  test("lets the first call leave at once and spaces the others evenly, in the order of asking", async () => {
    const { pace, waits } = aPace();
    await Promise.all([pace(), pace(), pace()]);
    expect(waits).toEqual([1000, 2000]);
  });

  test("lets a call leave at once where the last one is long ago, and saves nothing up", async () => {
    const { pace, clock, waits } = aPace();
    await pace();
    clock.now += 10_000;
    await pace();
    expect(waits).toEqual([]);
    clock.now += 400;
    await pace();
    expect(waits).toEqual([600]);
  });

  test("stops waiting when the signal says so", async () => {
    const pace = createPace({ callsPerMinute: 1 });
    await pace();
    const stop = new AbortController();
    const waiting = Promise.all(Array.from({ length: 10 }, () => pace(stop.signal)));
    stop.abort();
    await expect(waiting).rejects.toThrow("aborted");
  });

  test("lets nothing leave once the signal has said so, and keeps no turn for it", async () => {
    const { pace, waits } = aPace();
    await expect(pace(AbortSignal.abort())).rejects.toThrow("aborted");
    await pace();
    expect(waits).toEqual([]);
  });
});
