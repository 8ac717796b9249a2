import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAuthorization } from "#mock-server/authenticate/parse-authorization.ts";

const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

describe("parseAuthorization", () => {
  test.each([undefined, "", "   ", []])("finds nothing in %j", (header) => {
    expect(parseAuthorization(header)).toEqual({ kind: "absent" });
  });

  test.each(["Bearer abc", "bearer abc", "BEARER   abc", "  Bearer\tabc  "])("reads the token of %j", (header) => {
    expect(parseAuthorization(header)).toEqual({ kind: "bearer", token: "abc" });
  });

  test("keeps a token whole, spaces and signs in it included", () => {
    expect(parseAuthorization('Bearer "a b"')).toEqual({ kind: "bearer", token: '"a b"' });
  });

  test("reads the first of several headers", () => {
    expect(parseAuthorization(["Bearer one", "Bearer two"])).toEqual({ kind: "bearer", token: "one" });
  });

  test("says that the token is missing after Bearer", () => {
    const expected = { kind: "other", found: "the scheme Bearer without a token" };
    expect(parseAuthorization("Bearer")).toEqual(expected);
    expect(parseAuthorization("bearer   ")).toEqual(expected);
  });

  test.each([
    ["id:secret", "id", "secret"],
    ["id:a:b:", "id", "a:b:"],
    [":", "", ""],
    ["café:ß", "café", "ß"],
  ])("reads id and secret of Basic %j", (text, id, secret) => {
    expect(parseAuthorization(basic(text))).toEqual({ kind: "basic", id, secret });
    expect(parseAuthorization(basic(text).replace("Basic", "basic"))).toEqual({ kind: "basic", id, secret });
  });

  test.each([basic("no colon"), "Basic", "Basic !!!", "Basic id:secret"])("says of %j what it lacks", (header) => {
    expect(parseAuthorization(header)).toEqual({
      kind: "other",
      found: "the scheme Basic without id:secret in base64",
    });
  });

  test("does not repeat a value that may be a secret", () => {
    expect(parseAuthorization("secret-token")).toEqual({ kind: "other", found: "a value without a scheme" });
    expect(parseAuthorization("Token secret-token")).toEqual({ kind: "other", found: "a scheme that is not Bearer" });
    expect(parseAuthorization("Bearer:secret-token")).toEqual({ kind: "other", found: "a value without a scheme" });
  });

  test("reads back any id without colon and any secret", () => {
    const id = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(":", ""));
    fc.assert(
      fc.property(id, fc.string({ unit: "grapheme" }), (clientId, secret) => {
        expect(parseAuthorization(basic(`${clientId}:${secret}`))).toEqual({ kind: "basic", id: clientId, secret });
      }),
    );
  });

  test("knows one of four kinds for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (header) => {
        expect(["absent", "bearer", "basic", "other"]).toContain(parseAuthorization(header).kind);
      }),
    );
  });
});
