import { createMockTarget } from "./mock.ts";
import type { Target } from "./target.ts";

export const targetNames = ["mock"] as const;
export type TargetName = (typeof targetNames)[number];

export interface TargetOptions {
  /** Of the mock's org. */
  readonly seed: number;
}

/** The targets that a run can be sent to, by name. */
export const targets: Readonly<Record<TargetName, (options: TargetOptions) => Target>> = { mock: createMockTarget };
