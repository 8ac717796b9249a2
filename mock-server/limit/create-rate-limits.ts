import type { MatchedCall } from "#mock-server/call.ts";
import type { RateLimitRules } from "#mock-server/contract/contract.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";

/** Whose calls are counted. */
export interface RatedCaller {
  readonly token: string;
  readonly clientId: string;
  /** Set on a user token. */
  readonly userId?: string;
}

/** Counts calls per token and per client, as the contract's `x-rate-limits` and its settings say. */
export interface RateLimits {
  /** Counts a call; gives the fault where it is one too many. `now` is the org's time in milliseconds. */
  count(call: Pick<MatchedCall, "contract" | "settings">, caller: RatedCaller, now: number): Fault | undefined;
  clear(): void;
}

/** The calls of one caller since `startedAt`, in milliseconds. */
interface Window {
  readonly startedAt: number;
  calls: number;
}

/** A limit that a call comes under. */
interface Counted {
  readonly key: string;
  readonly window: Window;
  readonly limit: number;
  readonly setting: string;
}

// As many as an org keeps tokens; the window that was begun first goes.
const mostWindows = 10_000;

/** No calls counted yet. */
export function createRateLimits(): RateLimits {
  const windows = new Map<string, Window>();

  function begin(key: string, window: Window): void {
    windows.delete(key);
    windows.set(key, window);
    for (const oldest of windows.keys()) {
      if (windows.size <= mostWindows) break;
      windows.delete(oldest);
    }
  }

  return {
    count({ contract, settings }, caller, now) {
      const { limits, windowSeconds, refusal } = contract.rateLimits;
      const length = windowSeconds * 1000;
      const counted = limits.flatMap(({ per, setting }): Counted[] => {
        const limit = Number(settings[setting]);
        if (limit === 0) return [];
        const key = keyOf(per, caller);
        const known = windows.get(key);
        // A clock that was set back begins anew, too.
        const isOpen = known !== undefined && now >= known.startedAt && now < known.startedAt + length;
        return [{ key, limit, setting, window: isOpen ? known : { startedAt: now, calls: 0 } }];
      });
      // A call that one limit refuses is not counted by the other.
      const full = counted.filter(({ window, limit }) => window.calls >= limit);
      const [last] = full.toSorted((one, other) => other.window.startedAt - one.window.startedAt);
      if (last !== undefined) return tooMany(last, { refusal, wait: last.window.startedAt + length - now });
      for (const { key, window } of counted) {
        if (window.calls === 0) begin(key, window);
        window.calls += 1;
      }
      return undefined;
    },
    clear: () => windows.clear(),
  };
}

function keyOf(per: RateLimitRules["limits"][number]["per"], { token, clientId, userId = "" }: RatedCaller): string {
  return per === "token" ? `token ${token}` : `client ${JSON.stringify([clientId, userId])}`;
}

function tooMany({ limit, setting }: Counted, { refusal, wait }: { refusal: string; wait: number }): Fault {
  // Whole seconds, rounded up, so that a call after them is answered (ANN-RL, ANN-429).
  const seconds = String(Math.ceil(wait / 1000));
  return createFault(refusal, {
    slots: [seconds],
    headers: { "Retry-After": seconds },
    problems: [
      {
        check: "match",
        rule: "rate-limit",
        in: "header",
        pointer: "",
        field: "Authorization",
        expected: `at most ${limit} calls a minute (setting ${setting})`,
        found: `one more; the next is answered in ${seconds} seconds`,
        slots: [],
      },
    ],
  });
}
