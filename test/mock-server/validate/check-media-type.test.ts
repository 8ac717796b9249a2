import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { checkAccept, checkContentType } from "#mock-server/validate/check-media-type.ts";
import { aMatchedCall } from "#test/helpers/a-call.ts";

const contracts = createContractTable();

/** A launch under the thread's contract with these headers; the body has two bytes unless told. */
function aLaunch(headers: Readonly<Record<string, string | readonly string[]>>, body = "{}") {
  return aMatchedCall(contracts.get("thread"), "postFlowsExecutions", { headers, body: Buffer.from(body) });
}

function problem(rule: string, parts: { field: string; expected: string; found: string }) {
  const slots = [`${parts.field}: expected ${parts.expected}`];
  return { check: "validate", rule, in: "header", pointer: "", slots, ...parts };
}

const wrongType = (found: string) =>
  problem("media-type", { field: "Content-Type", expected: "application/json", found });

describe("checkContentType", () => {
  test.each([
    "application/json",
    "application/json; charset=utf-8",
    "application/json;charset=UTF-8",
    "APPLICATION/JSON",
    "  application/json  ;",
  ])("takes %j", (type) => {
    expect(checkContentType(aLaunch({ "content-type": type }))).toBeUndefined();
  });

  test.each([
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "application/json-patch+json",
    "application/vnd.api+json",
    "application/jsonx",
    "json",
    "application/json, text/plain",
    "",
  ])("refuses %j", (type) => {
    expect(checkContentType(aLaunch({ "content-type": type }))).toEqual(wrongType(type));
  });

  test("refuses a body without a Content-Type", () => {
    expect(checkContentType(aLaunch({}))).toEqual(wrongType("no Content-Type"));
  });

  test("asks for no type where there is no body, but refuses a wrong one", () => {
    expect(checkContentType(aLaunch({}, ""))).toBeUndefined();
    expect(checkContentType(aLaunch({ "content-type": "text/html" }, ""))).toEqual(wrongType("text/html"));
  });

  test("cuts a long value", () => {
    expect(checkContentType(aLaunch({ "content-type": "x".repeat(500) }))?.found).toBe("x".repeat(100));
  });

  test("refuses an encoded body and takes identity", () => {
    const type = { "content-type": "application/json" };
    expect(checkContentType(aLaunch({ ...type, "content-encoding": "gzip" }))).toEqual(
      problem("media-type", { field: "Content-Encoding", expected: "no Content-Encoding", found: "gzip" }),
    );
    expect(checkContentType(aLaunch({ ...type, "content-encoding": "Identity" }))).toBeUndefined();
  });

  test("asks for a form at the login host", () => {
    const call = aMatchedCall(contracts.get("published"), "postOauthToken", {
      headers: { "content-type": "application/json" },
    });
    expect(checkContentType(call)).toEqual(
      problem("media-type", {
        field: "Content-Type",
        expected: "application/x-www-form-urlencoded",
        found: "application/json",
      }),
    );
  });

  test("looks at no type where the operation takes no body", () => {
    const call = aMatchedCall(contracts.get("published"), "getUsers", { headers: { "content-type": "text/html" } });
    expect(checkContentType(call)).toBeUndefined();
  });
});

describe("checkAccept", () => {
  test.each([
    "*/*",
    "application/json",
    "application/*",
    "text/html, application/json;q=0.1",
    "text/html, */*;q=0.8",
    "APPLICATION/JSON",
  ])("takes %j", (accept) => {
    expect(checkAccept(aLaunch({ accept }))).toBeUndefined();
  });

  test("takes a request without Accept", () => {
    expect(checkAccept(aLaunch({}))).toBeUndefined();
  });

  test.each(["text/html", "text/*", "application/xml, text/plain", "application/json;q=0", "nonsense"])(
    "refuses %j, which excludes JSON",
    (accept) => {
      expect(checkAccept(aLaunch({ accept }))).toEqual(
        problem("accept", { field: "Accept", expected: "a value that admits application/json", found: accept }),
      );
    },
  );

  test("takes several headers as one list", () => {
    expect(checkAccept(aLaunch({ accept: ["text/html", "application/json"] }))).toBeUndefined();
    expect(checkAccept(aLaunch({ accept: ["text/html", "text/css"] }))?.found).toBe("text/html, text/css");
  });

  test("is not asked where the contract does not look at Accept", () => {
    const call = aMatchedCall(contracts.get("published"), "postFlowsExecutions", { headers: { accept: "text/html" } });
    expect(checkAccept(call)).toBeUndefined();
  });
});
