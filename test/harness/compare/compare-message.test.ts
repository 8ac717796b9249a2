import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compareBody, compareHeaders } from "#harness/compare/compare-message.ts";

type Headers = readonly (readonly [string, string])[];

function headerMessages(expected: Readonly<Record<string, unknown>>, headers: Headers): readonly string[] {
  return compareHeaders(expected, headers, "/headers").map(({ message }) => message);
}

function bodyMessages(expected: unknown, body: string | Buffer, headers: Headers = []): readonly string[] {
  const message = { headers, body: Buffer.from(body) };
  return compareBody(expected, message, { at: "/body", whose: "the response" }).map((one) => one.message);
}

const json: Headers = [["Content-Type", "application/json; charset=utf-8"]];

describe("compareHeaders", () => {
  test("matches names in any case, and keeps the expected spelling in the place", () => {
    expect(headerMessages({ "retry-after": "3" }, [["Retry-After", "3"]])).toEqual([]);
    expect(headerMessages({ "retry-after": "3" }, [["Retry-After", "4"]])).toEqual([
      'headers.retry-after: expected "3", found "4"',
    ]);
  });

  test("compares numbers and booleans in the expectation as text", () => {
    expect(
      headerMessages({ a: 3, b: true, c: { $oneOf: [3, 4] } }, [
        ["a", "3"],
        ["b", "true"],
        ["c", "4"],
      ]),
    ).toEqual([]);
    expect(headerMessages({ a: { $not: 3 } }, [["a", "3"]])).toEqual([
      'headers.a: expected anything but "3", found "3"',
    ]);
  });

  test("shows a number to the matchers of numbers", () => {
    const headers: Headers = [["Retry-After", "3"]];
    expect(headerMessages({ "Retry-After": { $greaterThan: 2 } }, headers)).toEqual([]);
    expect(headerMessages({ "Retry-After": "$number" }, headers)).toEqual([]);
    expect(headerMessages({ "Retry-After": { $lessThan: 3 } }, headers)).toHaveLength(1);
    expect(headerMessages({ "Retry-After": "$number" }, [["Retry-After", "soon"]])).toHaveLength(1);
  });

  test("joins several headers of one name", () => {
    expect(
      headerMessages({ vary: "a, b" }, [
        ["Vary", "a"],
        ["vary", "b"],
      ]),
    ).toEqual([]);
  });

  test("names the headers there are when one is missing", () => {
    expect(
      headerMessages({ "Content-Typ": "a" }, [
        ["content-type", "a"],
        ["date", "b"],
      ]),
    ).toEqual([
      'headers.Content-Typ: is missing, expected "a"; the names found are content-type, date; the nearest is content-type',
    ]);
  });

  test("matches $absent for a header that is not there only", () => {
    expect(headerMessages({ server: "$absent" }, [["date", "b"]])).toEqual([]);
    expect(headerMessages({ server: "$absent" }, [["Server", "x"]])).toEqual([
      'headers.server: expected nothing here, found "x"',
    ]);
  });
});

describe("compareBody", () => {
  test("compares JSON as values, whatever its content type is", () => {
    expect(bodyMessages({ a: 1 }, '{ "a": 1 }', json)).toEqual([]);
    expect(bodyMessages({ a: 1 }, '{ "a": 1 }', [["Content-Type", "text/plain"]])).toEqual([]);
    expect(bodyMessages({ a: 1 }, '{ "a": 2 }')).toEqual(["body.a: expected 1, found 2"]);
  });

  test("compares anything else as text", () => {
    expect(bodyMessages("grant_type=password", "grant_type=password")).toEqual([]);
    expect(bodyMessages({ $contains: "b=" }, "a=1&b=2")).toEqual([]);
    expect(bodyMessages("a", "b")).toEqual(['body: expected "a", found "b"']);
  });

  test("takes a lone scalar for JSON only under a JSON content type", () => {
    expect(bodyMessages("12", "12")).toEqual([]);
    expect(bodyMessages(12, "12", json)).toEqual([]);
    expect(bodyMessages(12, "12", [["content-type", "application/problem+json"]])).toEqual([]);
  });

  test("shows content type and first characters of a body that is not JSON where JSON is expected", () => {
    expect(bodyMessages({ code: "a" }, "<html><body>", [["Content-Type", "text/html"]])).toEqual([
      'body: expected JSON like {"code":"a"}, found a body of type "text/html" that is not JSON: "<html><body>"',
    ]);
    expect(bodyMessages("$object", '{"a":1')).toEqual([
      'body: expected JSON like an object, found a body without a Content-Type that is not JSON: "{\\"a\\":1"',
    ]);
  });

  test("says that there is no body", () => {
    expect(bodyMessages({ code: "a" }, "")).toEqual([
      'body: is missing, expected {"code":"a"}; the response has no body',
    ]);
    expect(bodyMessages("$absent", "")).toEqual([]);
    expect(bodyMessages("", "")).toEqual([]);
    expect(bodyMessages("$absent", "{}")).toEqual(["body: expected nothing here, found {}"]);
  });

  test.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["identity", Buffer.from],
    ["deflate", deflateSync],
    ["BR", brotliCompressSync],
  ])("reads a body that is compressed with %s", (encoding, compress) => {
    expect(bodyMessages({ a: 1 }, compress('{"a":1}'), [["content-encoding", encoding]])).toEqual([]);
  });

  test("says why a compressed body cannot be read", () => {
    expect(bodyMessages({ a: 1 }, "plain", [["Content-Encoding", "gzip"]])).toEqual([
      'body: expected JSON like {"a":1}, found a body without a Content-Type that cannot be read: "plain"; it is not valid gzip (incorrect header check)',
    ]);
    expect(bodyMessages("$string", "plain", [["Content-Encoding", "zip"]])[0]).toMatch(
      /; its Content-Encoding "zip" cannot be decoded here$/,
    );
  });
});
