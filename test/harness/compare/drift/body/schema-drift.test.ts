import { describe, expect, test } from "vitest";
import {
  answered,
  aTolerance,
  compareBodiesOf,
  compareRuns,
  places,
  publishedFacts,
} from "#test/harness/compare/drift/compare-runs.ts";

describe("the contract's schema", () => {
  const user = { version: 3, state: "active" };

  test("tells an undocumented property of the real API once", () => {
    const { drift } = compareBodiesOf(user, { ...user, shoe: 43 }, { facts: publishedFacts });
    expect(drift).toMatchObject([{ at: "/body/shoe", kind: "schema", live: 43, call: "GET /api/v2/users/me" }]);
    expect(drift[0]?.message).toMatch(
      /^body\.shoe: the real API sends 43; the contract's schema expects no such property; UserMe has id/,
    );
  });

  test("tells it once in a list, whichever element has it first", () => {
    const path = "/api/v2/users";
    const mock = [answered({ entities: [user] }, { path })];
    const real = [answered({ entities: [user, { ...user, shoe: 43 }, { ...user, shoe: 44 }] }, { path })];
    expect(places(compareRuns(mock, real, { facts: publishedFacts }).drift)).toEqual(["schema /body/entities/1/shoe"]);
  });

  test("tells a missing property and another type once, with what the mock has there", () => {
    const { drift } = compareBodiesOf({ ...user, title: "Tester" }, { title: 5 }, { facts: publishedFacts });
    expect(drift).toMatchObject([
      { at: "/body/state", kind: "property", mock: "active" },
      { at: "/body/version", kind: "schema", mock: 3 },
      { at: "/body/title", kind: "schema", mock: "Tester", live: 5 },
    ]);
  });

  test("tells that the words of a closed list differ, where both are in it", () => {
    const { drift } = compareBodiesOf(user, { ...user, state: "inactive" }, { facts: publishedFacts });
    expect(drift.map(({ kind, message }) => [kind, message])).toEqual([
      ["value", 'body.state: the mock sends "active", the real API "inactive"; the contract has a closed list for it'],
    ]);
  });

  test("is asked of calls that only the real API saw", () => {
    const odd = answered({ ...user, shoe: 43 });
    expect(places(compareRuns([], [odd], { facts: publishedFacts }).drift)).toEqual([
      "call /calls",
      "schema /body/shoe",
    ]);
  });

  test("tells what the mock itself sends against its contract, and that it is the mock", () => {
    const { drift } = compareBodiesOf({ ...user, shoe: 43 }, user, { facts: publishedFacts });
    expect(drift).toMatchObject([{ at: "/body/shoe", kind: "schema", mock: 43 }]);
    expect(drift[0]?.message).toMatch(
      /^body\.shoe: the mock itself sends 43, where its contract's schema expects no such property; UserMe has id/,
    );
  });

  test("tells it where only some elements of the mock's have the object, which is data", () => {
    const path = "/api/v2/users";
    const managed = { ...user, manager: { id: 5 } };
    const mock = [answered({ entities: [user, managed] }, { path })];
    const { drift } = compareRuns(mock, [answered({ entities: [user] }, { path })], { facts: publishedFacts });
    expect(drift.map(({ at, mock: sent }) => [at, sent])).toEqual([["/body/entities/1/manager/id", 5]]);
  });

  test("tells what neither side keeps to once", () => {
    const odd = { ...user, shoe: 43 };
    expect(places(compareBodiesOf(odd, odd, { facts: publishedFacts }).drift)).toEqual(["schema /body/shoe"]);
  });

  test.each([
    ["be-missing", { ...user, shoe: 43 }, user],
    ["be-added", { state: "active" }, user],
    ["differ", { ...user, state: "gone" }, { ...user, state: "gone" }],
  ] as const)("is tolerated on the mock's side as what the real API may: %s", (may, mock, real) => {
    const tolerate = [aTolerance({ at: may === "differ" ? "/body/state" : "/body/*", may })];
    const { drift, tolerated } = compareBodiesOf(mock, real, { facts: publishedFacts, tolerate });
    expect([drift, tolerated.map(({ kind }) => kind)]).toEqual([[], ["schema"]]);
  });
});
