import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { createSlots } from "#harness/run/surroundings.ts";
import { aTarget } from "./build-run.ts";

test.each([
  [1, 1],
  [3, 3],
  [undefined, 6],
])("a target with %s places has at most %i clients at a time", async (concurrency, expected) => {
  const target = aTarget(concurrency === undefined ? {} : { concurrency });
  const inSlot = createSlots();
  let now = 0;
  let most = 0;
  const work = () =>
    inSlot(target, async () => {
      now += 1;
      most = Math.max(most, now);
      await wait(5);
      now -= 1;
    });
  await Promise.all(Array.from({ length: 6 }, work));

  expect(most).toBe(expected);
});
