import { describe, expect, test } from "vitest";
import { groupDrift } from "#harness/report/group-drift.ts";
import { aDrift } from "./builders.ts";

const mood = (call: string, changes: Parameters<typeof aDrift>[0] = {}) =>
  aDrift({ at: "/body/mood", kind: "schema", mock: undefined, live: "good", call, message: "body.mood", ...changes });

describe("groupDrift", () => {
  test("tells a property that only one side has once, with all calls that it was seen on", () => {
    const first = mood("GET /a");

    expect(groupDrift([first, aDrift(), mood("GET /b", { live: "bad", message: "other words" })])).toEqual([
      { item: first, calls: ["GET /a", "GET /b"] },
      { item: aDrift(), calls: ["POST /api/v2/flows/executions"] },
    ]);
  });

  test("keeps apart what is at the same place and is another difference", () => {
    const items = [
      mood("GET /a"),
      mood("GET /a", { kind: "property" }),
      mood("GET /a", { mock: "good", live: undefined }),
      aDrift({ mock: 200, live: 400, message: "status: 400" }),
      aDrift({ mock: 200, live: 404, message: "status: 404" }),
    ];

    expect(groupDrift(items).map(({ item }) => item)).toEqual(items);
  });

  test("names a call once, and none for what is about no call", () => {
    const { call: _, ...expectation } = aDrift({ kind: "expectation" });

    expect(groupDrift([expectation, mood("GET /a"), mood("GET /a")]).map(({ calls }) => calls)).toEqual([
      [],
      ["GET /a"],
    ]);
  });
});
