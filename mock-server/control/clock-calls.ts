import type { Mock } from "#mock-server/mock.ts";
import { formatInstant } from "#mock-server/org/clock.ts";
import { ok } from "./control-answer.ts";
import type { ControlCall } from "./control-call.ts";
import { withBody } from "./take-body.ts";

interface ClockOrder {
  readonly set?: string;
  readonly advance?: number;
  readonly frozen?: boolean;
}

/** The calls of the control plane that are about the org's time. */
export const clockCalls: readonly ControlCall[] = [
  { method: "get", path: "/clock", summary: "The org's time", call: async ({ mock }) => ok(readClock(mock)) },
  {
    method: "post",
    path: "/clock",
    summary: "Step the clock: advance (seconds), set (ISO 8601), frozen",
    call: async ({ mock, body }) =>
      withBody<ClockOrder>("clock", body, async ({ set, advance, frozen }) => {
        if (frozen !== undefined) mock.clock.freeze(frozen);
        if (set !== undefined) mock.clock.set(Date.parse(set));
        if (advance !== undefined) mock.clock.advance(advance * 1000);
        return ok(readClock(mock));
      }),
  },
];

function readClock(mock: Mock): unknown {
  return { now: formatInstant(mock.clock.now()), frozen: mock.clock.isFrozen() };
}
