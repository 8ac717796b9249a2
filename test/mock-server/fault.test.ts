import { describe, expect, test } from "vitest";
import { createFault } from "#mock-server/fault.ts";

describe("createFault", () => {
  test("leaves nothing out but headers", () => {
    expect(createFault("not.found")).toStrictEqual({ name: "not.found", slots: [], problems: [] });
  });

  test("keeps what it is given", () => {
    const headers = { Allow: "GET" };
    expect(createFault("x", { slots: ["1"], headers })).toStrictEqual({
      name: "x",
      slots: ["1"],
      problems: [],
      headers,
    });
  });
});
