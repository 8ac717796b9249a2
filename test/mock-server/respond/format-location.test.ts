import { describe, expect, test } from "vitest";
import { formatLocation } from "#mock-server/respond/format-location.ts";

describe("formatLocation", () => {
  test.each([
    ["http://localhost:1/callback", "http://localhost:1/callback?code=a+b"],
    ["http://localhost:1/callback?x=y", "http://localhost:1/callback?x=y&code=a+b"],
    ["my-app://callback", "my-app://callback?code=a+b"],
  ])("puts values into the query of %s", (uri, expected) => {
    expect(formatLocation({ uri, in: "query" }, { code: "a b" })).toBe(expected);
  });

  test("puts values into the fragment", () => {
    expect(formatLocation({ uri: "http://localhost/", in: "fragment" }, { token_type: "bearer" })).toBe(
      "http://localhost/#token_type=bearer",
    );
  });

  test("hands the state back behind the values, encoded", () => {
    const location = formatLocation({ uri: "http://localhost/", in: "query", state: "a&b=\r\nc:ü" }, { code: "1" });
    expect(location).toBe("http://localhost/?code=1&state=a%26b%3D%0D%0Ac%3A%C3%BC");
  });

  test("gives the address alone when there is nothing to say", () => {
    expect(formatLocation({ uri: "http://localhost/a?b=c", in: "query" }, {})).toBe("http://localhost/a?b=c");
  });

  test("gives nothing that a header cannot hold", () => {
    expect(formatLocation({ uri: "http://localhost/ü\r\nx", in: "query" }, {})).toBe("http://localhost/%C3%BCx");
  });
});
