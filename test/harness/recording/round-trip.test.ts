import { request } from "node:http";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { startCaptureProxy } from "#harness/exchange/capture-proxy.ts";
import { endToEndHeaders, type HeaderLines } from "#harness/exchange/end-to-end-headers.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { createRecordingTarget } from "#harness/recording/create-recording-target.ts";
import { proxyToServer } from "#test/harness/exchange/proxy-to.ts";
import { aFolder, aRun, record } from "./record.ts";

type Call = Pick<Exchange["request"], "method" | "path" | "body">;

/** Sends a call and waits for the end of its answer. */
async function send(baseUrl: string, { method, path, body }: Call): Promise<void> {
  const { hostname, port } = new URL(baseUrl);
  const headers = { "Content-Type": "application/json", ...(body.length > 0 ? { "Content-Length": body.length } : {}) };
  await new Promise<void>((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      buffer(answer).then(() => resolve(), reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** What of an exchange has to be the same; times, the proxy's port and what is about one connection are not. */
function comparable({ request, response, error }: Exchange) {
  return {
    request: { ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== "host") },
    response: response && { ...response, headers: endToEndHeaders(response.headers) },
    error,
  };
}

// What looks like somebody's address is replaced in a recording, and is not the same then: nothing here has an @.
const withoutAt = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => (byte === 0x40 ? 0x61 : byte)));
const json = fc.json().map((text) => withoutAt(Buffer.from(text)));
const bytes = fc.uint8Array({ maxLength: 50 }).map(withoutAt);
const call = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
  path: fc.constantFrom("/a", "/a?x=1&y=%20", "/a/../b", "//c", "/%zz", "/d%2Fe?", "/?=&&"),
  body: fc.oneof(fc.constant(Buffer.alloc(0)), json, bytes),
});
const answer = fc.record({
  status: fc.constantFrom(200, 202, 400, 404, 500, 503),
  headers: fc.constantFrom(
    [["Content-Type", "application/json"]],
    [
      ["X-One", "1"],
      ["x-one", "2"],
      ["ETag", '"x"'],
    ],
    [
      ["Retry-After", "3"],
      ["Transfer-Encoding", "chunked"],
    ],
  ),
  body: fc.oneof(fc.constant(Buffer.alloc(0)), json, bytes),
});

describe("a recording that is written, read and replayed", () => {
  test("gives the same exchanges", async () => {
    const folder = await aFolder();
    let answers: readonly { status: number; headers: HeaderLines; body: Buffer }[] = [];
    const { proxy: live } = await proxyToServer((incoming, outgoing) => {
      incoming.resume();
      incoming.once("end", () => {
        const [next, ...rest] = answers;
        answers = rest;
        if (next === undefined) throw new Error("more calls than answers");
        outgoing.writeHead(next.status, next.headers.flat());
        outgoing.end(next.body);
      });
    });
    const target = createRecordingTarget({ folder });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(call, answer), { minLength: 1, maxLength: 5 }), async (pairs) => {
        answers = pairs.map(([, given]) => given);
        const before = live.exchanges().length;
        for (const [sent] of pairs) await send(live.url, sent);
        const recorded = live.exchanges().slice(before);

        const scenario = `run-${runs++}`;
        await record({ folder, scenarios: { [scenario]: [aRun(recorded)] } });
        const prepared = await target.prepare({ ...wanted, scenario });
        const proxy = await startCaptureProxy(prepared);
        try {
          for (const [sent] of pairs) await send(proxy.url, sent);
          expect(proxy.exchanges().map(comparable)).toEqual(recorded.map(comparable));
        } finally {
          await proxy.close();
          await prepared.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  test("gives the same answers on every replay", async () => {
    const folder = await aFolder();
    let count = 0;
    const { proxy: live } = await proxyToServer((_, outgoing) => outgoing.end(String(count++)));
    for (let time = 0; time < 3; time++) await send(live.url, { method: "GET", path: "/n", body: Buffer.alloc(0) });
    await record({ folder, scenarios: { one: [aRun(live.exchanges())] } });
    const target = createRecordingTarget({ folder });
    for (let replay = 0; replay < 2; replay++) {
      const prepared = await target.prepare({ ...wanted, scenario: "one" });
      onTestFinished(() => prepared.close());
      const texts: string[] = [];
      for (let time = 0; time < 4; time++) texts.push(await (await fetch(`${prepared.apiUrl}/n`)).text());
      expect(texts).toEqual(["0", "1", "2", "2"]);
    }
  });
});

const wanted = { run: "published", contract: "published", given: {}, effect: "reads" } as const;
