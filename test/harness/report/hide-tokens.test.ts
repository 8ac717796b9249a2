import { describe, expect, test } from "vitest";
import { hideHeader, hideTokens } from "#harness/report/hide-tokens.ts";

describe("hideTokens", () => {
  test.each([
    ['{"access_token":"a\\"b","x":1}', '{"access_token":"<redacted>","x":1}'],
    ['{ "client_secret" : "abc', '{ "client_secret" : "<redacted>'],
    ["grant_type=refresh_token&refresh_token=abc&x=1", "grant_type=refresh_token&refresh_token=<redacted>&x=1"],
    ["/oauth/authorize?code=abc", "/oauth/authorize?code=<redacted>"],
    ['{"code":"bad.request"}', '{"code":"bad.request"}'],
    ["/api/v2/users?expand=token", "/api/v2/users?expand=token"],
  ])("makes %s to %s", (text, hidden) => {
    expect(hideTokens(text)).toBe(hidden);
  });

  test("masks what is cut off, and takes as long as the text is long", () => {
    expect(hideTokens(`{"access_token":"${"\\\\".repeat(10_000)}`)).toBe('{"access_token":"<redacted>');
  });
});

describe("hideHeader", () => {
  test("keeps the scheme of credentials and masks the rest, in any case of the name", () => {
    expect(hideHeader("AUTHORIZATION", "Bearer abc")).toBe("Bearer <redacted>");
    expect(hideHeader("Set-Cookie", "a=b; Secure")).toBe("<redacted>");
    expect(hideHeader("Location", "/x?code=1")).toBe("/x?code=<redacted>");
    expect(hideHeader("Accept", "*/*")).toBe("*/*");
  });
});
