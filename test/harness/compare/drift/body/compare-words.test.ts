import { describe, expect, test } from "vitest";
import { askedWords } from "#harness/compare/drift/body/compare-words.ts";
import { answered, compareRuns, noFacts, places, publishedFacts } from "#test/harness/compare/drift/compare-runs.ts";

/** Of a contract in which every `state` and `type` is a word of a closed list. */
const facts = { ...noFacts, isClosedValue: (_: unknown, pointer: string) => /\/(?:state|type)$/.test(pointer) };

/** What lists of users in these states differ in, asked for with a query. */
function driftOf(query: string, mock: readonly string[], real: readonly string[]) {
  const call = { path: `/api/v2/users${query}` };
  const body = (states: readonly string[]) => ({ entities: states.map((state) => ({ state, name: "active" })) });
  return compareRuns([answered(body(mock), call)], [answered(body(real), call)], { facts }).drift;
}

describe("words of a closed list in the elements of a list", () => {
  test.each<[what: string, query: string, mock: string[], real: string[]]>([
    ["the query names none of them", "?pageSize=25", ["active"], ["active", "inactive"]],
    ["there is no query", "", ["active"], ["inactive"]],
    ["both sides keep to it", "?state=inactive", ["inactive", "inactive"], ["inactive"]],
    ["both sides ignore it", "?state=inactive", ["active", "inactive"], ["active"]],
    ["it asks for several", "?state=inactive,active", ["active"], ["inactive", "active"]],
    ["it asks in capitals", "?state=INACTIVE", ["inactive"], ["Inactive"]],
    ["one side has none", "?state=inactive", [], ["active"]],
  ])("are data where %s", (_what, query, mock, real) => {
    expect(driftOf(query, mock, real)).toEqual([]);
  });

  test("are drift where the query names one, and one side alone has others: the filter is ignored there", () => {
    expect(driftOf("?state=inactive", ["inactive"], ["inactive", "active"])).toMatchObject([
      {
        at: "/body/entities/1/state",
        kind: "value",
        mock: ["inactive"],
        live: ["inactive", "active"],
        message:
          'body.entities[1].state: the real API sends ["active"] too, which the query does not ask for; the mock sends only what it asks for',
      },
    ]);
    expect(places(driftOf("?state=inactive", ["active"], ["inactive"]))).toEqual(["value /body/entities/0/state"]);
  });

  test("are not taken for others that no list closes: a name that is asked for", () => {
    const list = (...names: string[]) =>
      answered({ entities: names.map((name) => ({ name })) }, { path: "/x?name=ada" });
    expect(compareRuns([list("ada")], [list("ada", "grace")], { facts }).drift).toEqual([]);
  });

  test("are read from the published contract", () => {
    const list = (state: string) =>
      answered({ entities: [{ id: "x", state }] }, { path: "/api/v2/users?state=inactive" });
    const { drift } = compareRuns([list("inactive")], [list("active")], { facts: publishedFacts });
    expect(places(drift)).toContain("value /body/entities/0/state");
  });
});

describe("askedWords", () => {
  test("are the values of the query, parted at commas, in lower case", () => {
    expect([...askedWords("/api/v2/users?state=A%2Cb,,c&x=&state=d+e#f")]).toEqual(["a", "b", "c", "d e#f"]);
    expect(askedWords("/api/v2/users").size).toBe(0);
  });
});

test("a property that only some elements lack is data, unless the contract requires it", () => {
  const list = (...entities: object[]) => answered({ entities });
  const [mock, real] = [
    list({ id: "1", email: "a" }, { id: "2", email: "b" }),
    list({ id: "3", email: "c" }, { id: "4" }),
  ];
  expect(compareRuns([mock], [real]).drift).toEqual([]);
  expect(compareRuns([real], [mock]).drift).toEqual([]);
  const missing = { pointer: "/entities/1/email", kind: "missing", expected: "a text", found: undefined } as const;
  const requiring = { ...noFacts, checkResponse: () => [missing] };
  expect(places(compareRuns([mock], [real], { facts: requiring }).drift)).toEqual(["schema /body/entities/1/email"]);
});
