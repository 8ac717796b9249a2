import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createClock, formatInstant } from "#mock-server/org/clock.ts";

/** A clock over a machine whose time is what `machine.time` says. */
function aClock() {
  const machine = { time: 1_000 };
  return { machine, clock: createClock(() => machine.time) };
}

describe("createClock", () => {
  test("shows the machine's time until it is stepped", () => {
    const { machine, clock } = aClock();
    expect(clock.now()).toBe(1_000);
    machine.time = 1_250;
    expect(clock.now()).toBe(1_250);
    expect(clock.isFrozen()).toBe(false);
  });

  test("takes the machine's clock when none is given", () => {
    const before = Date.now();
    const now = createClock().now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  test("goes on from where it was advanced to, forward and back", () => {
    const { machine, clock } = aClock();
    clock.advance(500);
    clock.advance(-200);
    expect(clock.now()).toBe(1_300);
    machine.time = 1_010;
    expect(clock.now()).toBe(1_310);
  });

  test("goes on from where it was set", () => {
    const { machine, clock } = aClock();
    clock.set(50_000);
    machine.time = 1_001;
    expect(clock.now()).toBe(50_001);
  });

  test("stands still while it is frozen, and can be stepped then", () => {
    const { machine, clock } = aClock();
    clock.freeze(true);
    machine.time = 9_999;
    expect(clock.now()).toBe(1_000);
    expect(clock.isFrozen()).toBe(true);
    clock.advance(5);
    expect(clock.now()).toBe(1_005);
    clock.set(70);
    expect(clock.now()).toBe(70);
  });

  test("runs on from the frozen time when it is let go", () => {
    const { machine, clock } = aClock();
    clock.freeze(true);
    machine.time = 5_000;
    clock.freeze(false);
    expect(clock.isFrozen()).toBe(false);
    expect(clock.now()).toBe(1_000);
    machine.time = 5_007;
    expect(clock.now()).toBe(1_007);
  });

  test("stays where it is when it is frozen twice or let go without having been frozen", () => {
    const { machine, clock } = aClock();
    clock.advance(10);
    clock.freeze(false);
    expect(clock.now()).toBe(1_010);
    clock.freeze(true);
    machine.time = 2_000;
    clock.freeze(true);
    expect(clock.now()).toBe(1_010);
  });

  test("is back in real time after a reset, frozen or not", () => {
    const { machine, clock } = aClock();
    clock.advance(10_000);
    clock.freeze(true);
    clock.reset();
    machine.time = 1_234;
    expect(clock.now()).toBe(1_234);
    expect(clock.isFrozen()).toBe(false);
  });

  test("stands where the last step put it, whatever the steps before", () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant("advance" as const), by: fc.integer({ min: -1e9, max: 1e9 }) }),
        fc.record({ kind: fc.constant("freeze" as const), frozen: fc.boolean() }),
        fc.record({ kind: fc.constant("pass" as const), by: fc.nat(1e6) }),
      ),
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 4e12 }), (before, target) => {
        const { machine, clock } = aClock();
        for (const step of before) {
          if (step.kind === "advance") clock.advance(step.by);
          else if (step.kind === "freeze") clock.freeze(step.frozen);
          else machine.time += step.by;
        }
        clock.set(target);
        expect(clock.now()).toBe(target);
        machine.time += 17;
        expect(clock.now()).toBe(clock.isFrozen() ? target : target + 17);
      }),
    );
  });
});

describe("formatInstant", () => {
  test("writes milliseconds since 1970 as the platform does", () => {
    expect(formatInstant(Date.UTC(2026, 0, 31, 9, 30))).toBe("2026-01-31T09:30:00.000Z");
    expect(formatInstant(0)).toBe("1970-01-01T00:00:00.000Z");
  });
});
