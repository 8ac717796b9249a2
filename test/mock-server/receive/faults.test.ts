import { describe, expect, test } from "vitest";
import { bodyTooLarge, wrongMethod } from "#mock-server/receive/faults.ts";

describe("bodyTooLarge", () => {
  test("names the limit in the message's slot and in the problem", () => {
    expect(bodyTooLarge(512_000)).toEqual({
      name: "request.entity.too.large",
      slots: ["512000"],
      problems: [
        {
          check: "match",
          rule: "body-size",
          in: "body",
          pointer: "",
          field: "body",
          expected: "at most 512000 bytes",
          found: "more",
          slots: [],
        },
      ],
    });
  });
});

describe("wrongMethod", () => {
  test("lists every method of the path in Allow", () => {
    const fault = wrongMethod("PUT", ["GET", "DELETE"]);
    expect(fault.headers).toEqual({ Allow: "GET, DELETE" });
    expect(fault.problems[0]?.expected).toBe("GET or DELETE");
  });
});
