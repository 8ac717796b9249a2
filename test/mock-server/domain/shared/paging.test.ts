import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listPage } from "#mock-server/domain/shared/paging.ts";

const link = { path: "/api/v2/things", query: {} };
const uri = (pageSize: number, pageNumber: number) => `/api/v2/things?pageSize=${pageSize}&pageNumber=${pageNumber}`;

/** The page that a link leads to, if there is one. */
function pageOf(uri: unknown): number | undefined {
  return typeof uri === "string" ? Number(new URLSearchParams(uri.split("?")[1]).get("pageNumber")) : undefined;
}

describe("listPage", () => {
  test("gives one page of an empty listing", () => {
    expect(listPage([], { pageSize: 25, pageNumber: 1 }, link)).toEqual({
      entities: [],
      pageSize: 25,
      pageNumber: 1,
      total: 0,
      firstUri: uri(25, 1),
      lastUri: uri(25, 1),
      selfUri: uri(25, 1),
      pageCount: 0,
    });
  });

  test("has a next page before the last and a previous one after the first", () => {
    const page = (pageNumber: number) => listPage(["a", "b", "c"], { pageSize: 2, pageNumber }, link);
    expect(page(1)).toEqual({
      entities: ["a", "b"],
      pageSize: 2,
      pageNumber: 1,
      total: 3,
      firstUri: uri(2, 1),
      nextUri: uri(2, 2),
      lastUri: uri(2, 2),
      selfUri: uri(2, 1),
      pageCount: 2,
    });
    expect(page(2)).toMatchObject({ entities: ["c"], previousUri: uri(2, 1) });
    expect(page(2)).not.toHaveProperty("nextUri");
  });

  test("is empty beyond the last page", () => {
    const page = listPage(["a"], { pageSize: 500, pageNumber: 2_147_483_647 }, link);
    expect(page).toMatchObject({ entities: [], total: 1, pageCount: 1 });
    expect(page).not.toHaveProperty("nextUri");
  });

  test("encodes the query that its links repeat", () => {
    const query = { id: "a b,&c", state: "any" };
    expect(listPage([], { pageSize: 1, pageNumber: 1 }, { path: "/p", query })["selfUri"]).toBe(
      "/p?id=a+b%2C%26c&state=any&pageSize=1&pageNumber=1",
    );
  });

  test("gives every item once when its links are followed to the end", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (items, pageSize) => {
        const seen: unknown[] = [];
        for (let next: number | undefined = 1; next !== undefined; ) {
          const page = listPage(items, { pageSize, pageNumber: next }, link);
          if (Array.isArray(page["entities"])) seen.push(...page["entities"]);
          next = pageOf(page["nextUri"]);
        }
        expect(seen).toEqual(items);
      }),
    );
  });
});
