import { describe, expect, test } from "vitest";
import { isDrift, placesOf } from "#harness/report/html/drift-places.ts";
import { aDrift, anExchange } from "#test/harness/report/builders.ts";

const exchange = anExchange(200, "{}", { method: "GET", path: "/api/v2/users/u-1?expand=station" });

describe("placesOf", () => {
  test("finds the parts of an answer that differ, by the call with its ids named", () => {
    const call = "GET /api/v2/users/<activeUser>";
    const drift = [
      aDrift({ call }),
      aDrift({ call, at: "/headers/Retry-After" }),
      aDrift({ call, at: "/body/state" }),
      aDrift({ call, at: "/code" }),
      aDrift({ call, at: "/expect/body/name" }),
    ];

    expect(placesOf(exchange, drift)).toEqual({
      status: true,
      headers: new Set(["retry-after"]),
      body: ["/state", "/name", "/code"],
    });
  });

  test.each([
    "POST /api/v2/users/<activeUser>",
    "GET /api/v2/users",
    "GET /api/v2/users/<activeUser>/queues",
    "GET /api/v2/queues/<queue>",
    "",
  ])("takes nothing from a difference on %j", (call) => {
    expect(placesOf(exchange, [aDrift({ call })]).status).toBe(false);
  });

  test("takes nothing from a difference that is on no call", () => {
    const { call: _, ...item } = aDrift();

    expect(placesOf(exchange, [item]).status).toBe(false);
  });
});

describe("isDrift", () => {
  test("is true for a place and all below it, and for everything where the whole body differs", () => {
    const places = { status: false, headers: new Set<string>(), body: ["/a"] };

    expect(["/a", "/a/b", "/ab", ""].map((pointer) => isDrift(pointer, places))).toEqual([true, true, false, false]);
    expect(isDrift("/x", { ...places, body: [""] })).toBe(true);
  });
});
