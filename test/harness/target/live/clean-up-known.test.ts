import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { anExchange, aRun, users } from "./a-clean-up.ts";

/** The answer to a POST that changes what is there and creates what is not. */
const one = (id: string) => ({ id, selfUri: `${users}/${id}` });
const creation = (id: string, body = "", path = users) =>
  anExchange({ answer: JSON.stringify(one(id)), body, path, authorization: "Bearer t" });

/** A GET before it. */
function aRead(path: string, answer: string | undefined): Exchange {
  const { request, ...rest } = anExchange({ path, answer });
  return { ...rest, request: { ...request, method: "GET" } };
}

const mayHaveBeenThere = (id: string, why: string) => [
  {
    call: `POST ${users}`,
    error: `it was answered 200 with the id "${id}", which may have been there before (${why}), so it may have created something that was not deleted; look for it by hand`,
  },
];

describe("cleanUpCreated, of what may have been there before", { timeout: 30_000 }, () => {
  test("deletes of a list only what is new, and tells of what the request named", async () => {
    const { standIn, cleanUp, authorization } = await aRun();
    const upsert = anExchange({
      body: '[{"id":"existing-1","phone":"x"},{"id":"existing-2"},{"phone":"y"}]',
      answer: JSON.stringify([one("existing-1"), one("new-3"), one("existing-2")]),
      authorization,
    });
    expect(await cleanUp([aRead(`${users}/existing-1`, '{"id":"existing-1"}'), upsert])).toEqual([
      { call: `DELETE ${users}/new-3` },
      {
        call: `POST ${users}`,
        error:
          'it was answered 200 with a list in which ids "existing-1", "existing-2" may have been there before (named by the request itself), so it may have created something that was not deleted; look for it by hand',
      },
    ]);
    expect(standIn.requests().map(({ method, path }) => `${method} ${path}`)).toEqual([`DELETE ${users}/new-3`]);
  });

  test.each([
    ["in its body", creation("x-1", '{"id":"x-1"}')],
    ["in another case", creation("x-1", '{"ids":["a","X-1"]}')],
    ["with JSON's escapes", creation("x-1", '{"link":"\\/users\\/\\u0078-1\\n"}')],
    ["in a form", creation("x-1", "user=%78-1&a=b")],
    ["in its query", creation("x-1", "", `${users}?copy=urn%3Ax-1`)],
    ["in a sentence", creation("x-1", '{"description":"See x-1."}')],
    ["in a compressed body", withBody(creation("x-1"), gzipSync('{"id":"x-1"}'))],
  ])("leaves one thing whose id its request named %s", async (_where, exchange) => {
    const { standIn, cleanUp } = await aRun();
    expect(await cleanUp([exchange])).toEqual(mayHaveBeenThere("x-1", "named by the request itself"));
    expect(standIn.requests()).toEqual([]);
  });

  test.each([
    ["read", aRead(`${users}/x-1`, "{}")],
    ["asked for without an answer", aRead(`${users}?id=x-1`, undefined)],
    ["was answered with", aRead(users, '{"entities":[{"id":"x-1"}]}')],
    ["was sent to", withLocation(aRead(users, ""), `${users}/x-1`)],
  ])("leaves one thing whose id an earlier call %s", async (_how, earlier) => {
    const { standIn, cleanUp } = await aRun();
    const steps = await cleanUp([earlier, creation("x-1")]);
    expect(steps).toEqual(mayHaveBeenThere("x-1", "named or shown by an earlier call"));
    expect(standIn.requests()).toEqual([]);
  });

  test.each([
    [
      "the request",
      [withBody(creation("x-1"), Buffer.from("no gzip"))],
      "maybe named by the request, which cannot be read whole",
    ],
    [
      "an answer that was cut",
      [{ ...aRead(users, "[{}"), error: "the response body was cut" }, creation("x-1")],
      "maybe shown by an earlier call, which cannot be read whole",
    ],
  ])("leaves what may have been named by what nobody can read: %s", async (_what, exchanges, why) => {
    const { standIn, cleanUp } = await aRun();
    expect(await cleanUp(exchanges)).toEqual(mayHaveBeenThere("x-1", why));
    expect(standIn.requests()).toEqual([]);
  });

  test("deletes what the run created, though it was read and changed by a POST since", async () => {
    const { cleanUp } = await aRun();
    const calls = [creation("x-1"), aRead(`${users}/x-1`, '{"id":"x-1"}'), creation("x-1", '{"id":"x-1"}')];
    expect(await cleanUp(calls)).toMatchObject([{ call: `DELETE ${users}/x-1` }]);
  });

  test("deletes what has an id of which another one is only a part", async () => {
    const { cleanUp } = await aRun();
    const calls = [aRead(`${users}/x-10`, '{"id":"a-x-1"}'), creation("x-1", '{"name":"x-1-2"}')];
    expect(await cleanUp(calls)).toMatchObject([{ call: `DELETE ${users}/x-1` }]);
  });
});

function withBody(exchange: Exchange, body: Buffer): Exchange {
  return { ...exchange, request: { ...exchange.request, headers: [["Content-Encoding", "gzip"]], body } };
}

function withLocation(exchange: Exchange, location: string): Exchange {
  return { ...exchange, response: { status: 302, headers: [["Location", location]], body: Buffer.alloc(0) } };
}
