import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeQ64, encodeQ64 } from "#mock-server/domain/users/search/q64.ts";

describe("encodeQ64 and decodeQ64", () => {
  test("make base64 of JSON", () => {
    expect(encodeQ64({ a: "é" })).toBe("eyJhIjoiw6kifQ==");
  });

  test("give back any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(decodeQ64(encodeQ64(value)))).toBe(JSON.stringify(value));
      }),
    );
  });

  test.each(["=", "a", "@@@@", "/w==", "eyJh"])("give nothing for %s", (text) => {
    expect(decodeQ64(text)).toBeUndefined();
  });
});
