import { expect, test } from "vitest";
import { findUnrecorded } from "#harness/run/find-unrecorded.ts";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";

const answered = (status: number, body: unknown) => buildExchange({ path: "/a", response: { status, json: body } });

test("a call that is not as recorded is told apart from one that was refused then, too", () => {
  const changed = answered(502, { code: "recording.no.such.call", message: "differs in body.a" });
  const refused = answered(502, { code: "recording.call.refused", message: "was refused" });
  expect(findUnrecorded({ exchanges: [changed], reads: [] })).toEqual({
    isChanged: true,
    message: "a request has changed since it was recorded: differs in body.a",
  });
  expect(findUnrecorded({ exchanges: [refused], reads: [] })).toEqual({ isChanged: false, message: "was refused" });
});

test("the reads of an expected state count, answers of the API itself do not", () => {
  const own = answered(502, { code: "recording.no.such.call", message: "m" });
  expect(findUnrecorded({ exchanges: [answered(200, {})], reads: [own] })?.isChanged).toBe(true);
  expect(findUnrecorded({ exchanges: [answered(502, { code: "bad.gateway" }), answered(200, {})], reads: [] })).toBe(
    undefined,
  );
});
