import { describe, expect, test } from "vitest";
import {
  countVersions,
  hasVersion,
  isPublished,
  publishedVersion,
  savedVersion,
} from "#mock-server/domain/flows/flow-versions.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import { aFlow } from "#test/helpers/entities.ts";

describe("the versions of a flow", () => {
  const cases: readonly { flow: Partial<Flow>; saved?: string; published?: string; count: number }[] = [
    { flow: { version: "3.0" }, saved: "3.0", published: "3.0", count: 3 },
    { flow: { version: "3.0", publishedVersion: "2.0" }, saved: "3.0", published: "2.0", count: 3 },
    { flow: { version: "3.0", publishedVersion: "2.0", state: "unpublished" }, saved: "3.0", count: 3 },
    { flow: { version: "3.0", state: "deleted" }, saved: "3.0", count: 3 },
    { flow: { neverSaved: true, state: "unpublished" }, count: 0 },
  ];
  test.each(cases)("are counted: $flow", ({ flow, saved, published, count }) => {
    const one = aFlow(flow);
    expect([savedVersion(one), publishedVersion(one), countVersions(one)]).toEqual([saved, published, count]);
  });

  test.each(["0.0", "4.0", "3", "3.1", "03.0", "3.0\n", "", "9999999999.0"])("are not %j of three", (version) => {
    expect(hasVersion(aFlow({ version: "3.0" }), version)).toBe(false);
  });

  test("are published up to the published one", () => {
    const flow = aFlow({ version: "3.0", publishedVersion: "2.0" });
    expect(["1.0", "2.0", "3.0"].map((version) => isPublished(flow, version))).toEqual([true, true, false]);
    expect(hasVersion(flow, "3.0")).toBe(true);
  });
});
