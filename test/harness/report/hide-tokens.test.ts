import { describe, expect, test } from "vitest";
import { hideHeader, hideTokens } from "#harness/report/hide-tokens.ts";

describe("hideTokens", () => {
  test.each([
    ['{"access_token":"a\\"b","x":1}', '{"access_token":"<redacted>","x":1}'],
    ['{ "client_secret" : "abc', '{ "client_secret" : "<redacted>'],
    ["grant_type=refresh_token&refresh_token=abc&x=1", "grant_type=refresh_token&refresh_token=<redacted>&x=1"],
    ["/oauth/authorize?code=abc", "/oauth/authorize?code=<redacted>"],
    [
      '{"secret":"abc","token":"abc","clientSecret":"abc","apiKey":"abc"}',
      '{"secret":"<redacted>","token":"<redacted>","clientSecret":"<redacted>","apiKey":"<redacted>"}',
    ],
    [
      "secret=abc&token=abc&api-key=abc&new_password=abc",
      "secret=<redacted>&token=<redacted>&api-key=<redacted>&new_password=<redacted>",
    ],
    ['{"token_type":"bearer","nextToken":"3"}', '{"token_type":"bearer","nextToken":"3"}'],
    ['{"token":"","secret":"a\\\\","x":"y"}', '{"token":"","secret":"<redacted>","x":"y"}'],
    ['{"password":12345678,"x":1}', '{"password":"<redacted>","x":1}'],
    ['{"access_token": ["a]","b"], "x":1}', '{"access_token": "<redacted>", "x":1}'],
    ['{"secret":{"value":"a}","of":[{}]},"x":{}}', '{"secret":"<redacted>","x":{}}'],
    ['{"secret":{"value":"cut o', '{"secret":"<redacted>"'],
    ['{"token":null,"secret":false}', '{"token":null,"secret":false}'],
    ['{"code":"bad.request"}', '{"code":"bad.request"}'],
    ["/api/v2/users?expand=token", "/api/v2/users?expand=token"],
  ])("makes %s to %s", (text, hidden) => {
    expect(hideTokens(text)).toBe(hidden);
  });

  test("masks what is cut off, and takes as long as the text is long", () => {
    const long = `{"token":"${"x".repeat(3_000_000)}"}`;
    expect(hideTokens(long) === '{"token":"<redacted>"}').toBe(true);
    expect(hideTokens(`token=${"x".repeat(3_000_000)}&a=1`) === "token=<redacted>&a=1").toBe(true);
    expect(hideTokens(`{"access_token":"${"\\\\".repeat(10_000)}`)).toBe('{"access_token":"<redacted>');
  });
});

describe("hideHeader", () => {
  test("keeps the scheme of credentials and masks the rest, in any case of the name", () => {
    expect(hideHeader("AUTHORIZATION", "Bearer abc")).toBe("Bearer <redacted>");
    expect(hideHeader("Set-Cookie", "a=b; Secure")).toBe("<redacted>");
    expect(hideHeader("X-Auth-Token", "abc")).toBe("<redacted>");
    expect(hideHeader("api-key", "abc")).toBe("<redacted>");
    expect(hideHeader("Proxy-Authorization", "Basic abc")).toBe("Basic <redacted>");
    expect(hideHeader("Cookie", "a=b")).toBe("<redacted>");
    expect(hideHeader("Location", "/x?code=1")).toBe("/x?code=<redacted>");
    expect(hideHeader("Accept", "*/*")).toBe("*/*");
  });
});
