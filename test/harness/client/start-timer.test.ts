import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startTimer } from "#harness/client/start-timer.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("startTimer", () => {
  test("is late when the time is over, once, and not where it was stopped", () => {
    const [onLate, onStopped] = [vi.fn(), vi.fn()];
    startTimer({ seconds: 2, onLate });
    startTimer({ seconds: 2, onLate: onStopped })();
    vi.advanceTimersByTime(1_990);
    expect(onLate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect([onLate.mock.calls.length, onStopped.mock.calls.length]).toEqual([1, 0]);
  });

  test("adds the time for which calls were held since it was started", () => {
    const onLate = vi.fn();
    let held = 50_000;
    startTimer({ seconds: 2, heldMs: () => held, onLate });
    vi.advanceTimersByTime(1_000);
    held += 3_000;
    vi.advanceTimersByTime(3_990);
    expect(onLate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(onLate).toHaveBeenCalledOnce();
  });

  test("is not late while a call is held, and can be stopped then", () => {
    const onLate = vi.fn();
    const startedAt = performance.now();
    const stop = startTimer({ seconds: 2, heldMs: () => performance.now() - startedAt, onLate });
    vi.advanceTimersByTime(300_000);
    expect(onLate).not.toHaveBeenCalled();
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is late in the end for who calls for ever: ten minutes are added at most", () => {
    const onLate = vi.fn();
    const startedAt = performance.now();
    startTimer({ seconds: 2, heldMs: () => performance.now() - startedAt, onLate });
    vi.advanceTimersByTime(602_100);
    expect(onLate).toHaveBeenCalledOnce();
  });
});
