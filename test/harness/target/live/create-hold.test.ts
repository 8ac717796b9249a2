import { describe, expect, test } from "vitest";
import { createHold } from "#harness/target/live/create-hold.ts";

/** A hold on a clock that the test sets, whose calls leave when the test says so. */
function aHold() {
  const clock = { now: 1_000 };
  const leave: { ok(): void; fail(): void }[] = [];
  const pace = () =>
    new Promise<void>((resolve, reject) =>
      leave.push({ ok: resolve, fail: () => reject(new Error("no longer wanted")) }),
    );
  return { clock, leave, hold: createHold(pace, () => clock.now) };
}

describe("createHold", () => {
  test("counts how long calls are held, those that still are included", async () => {
    const { clock, leave, hold } = aHold();
    expect(hold.heldMs()).toBe(0);
    const call = hold.pace();
    clock.now += 300;
    expect(hold.heldMs()).toBe(300);
    clock.now += 200;
    leave[0]?.ok();
    await call;
    clock.now += 10_000;
    expect(hold.heldMs()).toBe(500);
  });

  test("counts calls that are held at the same time once", async () => {
    const { clock, leave, hold } = aHold();
    const calls = [hold.pace()];
    clock.now += 40;
    calls.push(hold.pace());
    clock.now += 60;
    leave[0]?.ok();
    await calls[0];
    clock.now += 100;
    leave[1]?.ok();
    await calls[1];
    expect(hold.heldMs()).toBe(200);
  });

  test("counts what was held for a call that never left, and passes the rejection on", async () => {
    const { clock, leave, hold } = aHold();
    const call = hold.pace();
    clock.now += 70;
    leave[0]?.fail();
    await expect(call).rejects.toThrow("no longer wanted");
    clock.now += 70;
    expect(hold.heldMs()).toBe(70);
  });
});
