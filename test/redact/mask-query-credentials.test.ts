import { describe, expect, test } from "vitest";
import { createRedactor } from "#redact/create-redactor.ts";
import { maskQueryCredentials } from "#redact/mask-query-credentials.ts";

describe("maskQueryCredentials", () => {
  test.each([
    ["/a?access_token=abc&x=1", "/a?access_token=<redacted>&x=1"],
    ['"path": "/a?x=1&apiKey=a.b-c"', '"path": "/a?x=1&apiKey=<redacted>"'],
    ["<a>/a?x=1&amp;token=abc</a>", "<a>/a?x=1&amp;token=<redacted></a>"],
    ["/a?access%5Ftoken=abc, and so on", "/a?access%5Ftoken=<redacted> and so on"],
    ["/cb#access_token=abc&expires_in=1", "/cb#access_token=<redacted>&expires_in=1"],
    ["?to=https%3A%2F%2Fh%3Faccess_token%3Dabc%26x%3D1&y", "?to=https%3A%2F%2Fh%3Faccess_token%3D<redacted>%26x%3D1&y"],
    ["?token=abc&token=def", "?token=<redacted>&token=<redacted>"],
  ])("makes %s to %s", (text, masked) => {
    expect(maskQueryCredentials(text)).toBe(masked);
  });

  test.each([
    "/a?expand=token&q=secret",
    "/a?token=&x=1",
    "/a?access_token=undefined",
    "/a?access_token=${accessToken}",
    "'/a?access_token='\"$GENESYSCLOUD_ACCESS_TOKEN\"",
    "/a?access_token=<redacted>&x=1",
    "/a?access_token=replaced-access-token-1",
    "/a?tokenType=x&nextToken=y",
  ])("leaves %s", (text) => {
    expect(maskQueryCredentials(text)).toBe(text);
  });

  test("takes as long as the text is long", () => {
    const long = `/a?token=${"x".repeat(3_000_000)}&${"a".repeat(300_000)}`;
    expect(maskQueryCredentials(long) === `/a?token=<redacted>&${"a".repeat(300_000)}`).toBe(true);
  });

  test("is part of every redactor, of which no secret has to be known", () => {
    expect(createRedactor().redact("GET /a?access_token=abc")).toBe("GET /a?access_token=<redacted>");
  });
});
