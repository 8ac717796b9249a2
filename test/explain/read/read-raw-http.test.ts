import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRawHttp } from "#explain/read/read-raw-http.ts";
import { messageOf, short } from "./read-text.ts";

const launch = {
  call: "POST https://api.mypurecloud.com/api/v2/flows/executions",
  headers: ["Content-Type: application/json"],
  body: '{"flowId":"f"}',
};

describe("read-raw-http", () => {
  const lines = [
    "POST /api/v2/flows/executions HTTP/1.1",
    "Host: api.mypurecloud.com",
    "Content-Type: application/json",
    "Content-Length: 14",
    "",
    '{"flowId":"f"}',
  ];

  test.each([
    ["CR LF", lines.join("\r\n")],
    ["LF", lines.join("\n")],
    ["a line end at the end", `${lines.join("\n")}\n`],
    [
      "a whole address in place of the path",
      lines
        .join("\n")
        .replace("/api", "https://api.mypurecloud.com/api")
        .replace(/Host.*\n/, ""),
    ],
    ["no version", lines.join("\n").replace(" HTTP/1.1", "")],
    ["comments before it", `# launch\n@token = x\n\n${lines.join("\n")}`],
  ])("reads the same request with %s", (_name, text) => {
    expect(short(readRawHttp(text))).toEqual([launch]);
  });

  test("keeps line breaks, and a byte-order mark, inside the body", () => {
    const [read] = short(readRawHttp("POST /a HTTP/1.1\r\n\r\n\ufeff{\r\n}\r\n"));
    expect(read?.body).toBe("\ufeff{\r\n}");
  });

  test("reads several requests between lines of ###, which name them", () => {
    const reading = readRawHttp("GET /a\n\n### second\nGET /b\nA: b\n");
    expect(short(reading).map(({ call }) => call)).toEqual(["GET /a", "GET /b"]);
    expect(reading.kind === "requests" && reading.requests.map(({ name }) => name)).toEqual([undefined, "second"]);
  });

  test.each([
    ["nothing", "\n", "line 1: expected a request line"],
    [
      "no request line",
      "\nhello\n",
      'line 2: expected a request line such as "POST /api/v2/flows/executions HTTP/1.1", found "hello"',
    ],
    [
      "a body without an empty line before it",
      'POST /a HTTP/1.1\nHost: h\n{"a":1}',
      'line 3: expected a header ("Name: value") or an empty line before the body, found "{\\"a\\":1}"',
    ],
  ])("says what is wrong with %s", (_name, text, message) => {
    expect(messageOf(readRawHttp(text))).toContain(message);
  });

  test("never throws, whatever is pasted", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom("\n", "GET /", ": ", "###"), fc.string())), (parts) => {
        expect(["requests", "unreadable"]).toContain(readRawHttp(parts.join("")).kind);
      }),
    );
  });
});
