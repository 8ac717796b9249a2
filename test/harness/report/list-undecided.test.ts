import { describe, expect, test } from "vitest";
import { listUndecided } from "#harness/report/list-undecided.ts";
import { aComparison, anUndecided, aScenario } from "./builders.ts";

const scenario = (id: string, ...undecided: ReturnType<typeof anUndecided>[]) =>
  aScenario({ id, comparisons: [aComparison({ undecided })] });

describe("listUndecided", () => {
  test("tells the same property of the same resource once, whichever the page and the element", () => {
    const other = anUndecided({ at: "/body/entities/0/manager", call: "GET /api/v2/users?pageNumber=2" });
    expect(listUndecided([scenario("a", anUndecided(), other), scenario("b", other)])).toEqual([
      {
        message: anUndecided().message,
        calls: ["GET /api/v2/users?pageNumber=1", "GET /api/v2/users?pageNumber=2"],
        scenarios: ["a", "b"],
      },
    ]);
  });

  test.each([
    ["of another resource", anUndecided({ call: "GET /api/v2/flows" })],
    ["in another place", anUndecided({ at: "/body/entities/3/department" })],
    ["of the other side", anUndecided({ mock: undefined, live: { id: "m" } })],
  ])("tells one %s apart", (_which, other) => {
    expect(listUndecided([scenario("a", anUndecided(), other)])).toHaveLength(2);
  });
});
