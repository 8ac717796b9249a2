import { describe, expect, test } from "vitest";
import { formatCurl } from "#curl/format-curl.ts";
import { aRequest, repeat } from "./repeat-curl.ts";

describe("formatCurl, of a request with credentials", () => {
  test.each([
    ["Bearer abc.DEF_1-2~3+4/5==", "Bearer the-token"],
    ["bearer abc", "bearer the-token"],
    ["Bearer Bearer abc", "Bearer Bearer the-token"],
    ['Bearer "abc"', 'Bearer "the-token"'],
    ["Bearer: abc", "Bearer: the-token"],
    ["abc", "the-token"],
    ["Token abc", "Token the-token"],
    ["Bearer undefined", "Bearer undefined"],
    ["Bearer [object Promise]", "Bearer [object Promise]"],
    ["Bearer", "Bearer"],
    ["Basic YTpi", `Basic ${Buffer.from("the-id:the-secret").toString("base64")}`],
    ["basic a-b:c", "basic the-id:the-secret"],
  ])("names no credential of Authorization: %s", async (value, repeated) => {
    const sent = aRequest({ headers: [["authorization", value]] });
    expect(formatCurl(sent, "http://h")).not.toMatch(/abc|YTpi|a-b:c/);
    expect((await repeat(sent)).headers).toEqual([`Authorization: ${repeated}`]);
  });

  test("puts variables in place of cookies and keys, and keeps what holds none", async () => {
    const headers = [
      ["Cookie", "session=abc"],
      ["X-Api-Key", "abc"],
      ["Proxy-Authentication", "kept"],
      ["X-Empty-Token", ""],
    ] as const;
    const line = formatCurl(aRequest({ headers }), "http://h");
    expect(line).not.toContain("abc");
    expect(line).toContain('-H "Cookie: $COOKIE" \\\n  -H "X-Api-Key: $X_API_KEY"');
    expect((await repeat(aRequest({ headers }))).headers).toEqual([
      "Cookie: the-cookie",
      "X-Api-Key: the-key",
      "Proxy-Authentication: kept",
      "X-Empty-Token:",
    ]);
  });

  test.each([
    ["/a?access_token=abc&x=1", "/a?access_token=the-token&x=1"],
    ["/a?x=1&access%5Ftoken=abc", "/a?x=1&access%5Ftoken=the-token"],
    ["/a?apiKey=abc#b", "/a?apiKey=the-key#b"],
    ["/caf\xe9?client_secret=abc'd", "/caf\xe9?client_secret=the-secret"],
    ["/../a?token=abc&token=abc2", "/../a?token=the-token&token=the-token"],
    ["/a?access_token=undefined&token=", "/a?access_token=undefined&token="],
  ])("puts variables in place of the credentials of a query: %s", async (path, repeated) => {
    expect(formatCurl(aRequest({ path }), "http://h")).not.toContain("abc");
    expect((await repeat(aRequest({ path }))).first).toBe(`GET ${repeated} HTTP/1.1`);
  });
});
