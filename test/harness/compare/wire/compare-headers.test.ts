import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  bearer,
  differencesOf,
  json,
  launchBody,
  token,
  type WireCall,
  withAuthorization,
  withHeader,
  withType,
} from "./wire-builders.ts";

describe("compareHeaders", () => {
  test.each<[string, WireCall, WireCall, readonly string[]]>([
    ["no Content-Type", {}, { headers: [bearer] }, ["header content-type: application/json | -"]],
    [
      "a charset",
      {},
      withType("application/json; charset=iso-8859-1"),
      ["header content-type: application/json | application/json; charset=iso-8859-1"],
    ],
    ["no token", {}, { headers: [json] }, ["header authorization: Bearer <token> | -"]],
    [
      "another case of the scheme",
      {},
      withAuthorization(`bearer ${token}`),
      ["header authorization: Bearer <token> | bearer <token>"],
    ],
    ["no scheme", {}, withAuthorization(token), ["header authorization: Bearer <token> | <token>"]],
    [
      "quotes around the token",
      {},
      withAuthorization(`Bearer "${token}"`),
      ['header authorization: Bearer <token> | Bearer \\"<token>\\"'],
    ],
    [
      "no value for the token",
      {},
      withAuthorization("Bearer undefined"),
      ["header authorization: Bearer <token> | Bearer undefined"],
    ],
    [
      "a line break behind the token",
      {},
      withAuthorization(`Bearer ${token}%0A`),
      ["header authorization: Bearer <token> | Bearer <token>%0A"],
    ],
    [
      "two schemes",
      {},
      withAuthorization(`Bearer Bearer ${token}`),
      ["header authorization: Bearer <token> | Bearer Bearer <token>"],
    ],
    [
      "a body in chunks",
      withHeader(["Content-Length", "49"]),
      withHeader(["Transfer-Encoding", "chunked"]),
      ["header transfer-encoding: Content-Length | chunked"],
    ],
    ["an Accept without JSON", {}, withHeader(["Accept", "text/html"]), ["header accept: - | text/html"]],
    [
      "JSON that is not wanted",
      {},
      withHeader(["Accept", "application/json;q=0"]),
      ["header accept: - | application/json;q=0"],
    ],
    ["Expect", {}, withHeader(["Expect", "100-continue"]), ["header expect: - | 100-continue"]],
    ["an Origin", {}, withHeader(["Origin", "http://localhost:3000"]), ["header origin: - | http://localhost:3000"]],
    [
      "a cookie, by name only",
      {},
      withHeader(["Cookie", `session=${token}; a=b`]),
      ["header cookie: - | session=<hidden>; a=<hidden>"],
    ],
    [
      "a header with a secret name",
      {},
      withHeader(["X-Api-Key", "s3cret-value-0123"]),
      ["header x-api-key: - | <hidden>"],
    ],
    [
      "a header with a long value",
      {},
      withHeader(["X-Blob", "s3cret-value-0123-4567-89"]),
      ["header x-blob: - | <25 characters>"],
    ],
    [
      "a compressed body",
      {},
      { ...withHeader(["Content-Encoding", "gzip"]), body: gzipSync(launchBody) },
      ["header content-encoding: - | gzip"],
    ],
  ])("finds %s", (_, reference, other, expected) => {
    expect(differencesOf(reference, other)).toEqual(expected);
  });
});
