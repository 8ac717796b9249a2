import { describe, expect, test } from "vitest";
import { readHar } from "#explain/read/read-har.ts";
import { messageOf, notesOf, short } from "./read-text.ts";

const entry = (request: object, response: object = { status: 400, content: { text: '{"code":"bad.request"}' } }) => ({
  request: { method: "POST", url: "https://api.mypurecloud.com/api/v2/flows/executions", headers: [], ...request },
  response,
});
const har = (...entries: unknown[]) => JSON.stringify({ log: { version: "1.2", entries } });
const token = { name: "authorization", value: "Bearer abc" };

describe("read-har", () => {
  test("reads method, address, headers and body, and what it was answered", () => {
    const headers = [{ name: ":method", value: "POST" }, { name: "Host", value: "x" }, token];
    const reading = readHar(
      har(entry({ headers, postData: { mimeType: "application/json", text: '{"flowId":"f"}' } })),
    );
    expect(short(reading)).toEqual([
      {
        call: "POST https://api.mypurecloud.com/api/v2/flows/executions",
        headers: ["authorization: Bearer abc"],
        body: '{"flowId":"f"}',
      },
    ]);
    expect(reading.kind === "requests" && reading.requests[0]?.answered).toEqual({
      status: 400,
      body: '{"code":"bad.request"}',
    });
  });

  test("decodes base64, in the request and in the answer", () => {
    const text = Buffer.from('{"a":1}').toString("base64");
    const reading = readHar(
      har(
        entry(
          { headers: [token], postData: { text, encoding: "base64" } },
          { status: 200, content: { text, encoding: "base64" } },
        ),
      ),
    );
    expect(short(reading)[0]?.body).toBe('{"a":1}');
    expect(reading.kind === "requests" && reading.requests[0]?.answered?.body).toBe('{"a":1}');
  });

  test("makes a form of the fields of a form", () => {
    const params = [
      { name: "grant_type", value: "client_credentials" },
      { name: "scope", value: "a b" },
    ];
    const [read] = short(
      readHar(har(entry({ url: "https://login.mypurecloud.com/oauth/token", postData: { params } }))),
    );
    expect(read?.body).toBe("grant_type=client_credentials&scope=a+b");
  });

  test("leaves out what is no call of the API, and a browser's preflight", () => {
    const page = entry({ method: "GET", url: "https://apps.example.com/index.html" });
    const preflight = entry({ method: "OPTIONS", headers: [{ name: "Access-Control-Request-Method", value: "POST" }] });
    const reading = readHar(
      har(page, preflight, entry({ headers: [token] }), entry({ method: "GET", headers: [token] })),
    );
    expect(short(reading).map(({ call }) => call.split(" ")[0])).toEqual(["POST", "GET"]);
    expect(notesOf(reading)).toEqual(["2 entries of the HAR that are no calls of the API are left out."]);
  });

  test("takes a token to have been there where browsers leave it out, unless the answer was 401", () => {
    const reading = readHar(har(entry({}), entry({}, { status: 401, content: {} })));
    expect(short(reading).map(({ headers }) => headers)).toEqual([["Authorization: Bearer <token>"], []]);
    expect(notesOf(reading)).toEqual([expect.stringContaining("browsers leave it out when they export")]);
  });

  test.each([
    ["no JSON", "{", "expected a HAR file, which is JSON"],
    ["other JSON", '{"log":{}}', "log.entries: expected the list of calls"],
    ["no entries", har(), "found no calls"],
    [
      "other calls only",
      har(entry({ url: "https://a.example/x" }), entry({ url: "https://b.example/y" })),
      "found 2 calls, to https://a.example, https://b.example",
    ],
    ["an entry without an address", har(entry({ url: 1 })), "log.entries[0].request.url: expected a text, found 1"],
    ["an entry that is none", har(null), "log.entries[0].request.method: expected a text, found nothing"],
  ])("says what is wrong with %s", (_name, text, message) => {
    expect(messageOf(readHar(text))).toContain(message);
  });
});
