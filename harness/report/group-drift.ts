import type { DriftItem } from "#harness/compare/drift/drift.ts";

/** A difference, and all the calls that it was seen on. */
export interface DriftGroup {
  /** As it was seen first. */
  readonly item: DriftItem;
  /** Each once, in the order of the run; empty for what is about no call. */
  readonly calls: readonly string[];
}

/**
 * Puts together what is the same difference on several calls. A property that one side sends everywhere is one difference,
 * whatever its value.
 */
export function groupDrift(drift: readonly DriftItem[]): DriftGroup[] {
  const groups = new Map<string, { readonly item: DriftItem; readonly calls: Set<string> }>();
  for (const item of drift) {
    const key = keyOf(item);
    const group = groups.get(key) ?? { item, calls: new Set() };
    if (item.call !== undefined) group.calls.add(item.call);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ item, calls }) => ({ item, calls: [...calls] }));
}

function keyOf({ at, kind, mock, live, message }: DriftItem): string {
  const isAbsence = (kind === "schema" || kind === "property") && (mock === undefined) !== (live === undefined);
  return JSON.stringify([at, kind, isAbsence ? mock === undefined : message]);
}
