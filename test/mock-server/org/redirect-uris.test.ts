import { describe, expect, test } from "vitest";
import { hasRegistered } from "#mock-server/org/redirect-uris.ts";

const client = {
  registeredRedirectUri: [
    "http://localhost/callback",
    "http://127.0.0.1:8080/callback?a=b",
    "http://[::1]/",
    "https://app.example.com/callback",
    "my-app://callback",
  ],
};

describe("hasRegistered", () => {
  test.each([
    "http://localhost/callback",
    "http://localhost:1/callback",
    "http://LOCALHOST:65535/callback",
    "http://127.0.0.1/callback?a=b",
    "http://127.0.0.1:9/callback?a=b",
    "http://[::1]:3000/",
    "https://app.example.com/callback",
    "my-app://callback",
  ])("knows %s: the same text, or another port on this machine", (uri) => {
    expect(hasRegistered(client, uri)).toBe(true);
  });

  test.each([
    ["another path", "http://localhost/callback/"],
    ["a path with dots", "http://localhost/callback/../other"],
    ["another query", "http://127.0.0.1:8080/callback?a=c"],
    ["a query where there is none", "http://localhost/callback?a=b"],
    ["a fragment", "http://localhost/callback#a"],
    ["another scheme", "https://localhost/callback"],
    ["another loopback name", "http://127.0.0.2/callback"],
    ["a host that begins like it", "http://localhost.example.com/callback"],
    ["a host behind a user's name", "http://localhost:1@example.com/callback"],
    ["a user's name", "http://a:b@localhost/callback"],
    ["another port of a host elsewhere", "https://app.example.com:444/callback"],
    ["a host elsewhere in capitals", "https://APP.example.com/callback"],
    ["an address without a host", "/callback"],
    ["no address", "javascript"],
    ["nothing", ""],
  ])("does not know %s: %s", (_what, uri) => {
    expect(hasRegistered(client, uri)).toBe(false);
  });

  test("knows none of a client that registered none", () => {
    expect(hasRegistered({}, "http://localhost/callback")).toBe(false);
  });
});
