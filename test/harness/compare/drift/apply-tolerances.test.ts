import { describe, expect, test } from "vitest";
import { answered, aTolerance, compareBodiesOf, compareRuns, places, publishedFacts } from "./compare-runs.ts";

describe("a tolerance", () => {
  test("takes a difference of its place and kind out of the drift, with its reason and its last day", () => {
    const tolerate = [aTolerance({ at: "/body/a", may: "be-missing" })];
    const compared = compareBodiesOf({ a: 1, b: 1 }, {}, { tolerate });
    expect(places(compared.drift)).toEqual(["property /body/b"]);
    expect(compared.tolerated).toMatchObject([{ at: "/body/a", mock: 1, why: "a known gap", until: "2024-12-31" }]);
    expect(compared.tolerated[0]).not.toHaveProperty("allowedBy");
    expect(compared.idle).toEqual([]);
  });

  test.each([
    ["be-missing", { a: 1 }, {}, true],
    ["be-missing", {}, { a: 1 }, false],
    ["be-added", {}, { a: 1 }, true],
    ["be-added", { a: 1 }, {}, false],
    ["differ", { a: 1 }, {}, false],
    ["differ", { a: 1 }, { a: "1" }, false],
    ["differ", { a: "2024-05-31T10:00:00Z" }, { a: "never" }, true],
  ] as const)("allows what it is for and nothing else: %s, %j and %j", (may, mock, real, allowed) => {
    const { tolerated } = compareBodiesOf(mock, real, { tolerate: [aTolerance({ at: "/body/a", may })] });
    expect(tolerated).toHaveLength(allowed ? 1 : 0);
  });

  test("has a star for any one part of a place, and for no more than one", () => {
    const [mock, real] = [{ list: [{ a: 1 }] }, { list: [{}] }];
    const toleratedAt = (at: string) =>
      compareBodiesOf(mock, real, { tolerate: [aTolerance({ at, may: "be-missing" })] }).tolerated.length;
    expect(["/body/list/*/a", "/*/*/*/*", "/body/*/a", "/body/list/*", "/body/list/1/a"].map(toleratedAt)).toEqual([
      1, 1, 0, 0, 0,
    ]);
  });

  test("allows another status, code, message and header, the header's name in any case", () => {
    const mock = [answered({ code: "a", message: "b" }, { status: 400 })];
    const real = [answered({ code: "c", message: "d" }, { status: 404 })];
    const tolerate = ["/status", "/code", "/message"].map((at) => aTolerance({ at, may: "differ" }));
    expect(compareRuns(mock, real, { tolerate }).drift).toEqual([]);
    const html = {
      ...answered({}),
      response: { status: 200, headers: [["Content-Type", "text/html"]] as const, body: Buffer.from("{}") },
    };
    const type = aTolerance({ at: "/headers/Content-Type", may: "differ" });
    expect(compareRuns([answered({})], [html], { tolerate: [type] }).drift).toEqual([]);
  });

  test("allows a call that the real API did not see", () => {
    const tolerate = [aTolerance({ at: "/calls", may: "be-missing" })];
    expect(compareRuns([answered({})], [], { tolerate }).drift).toEqual([]);
    expect(places(compareRuns([], [answered({})], { tolerate }).drift)).toEqual(["call /calls"]);
  });

  test("allows a problem of the schema by its kind, but never another type", () => {
    const mock = { version: 1, title: "x", state: "active" };
    const real = { version: 1, title: 5, state: "gone", shoe: 43 };
    const tolerate = (["differ", "be-added", "be-missing"] as const).map((may) => aTolerance({ at: "/body/*", may }));
    const { drift, tolerated } = compareBodiesOf(mock, real, { facts: publishedFacts, tolerate });
    expect(places(drift)).toEqual(["schema /body/title"]);
    expect(places(tolerated).sort()).toEqual(["schema /body/shoe", "schema /body/state"]);
  });

  test("holds on its last day and not on the next, on which it is told as expired", () => {
    const tolerance = aTolerance({ at: "/body/a", may: "be-missing", until: "2024-06-01" });
    const on = (today: string) => compareBodiesOf({ a: 1 }, {}, { tolerate: [tolerance], today });
    expect(on("2024-06-01")).toMatchObject({ drift: [], idle: [] });
    expect(places(on("2024-06-02").drift)).toEqual(["property /body/a"]);
    expect(on("2024-06-02").idle).toEqual([{ tolerance, state: "expired" }]);
  });

  test("that no difference needed is told as unused", () => {
    const tolerance = aTolerance({ at: "/body/a", may: "be-missing" });
    expect(compareBodiesOf({ a: 1 }, { a: 2 }, { tolerate: [tolerance] })).toEqual({
      drift: [],
      undecided: [],
      tolerated: [],
      idle: [{ tolerance, state: "unused" }],
    });
  });
});
