import { createLiveTarget } from "./live.ts";
import { createMockTarget } from "./mock.ts";
import { createUrlTarget } from "./url.ts";

/** How each target that a run can be sent to is made, by name: mocks in this process and elsewhere, and the real API. */
export const targets = {
  mock: createMockTarget,
  url: createUrlTarget,
  live: createLiveTarget,
} as const;

export const targetNames = ["mock", "url", "live"] as const satisfies readonly (keyof typeof targets)[];
export type TargetName = keyof typeof targets;
