import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ClientContext } from "#harness/client/client.ts";
import { runRequests } from "#harness/client/request.ts";
import type { RequestStep } from "#harness/scenario/scenario.ts";
import { startRawTarget } from "#test/harness/exchange/raw-http.ts";
import { aContext, ref } from "./client-context.ts";
import { startTarget } from "./recording-target.ts";
import { aStep, ok, steps } from "./request-steps.ts";

/** The outcome of one step that is answered with the given response. */
async function answered(response: string, step: Partial<RequestStep> = {}, changes: Partial<ClientContext> = {}) {
  const target = await startTarget([response]);
  onTestFinished(() => target.close());
  return runRequests(steps(aStep(step)), aContext({ baseUrl: target.url, loginUrl: target.url, ...changes }));
}

describe("runRequests", () => {
  test("sends /oauth/ to the login host, everything else to the API host, both below their paths", async () => {
    const [api, login] = [await startTarget([ok, ok]), await startTarget([ok])];
    onTestFinished(() => api.close());
    onTestFinished(() => login.close());
    const client = steps(
      aStep({ path: "/oauth/token" }),
      aStep({ path: "/oauthx" }),
      aStep({ path: "/api/v2/oauth/" }),
    );
    const outcome = await runRequests(client, aContext({ baseUrl: `${api.url}/gate/`, loginUrl: login.url }));
    expect(outcome.error).toBeUndefined();
    expect(login.received.map((text) => text.split("\r\n")[0])).toEqual(["GET /oauth/token HTTP/1.1"]);
    expect(api.received.map((text) => text.split("\r\n")[0])).toEqual([
      "GET /gate/oauthx HTTP/1.1",
      "GET /gate/api/v2/oauth/ HTTP/1.1",
    ]);
  });

  test("gives back the last response, refused or not", async () => {
    const target = await startTarget([
      "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
      'HTTP/1.1 409 Conflict\r\nX-One: 1\r\nx-one: 2\r\nSet-Cookie: a=b\r\nContent-Length: 7\r\nConnection: close\r\n\r\n{"a":1}',
    ]);
    onTestFinished(() => target.close());
    const outcome = await runRequests(steps(aStep(), aStep({ method: "PUT" })), aContext({ baseUrl: target.url }));
    expect(outcome).toEqual({
      result: {
        status: 409,
        headers: { "x-one": "1, 2", "set-cookie": ["a=b"], "content-length": "7", connection: "close" },
        body: { a: 1 },
      },
      saved: {},
    });
    expect(target.received).toHaveLength(2);
  });

  test("gives a body that is no JSON as text", async () => {
    expect(await answered("HTTP/1.1 200 OK\r\n\r\n<p>caf\xc3\xa9</p>")).toMatchObject({
      result: { body: "<p>café</p>" },
    });
    expect(await answered("HTTP/1.1 204 No Content\r\n\r\n")).toMatchObject({ result: { status: 204, body: "" } });
  });

  test("reads a compressed body, and shows one that is not compressed as it says", async () => {
    const zipped = gzipSync('{"a":1}').toString("latin1");
    const head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
    expect(await answered(head + zipped)).toMatchObject({ result: { body: { a: 1 } } });
    expect(await answered(`${head}plain`)).toMatchObject({ result: { body: "plain" } });
  });

  test("cuts a long body in its error so that a redactor knows what was cut", async () => {
    const outcome = await answered(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(290)}secret-of-the-run`, {
      save: { id: "/id" },
    });
    expect(outcome.error).toContain(`${"x".repeat(290)}secret-of-… (307 characters)`);
  });

  test("does not count the time for which the run's rate held its calls", async () => {
    const target = await startRawTarget((socket) => setTimeout(() => socket.end(ok, "latin1"), 300));
    onTestFinished(() => target.close());
    const heldMs = () => performance.now();
    const context = aContext({ baseUrl: target.url, requestTimeoutSeconds: 0.05, heldMs });
    expect(await runRequests(steps(aStep()), context)).toMatchObject({ result: { status: 200 } });
  });

  test("hands saved values to the next steps, with their types", async () => {
    const target = await startTarget([
      'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"id":"x","list":[{"n~/":5}],"nothing":null}',
      ok,
    ]);
    onTestFinished(() => target.close());
    const client = steps(
      aStep({ save: { id: "/id", n: "/list/0/n~0~1", nothing: "/nothing", all: "" } }),
      aStep({ method: "POST", path: `/${ref("id")}`, body: { n: ref("n"), nothing: ref("nothing"), all: ref("all") } }),
    );
    const outcome = await runRequests(client, aContext({ baseUrl: target.url, variables: { id: "before" } }));
    const all = { id: "x", list: [{ "n~/": 5 }], nothing: null };
    expect(outcome).toMatchObject({ saved: { id: "x", n: 5, nothing: null, all } });
    expect(outcome.error).toBeUndefined();
    expect(target.received[1]).toMatch(/^POST \/x HTTP/);
    expect(target.received[1]).toContain('{"n":5,"nothing":null,"all":{"id":"x","list":[{"n~/":5}],"nothing":null}}');
  });

  test.each([
    ["/id/x", '{"id":"y"}', 'found a 200 response with this at "/id": "y"'],
    ["/ids/0", '{"id":"y"}', 'found a 200 response with this body: {"id":"y"}'],
    ["/list/3", '{"list":[1]}', 'found a 200 response with this at "/list": [1]'],
    ["/list/length", '{"list":[1]}', 'found a 200 response with this at "/list": [1]'],
    ["id", '{"id":1}', 'found a 200 response with this body: {"id":1}'],
    ["/toString", "{}", "found a 200 response with this body: {}"],
    ["/id", "<html>", "found a 200 response with a body that is no JSON: <html>"],
    ["/id", "", "found a 200 response with an empty body"],
    ["/id", JSON.stringify("x".repeat(400)), `this body: "${"x".repeat(299)}… (402 characters)`],
  ])("reports that nothing can be saved from %s of %s", async (pointer, body, found) => {
    const outcome = await answered(`HTTP/1.1 200 OK\r\n\r\n${body}`, { path: "/p", save: { id: pointer } });
    expect(outcome.error).toContain("step 1 (GET /p): expected a JSON body with a value at ");
    expect(outcome.error).toContain(`${JSON.stringify(pointer)} to save as "id", `);
    expect(outcome.error).toContain(found);
    expect(outcome.result).toMatchObject({ status: 200 });
  });

  test("sends nothing more after a step that went wrong", async () => {
    const target = await startTarget([ok, ok]);
    onTestFinished(() => target.close());
    const client = steps(aStep({ save: { id: "/id" } }), aStep());
    expect((await runRequests(client, aContext({ baseUrl: target.url }))).error).toMatch(/^step 1 /);
    expect(target.received).toHaveLength(1);
  });

  test("reports that nothing listens", async () => {
    const target = await startTarget([]);
    await target.close();
    const outcome = await runRequests(steps(aStep()), aContext({ baseUrl: target.url }));
    expect(outcome).toEqual({
      error: `step 1 (GET /api/v2/users): no connection to ${target.url} (ECONNREFUSED); check that something listens there`,
    });
  });

  test.each([
    ["nothing", ""],
    ["half a body", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"],
    ["no HTTP", "nonsense\r\n\r\n"],
  ])("reports a connection that ends after %s", async (_, response) => {
    const outcome = await answered(response);
    expect(outcome.error).toMatch(
      /^step 1 .*: the connection to http:\/\/127\.0\.0\.1:\d+ ended before there was a whole response \(.+\)$/,
    );
    expect(outcome).not.toHaveProperty("result");
  });

  test("gives up a request that is not answered in time", async () => {
    const target = await startTarget([null]);
    onTestFinished(() => target.close());
    const outcome = await runRequests(steps(aStep()), aContext({ baseUrl: target.url, requestTimeoutSeconds: 0.05 }));
    expect(outcome.error).toContain("there was no whole response within 0.05 s");
  });

  test("gives up when the run is stopped", async () => {
    const target = await startTarget([null]);
    onTestFinished(() => target.close());
    const controller = new AbortController();
    const context = aContext({ baseUrl: target.url, signal: controller.signal });
    const running = runRequests(steps(aStep()), context);
    await expect.poll(() => target.received.length).toBe(1);
    controller.abort();
    expect((await running).error).toContain("the run was stopped");
    expect((await runRequests(steps(aStep()), context)).error).toContain("the run was stopped");
    expect(target.received).toHaveLength(1);
  });
});
