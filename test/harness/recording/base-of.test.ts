import { describe, expect, test } from "vitest";
import { baseOf } from "#harness/recording/base-of.ts";

describe("baseOf", () => {
  test.each([
    ["https://api.example.net and https://login.example.net", "/api/v2/users", "https://api.example.net"],
    ["https://api.example.net and https://login.example.net", "/oauth/token", "https://login.example.net"],
    ["https://login.example.net, https://api.example.net", "/api/v2/users", "https://api.example.net"],
    ["https://gateway.example.net/genesys/", "/oauth/token", "https://gateway.example.net/genesys"],
    ["the folder recordings", "/api/v2/users", "http://127.0.0.1:1"],
    [undefined, "/oauth/token", "http://127.0.0.1:1"],
  ])("gives the host that a call went to: %s %s", (address, path, base) => {
    expect(baseOf({ path, host: "127.0.0.1:1" }, { address })).toBe(base);
  });

  test("gives the login host that is known, to what goes there alone", () => {
    const at = { address: "https://api.example.net", loginAddress: "https://login.example.net/" };
    expect(baseOf({ path: "/oauth/token", host: "h" }, at)).toBe("https://login.example.net");
    expect(baseOf({ path: "/api/v2/users", host: "h" }, at)).toBe("https://api.example.net");
  });

  test("gives a host that cannot exist where nothing names one", () => {
    expect(baseOf({ path: "/", host: "" }, {})).toBe("http://unknown.invalid");
  });
});
