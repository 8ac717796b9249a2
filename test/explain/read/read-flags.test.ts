import { describe, expect, test } from "vitest";
import { guessKind } from "#explain/read/guess-kind.ts";
import { readFlags } from "#explain/read/read-flags.ts";
import { filesOf, messageOf, notesOf, short } from "./read-text.ts";

const files = filesOf({ "b.json": "{}" });

describe("read-flags", () => {
  test("adds a token and the type of the body, and says so", () => {
    const reading = readFlags({ path: "/api/v2/flows/executions", header: [], body: "{}" }, files);
    expect(short(reading)).toEqual([
      {
        call: "POST /api/v2/flows/executions",
        headers: ["Authorization: Bearer <token>", "Content-Type: application/json"],
        body: "{}",
      },
    ]);
    expect(notesOf(reading)).toHaveLength(2);
  });

  test("takes what is written in place of what it would add, and leaves out a header without a value", () => {
    const header = ["authorization: Basic x", "Content-Type:"];
    const [read] = short(readFlags({ method: "PUT", path: "https://h/a", header, body: "@b.json" }, files));
    expect(read).toEqual({ call: "PUT https://h/a", headers: ["authorization: Basic x"], body: "{}" });
  });

  test("sends a form to the login host, without a token", () => {
    const [read] = short(readFlags({ path: "/oauth/token", header: [], body: "grant_type=x" }, files));
    expect(read?.headers).toEqual(["Content-Type: application/x-www-form-urlencoded"]);
  });

  test.each([
    ["no path", { header: [], body: "x" }, "--path: expected the path of the request"],
    ["a header without a colon", { path: "/a", header: ["x"] }, '--header: expected "Name: value", found "x"'],
    ["a file that is not there", { path: "/a", header: [], body: "@c" }, "--body: no c"],
  ])("says what is wrong with %s", (_name, flags, message) => {
    expect(messageOf(readFlags(flags, files))).toContain(message);
  });
});

describe("guess-kind", () => {
  test.each([
    ["curl https://h/a", "curl"],
    ["$ curl https://h/a", "curl"],
    ["export T=1\ncurl -H x https://h/a", "curl"],
    ["```\ncurl https://h/a\n```", "curl"],
    ["C:\\> curl.exe https://h/a", "curl"],
    ['\ufeff{ "log": {} }', "har"],
    ["POST /api/v2/users HTTP/1.1\nHost: h", "raw"],
    ["# title\n@a = b\n\nGET https://h/a\nUser-Agent: curl/8.0", "raw"],
    ['{"flowId":"f"}', undefined],
    ["hello", undefined],
    ["", undefined],
  ])("takes %j for %s", (text, kind) => {
    expect(guessKind(text)).toBe(kind);
  });

  test("goes by the name of the file first", () => {
    expect([guessKind("", "a.har"), guessKind("", "x/a.scenario.yaml")]).toEqual(["har", "scenario"]);
  });
});
