import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { createFault } from "#mock-server/fault.ts";
import { recogniseBodyInQuery, recogniseQueryInBody } from "#mock-server/receive/recognise/body-in-query.ts";
import {
  recogniseAccept,
  recogniseContentEncoding,
  recogniseContentLength,
  recogniseContentType,
} from "#mock-server/receive/recognise/media-headers.ts";
import { recogniseRateLimit } from "#mock-server/receive/recognise/rate-limited.ts";
import { recogniseUnfilledSegment } from "#mock-server/receive/recognise/unfilled-segment.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { anOperation } from "#test/helpers/a-contract.ts";
import { aRequest, recognised } from "#test/helpers/a-subject.ts";
import { anOrg } from "#test/helpers/an-org.ts";

const flowId = knownIds.publishedFlow;

describe("a parameter of the path that was not put in", () => {
  test.each([
    "{userId}",
    ":id",
    "%3Cid%3E",
    "undefined",
    "null",
    "%7B%7Bid%7D%7D",
    "$USER_ID",
    "%5Bobject%20Object%5D",
  ])("is seen: %s", async (segment) => {
    expect(await recognised(recogniseUnfilledSegment, { method: "GET", path: `/api/v2/users/${segment}` })).toEqual([
      expect.objectContaining({
        rule: "unfilled-parameter",
        at: "path userId",
        fixed: expect.objectContaining({ line: `GET /api/v2/users/${knownIds.activeUser}` }),
      }),
    ]);
  });

  test("is not seen in an id", async () => {
    const path = `/api/v2/users/${knownIds.activeUser}`;
    expect(await recognised(recogniseUnfilledSegment, { method: "GET", path })).toEqual([]);
  });
});

describe("what stands in the wrong part of a request", () => {
  test("goes from the query into the body of a launch", async () => {
    const [finding] = await recognised(recogniseBodyInQuery, { path: `/api/v2/flows/executions?flowId=${flowId}` });
    expect(finding?.fixed).toMatchObject({ line: "POST /api/v2/flows/executions", body: JSON.stringify({ flowId }) });
    expect(finding?.fixed?.headers["Content-Type"]).toBe("application/json");
  });

  test("goes from the body of a GET into its query", async () => {
    const [finding] = await recognised(recogniseQueryInBody, {
      method: "GET",
      path: "/api/v2/flows",
      body: { pageSize: 5 },
    });
    expect(finding?.fixed).toMatchObject({ line: "GET /api/v2/flows?pageSize=5", body: "" });
  });
});

describe("the media headers", () => {
  test.each([
    ["aplication/json", "content-type-misspelt"],
    ["json", "content-type-misspelt"],
    ["text/json", "content-type-misspelt"],
    ['"application/json"', "content-type-malformed"],
    ["application/json, application/json", "content-type-twice"],
    ["application/json; charset=utf-16", "wrong-charset"],
  ])("Content-Type: %s is %s", async (type, rule) => {
    const about = { headers: { "Content-Type": type }, body: { flowId } };
    const [finding] = await recognised(recogniseContentType, about);
    expect(finding?.rule).toBe(rule);
    expect(finding?.fixed?.headers["Content-Type"]).toBe("application/json");
  });

  test.each(["application/json", "application/json; charset=UTF-8", "text/plain"])(
    "Content-Type: %s is right, or another's to explain",
    async (type) => {
      const about = { headers: { "Content-Type": type }, body: { flowId } };
      expect(await recognised(recogniseContentType, about)).toEqual([]);
    },
  );

  test("Content-Type on a GET is harmless", async () => {
    const about = { method: "GET", path: "/api/v2/users", headers: { "Content-Type": "application/jsn" } };
    expect(await recognised(recogniseContentType, about)).toEqual([]);
  });

  test("an Accept that excludes JSON is seen where the contract looks at it", async () => {
    const about = { headers: { Accept: "text/html" }, body: { flowId } };
    const [finding] = await recognised(recogniseAccept, about, { contract: "thread" });
    expect(finding?.fixed?.headers["Accept"]).toBe("application/json");
    expect(await recognised(recogniseAccept, about)).toEqual([]);
  });

  test("a Content-Length that is not the body's is seen", async () => {
    const about = { headers: { "Content-Length": "12" }, body: { flowId } };
    const [finding] = await recognised(recogniseContentLength, about);
    expect(finding).toMatchObject({ rule: "content-length", found: "12" });
    expect(finding?.fixed?.headers).not.toHaveProperty("Content-Length");
  });

  test("a Content-Encoding is left out only where nothing is compressed", async () => {
    const headers = { "Content-Encoding": "gzip" };
    const [plain] = await recognised(recogniseContentEncoding, { headers, body: { flowId } });
    expect(plain?.fixed?.headers).not.toHaveProperty("Content-Encoding");
  });
});

test("a call too many is told when the next is answered, and nothing is mended", async () => {
  const problem = {
    check: "match",
    rule: "rate-limit",
    in: "header",
    pointer: "",
    field: "Authorization",
    expected: "at most 300 calls a minute",
    found: "one more",
    slots: [],
  } as const;
  const fault = createFault("too.many.requests.retry.after", { headers: { "Retry-After": "42" }, problems: [problem] });
  const findings = await recogniseRateLimit({
    request: aRequest(),
    contract: createContractTable().get("published"),
    operation: anOperation(),
    served: { outcome: { kind: "refused", fault }, checks: [] },
    org: anOrg(),
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.problem.suggestion).toContain("Wait 42 seconds");
  expect(findings[0]?.fix).toBeUndefined();
});
