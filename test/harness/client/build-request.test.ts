import { describe, expect, onTestFinished, test } from "vitest";
import type { ClientContext } from "#harness/client/client.ts";
import { runRequests } from "#harness/client/request.ts";
import type { RequestStep } from "#harness/scenario/scenario.ts";
import { aContext, aContextWithoutToken, ref } from "./client-context.ts";
import { startTarget } from "./recording-target.ts";
import { aStep, ok, steps } from "./request-steps.ts";

/** Sends one step to a target that answers `{}` and gives back what came over the wire, without the Host line. */
async function sent(step: Partial<RequestStep>, context: ClientContext = aContext()): Promise<string> {
  const target = await startTarget([ok]);
  onTestFinished(() => target.close());
  const outcome = await runRequests(steps(aStep(step)), { ...context, baseUrl: target.url, loginUrl: target.url });
  expect(outcome).toEqual({ result: expect.objectContaining({ status: 200, body: {} }), saved: {} });
  return (target.received[0] ?? "").replace(`Host: ${new URL(target.url).host}\r\n`, "");
}

describe("buildRequest, as seen on the wire", () => {
  test("sends no header but Host and the token", async () => {
    expect(await sent({})).toBe("GET /api/v2/users HTTP/1.1\r\nAuthorization: Bearer the-token\r\n\r\n");
    expect(await sent({}, aContextWithoutToken())).toBe("GET /api/v2/users HTTP/1.1\r\n\r\n");
    expect(await sent({ method: "DELETE" }, aContextWithoutToken())).toBe("DELETE /api/v2/users HTTP/1.1\r\n\r\n");
  });

  test("sends a body as JSON, with its type and its length in bytes", async () => {
    const context = aContext({ variables: { flowId: "f", count: 3 } });
    const body = { flowId: ref("flowId"), count: ref("count"), name: `é ${ref("count")}` };
    expect(await sent({ method: "POST", body }, context)).toBe(
      "POST /api/v2/users HTTP/1.1\r\nAuthorization: Bearer the-token\r\nContent-Type: application/json\r\n" +
        'Content-Length: 38\r\n\r\n{"flowId":"f","count":3,"name":"\xc3\xa9 3"}',
    );
  });

  test.each([
    [null, "null"],
    [false, "false"],
    ["", '""'],
    [[], "[]"],
  ])("sends the body %j as JSON", async (body, json) => {
    expect(await sent({ method: "PUT", body })).toMatch(`Content-Length: ${json.length}\r\n\r\n${json}`);
  });

  test("sends a raw body as it is written, without a type", async () => {
    const context = aContext({ ...aContextWithoutToken(), variables: { id: "f" } });
    expect(await sent({ method: "POST", rawBody: `{"flowId":"${ref("id")}",}\u20ac` }, context)).toMatch(
      /\r\nContent-Length: 18\r\n\r\n\{"flowId":"f",\}\xe2\x82\xac$/,
    );
    expect(await sent({ method: "POST", rawBody: "" })).not.toContain("Content-Type");
  });

  test("sends a form with its own type", async () => {
    const form = { grant_type: "client_credentials", note: `a&b ${ref("x")}+é` };
    expect(await sent({ method: "POST", path: "/oauth/token", form }, aContext({ variables: { x: 1 } }))).toBe(
      "POST /oauth/token HTTP/1.1\r\nAuthorization: Bearer the-token\r\n" +
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 51\r\n\r\n" +
        "grant_type=client_credentials&note=a%26b+1%2B%C3%A9",
    );
  });

  test.each(["POST", "PUT", "PATCH"])("says that a %s without a body has none", async (method) => {
    expect(await sent({ method })).toMatch(/\r\nContent-Length: 0\r\n\r\n$/);
  });

  test("sends a body with methods that rarely have one", async () => {
    expect(await sent({ method: "DELETE", body: [1] })).toMatch(/\r\nContent-Length: 3\r\n\r\n\[1\]$/);
    expect(await sent({ method: "GET", rawBody: "x" })).toMatch(/\r\nContent-Length: 1\r\n\r\nx$/);
  });

  test("puts a written header in the place of the added one and keeps its case", async () => {
    const headers = { "content-TYPE": "text/plain", authorization: `Basic ${ref("x")}`, HOST: "h", "X-Last": "" };
    expect(await sent({ method: "POST", body: {}, headers }, aContext({ variables: { x: 7 } }))).toBe(
      "POST /api/v2/users HTTP/1.1\r\nContent-Length: 2\r\ncontent-TYPE: text/plain\r\nauthorization: Basic 7\r\n" +
        "HOST: h\r\nX-Last: \r\n\r\n{}",
    );
  });

  test("leaves out what is written as null", async () => {
    const headers = { authorization: null, "content-type": null, Host: null, Accept: null };
    expect(await sent({ method: "POST", body: {}, headers })).toBe(
      "POST /api/v2/users HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
    );
    expect(await sent({ method: "POST", headers: { "content-length": null, Authorization: null } })).toBe(
      "POST /api/v2/users HTTP/1.1\r\n\r\n",
    );
  });

  test("frames a body in chunks where a scenario takes the length away", async () => {
    const chunked = /\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n\{\}\r\n0\r\n\r\n$/;
    const withoutLength = await sent({ method: "POST", body: {}, headers: { "Content-Length": null } });
    expect(withoutLength).toMatch(chunked);
    const written = await sent({ method: "POST", body: {}, headers: { "Transfer-Encoding": "chunked" } });
    expect(written).toMatch(chunked);
    expect(written).not.toContain("Content-Length");
  });

  test("sends a length and a connection header that the scenario writes, right or wrong", async () => {
    const headers = { "Content-Length": "1", Connection: "Keep-Alive" };
    expect(await sent({ method: "POST", rawBody: "ab", headers })).toMatch(
      /\r\nContent-Length: 1\r\nConnection: Keep-Alive\r\n\r\nab$/,
    );
  });

  test.each([
    "/a/../b/./c",
    "//x//y",
    "/%zz%2F%2e?a=b&&c=%",
    '/q?x=[1]{2}|\\^`"<>',
    "/a#b",
    "/?",
    "?x",
    "a/b",
    "/\xe9",
  ])("sends the path %s as it is written", async (path) => {
    expect((await sent({ path })).split("\r\n")[0]).toBe(`GET ${path} HTTP/1.1`);
  });

  test("puts variables into the path as they are", async () => {
    const context = aContext({ variables: { id: "a/b%20", n: 5 } });
    expect(await sent({ path: `/x/${ref("id")}?n=${ref("n")}` }, context)).toMatch(/^GET \/x\/a\/b%20\?n=5 HTTP/);
  });

  test.each<[string, Partial<RequestStep>, string]>([
    [
      "a space in the path",
      { path: "/a b" },
      'the path "/a b" holds " " (U+0020), which cannot stand in a request line; write it percent-encoded: %20',
    ],
    ["a line break in the path", { path: "/a\r\nX: y" }, 'holds "\\r" (U+000D)'],
    [
      "a letter beyond latin1 in the path",
      { path: "/\u{1f600}" },
      "(U+1F600), which cannot stand in a request line; write it percent-encoded: %F0%9F%98%80",
    ],
    ["a method of two words", { method: "GET /x" }, 'the method "GET /x" is none'],
    ["a header name with a space", { headers: { "X Y": "1" } }, 'the header name "X Y" cannot be sent'],
    ["a line break in a header", { headers: { "X-Y": "1\nX-Z: 2" } }, 'the value of the header X-Y holds "\\n"'],
    ["a header in two cases", { headers: { "X-Y": "1", "x-y": "2" } }, "the header x-y is written twice"],
    ["an unknown variable", { path: `/${ref("nowhere")}` }, 'a value for the variable "nowhere"'],
  ])("refuses %s and sends nothing", async (_, step, message) => {
    const target = await startTarget([ok]);
    onTestFinished(() => target.close());
    const outcome = await runRequests(steps(aStep(step)), aContext({ baseUrl: target.url }));
    expect(outcome.error).toMatch(/^step 1 \(/);
    expect(outcome.error).toContain(message);
    expect(target.received).toEqual([]);
  });
});
