import { describe, expect, test } from "vitest";
import { differencesOf, get, launch, type WireCall } from "./wire-builders.ts";

describe("comparePath and compareQuery", () => {
  test.each<[string, WireCall, WireCall, readonly string[]]>([
    ["another method", {}, { method: "PUT" }, ["method : POST | PUT"]],
    ["a method in lower case", { method: "PATCH" }, { method: "patch" }, ["method : PATCH | patch"]],
    ["a slash at the end", {}, { path: `${launch}/` }, [`path : "${launch}" | "${launch}/"`]],
    ["a double slash", {}, { path: `/${launch}` }, [`path : "${launch}" | "/${launch}"`]],
    [
      "an encoded path",
      get("/api/v2/flows/a%2Fb"),
      get("/api/v2/flows/a/b"),
      ['path : "/api/v2/flows/a%2Fb" | "/api/v2/flows/a/b"'],
    ],
    [
      "no value in the path",
      get("/api/v2/users/5"),
      get("/api/v2/users/undefined"),
      ['path : "/api/v2/users/5" | "/api/v2/users/undefined"'],
    ],
    [
      "a missing parameter",
      get("/api/v2/users?pageSize=5"),
      get("/api/v2/users"),
      ['query pageSize: "pageSize=5" | -'],
    ],
    [
      "another parameter",
      get("/api/v2/users?pageSize=5"),
      get("/api/v2/users?pageSize=6"),
      ['query pageSize: "5" | "6"'],
    ],
    [
      "values joined by commas",
      get("/api/v2/users?expand=skills&expand=team"),
      get("/api/v2/users?expand=skills,team"),
      ['query expand: "expand=skills&expand=team" | "expand=skills,team"'],
    ],
  ])("finds %s", (_, reference, other, expected) => {
    expect(differencesOf(reference, other)).toEqual(expected);
  });
});
