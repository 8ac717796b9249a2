import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { readCors, readRateLimits } from "#mock-server/contract/read-wire-rules.ts";

const cors = {
  allowOrigin: "*",
  exposeHeaders: ["A"],
  preflight: { status: 204, allowMethods: ["GET"], allowHeaders: ["B"], maxAgeSeconds: 1 },
};
const limits = { windowSeconds: 60, refusal: "too.many", limits: [{ per: "token", setting: "rate" }] };

describe("readCors", () => {
  test("reads the block", () => {
    expect(readCors({ "x-cors": { ...cors, source: "s" } })).toEqual(cors);
  });

  test.each([
    [undefined, "x-cors: expected an object"],
    [{ ...cors, allowOrigin: 1 }, "x-cors.allowOrigin: expected a text"],
    [{ ...cors, exposeHeaders: "A" }, "x-cors.exposeHeaders: expected a list"],
    [{ ...cors, preflight: { ...cors.preflight, status: "204" } }, "x-cors.preflight.status: expected a number"],
  ])("throws with the place: %j", (block, message) => {
    expect(() => readCors({ "x-cors": block })).toThrow(message);
  });
});

describe("readRateLimits", () => {
  test("reads the block", () => {
    expect(readRateLimits({ "x-rate-limits": { ...limits, source: "s" } })).toEqual(limits);
  });

  test.each([
    [undefined, "x-rate-limits: expected an object"],
    [{ ...limits, windowSeconds: "60" }, "x-rate-limits.windowSeconds: expected a number"],
    [
      { ...limits, limits: [{ per: "path", setting: "rate" }] },
      "x-rate-limits.limits.per: expected one of token, client, found path",
    ],
  ])("throws with the place: %j", (block, message) => {
    expect(() => readRateLimits({ "x-rate-limits": block })).toThrow(message);
  });
});

test.each(contractNames)("the contract %s exposes no Retry-After to pages, which is published", (name) => {
  expect(createContractTable().get(name).cors.exposeHeaders).toEqual(["ININ-Correlation-Id"]);
});
