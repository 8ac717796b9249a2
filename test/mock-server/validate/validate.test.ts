import { describe, expect, test } from "vitest";
import type { CheckResult } from "#mock-server/call.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { validate } from "#mock-server/validate/validate.ts";
import { aMatchedCall, jsonParts } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aUser } from "#test/helpers/entities.ts";

const contracts = createContractTable();
const flowId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

/** What the check says of a launch with this body. */
function launch(body: unknown, name: "published" | "thread" = "published", headers = {}): Promise<CheckResult> {
  const parts = jsonParts(body);
  const call = aMatchedCall(contracts.get(name), "postFlowsExecutions", {
    ...parts,
    headers: { ...parts.headers, ...headers },
  });
  return validate(call, anOrg({ users: [aUser({ id: "u1" })] }), {});
}

/** Name of the fault, and rule and field of each problem. */
function refusal(result: CheckResult): unknown {
  if (result.state !== "failed") return result;
  return [result.fault.name, result.fault.problems.map(({ rule, field }) => `${rule} ${field}`)];
}

const goodForThread = { flowId, type: "user", initiator: { id: "u1" }, context: {}, variables: {} };

describe("validate, published", () => {
  test("gives body, query and path as they were read", async () => {
    const body = { flowId: "any", flowVersion: null, inputData: { deep: [1] }, name: null };
    expect(await launch(body)).toEqual({ state: "passed", input: { path: {}, query: {}, body } });
  });

  test("gives the path parameters and the query with its defaults", async () => {
    const call = aMatchedCall(contracts.get("published"), "getFlow", { pathParameters: { flowId: "f" } });
    expect(await validate(call, anOrg(), {})).toEqual({
      state: "passed",
      input: { path: { flowId: "f" }, query: { deleted: false }, body: undefined },
    });
  });

  test("lists all that is wrong and lets the unknown property decide", async () => {
    expect(refusal(await launch({ context: {}, name: 5 }))).toEqual([
      "invalid.property",
      ["unknown-property context", "wrong-type name", "missing-property flowId"],
    ]);
  });

  test.each<[unknown, unknown]>([
    [{ flowId: 5 }, ["bad.request", ["wrong-type flowId"]]],
    [{}, ["constraint.validation", ["missing-property flowId"]]],
    [{ flowId, inputData: [] }, ["bad.request", ["wrong-type inputData"]]],
    [[], ["bad.request", ["wrong-type body"]]],
    [null, ["bad.request", ["wrong-type body"]]],
    ["", ["bad.request", ["body-missing body"]]],
    ["{", ["bad.request", ["json-syntax body"]]],
  ])("refuses %j", async (body, expected) => {
    expect(refusal(await launch(body))).toEqual(expected);
  });

  test("drops what it does not know where the setting says so", async () => {
    const call = aMatchedCall(contracts.get("published"), "postFlowsExecutions", jsonParts({ flowId, context: {} }));
    const dropping = { ...call, settings: { ...call.settings, unknownProperties: "drop" } };
    expect(await validate(dropping, anOrg(), {})).toEqual({
      state: "passed",
      input: { path: {}, query: {}, body: { flowId } },
    });
    const lacking = { ...dropping, ...jsonParts({ context: {} }) };
    expect(refusal(await validate(lacking, anOrg(), {}))).toEqual([
      "constraint.validation",
      ["missing-property flowId"],
    ]);
  });

  test("names the media type alone for text that is not JSON, and both faults of JSON that is wrong", async () => {
    const text = { "content-type": "text/plain" };
    expect(refusal(await launch("flowId=1", "published", text))).toEqual([
      "unsupported.media.type",
      ["media-type Content-Type"],
    ]);
    expect(refusal(await launch({ flow: 1 }, "published", text))).toEqual([
      "unsupported.media.type",
      ["media-type Content-Type", "unknown-property flow", "missing-property flowId"],
    ]);
  });

  test("refuses a value of the query", async () => {
    const call = aMatchedCall(contracts.get("published"), "getUsers", { query: "pageSize=0&state=gone" });
    expect(refusal(await validate(call, anOrg(), {}))).toEqual([
      "invalid.query.param.value",
      ["query-value pageSize", "query-value state"],
    ]);
  });
});

describe("validate, thread", () => {
  test("accepts what the thread asks for", async () => {
    expect(await launch(goodForThread, "thread")).toEqual({
      state: "passed",
      input: { path: {}, query: {}, body: goodForThread },
    });
  });

  test("lists all that the asker's body lacks and has too much", async () => {
    expect(refusal(await launch({ flowId, unknown: 1, context: null }, "thread"))).toEqual([
      "bad.request",
      ["unknown-property unknown", "wrong-type context", "missing-property initiator", "missing-property type"],
    ]);
  });

  test.each<[string, object, string]>([
    ["a flow id that is no UUID", { flowId: "1" }, "constraint flowId"],
    ["a type that is not listed", { type: "User" }, "bad-value type"],
    ["unequal types", { initiator: { id: "u1", type: "email" } }, "constraint initiator.type"],
    ["an unknown initiator", { initiator: { id: "u2" } }, "reference initiator.id"],
    ["an initiator without id", { initiator: {} }, "missing-property initiator.id"],
    ["an unknown property of the initiator", { initiator: { id: "u1", name: "x" } }, "unknown-property initiator.name"],
    ["variables that are null", { variables: null }, "wrong-type variables"],
  ])("refuses %s", async (_what, parts, problem) => {
    expect(refusal(await launch({ ...goodForThread, ...parts }, "thread"))).toEqual(["bad.request", [problem]]);
  });

  test("refuses a body that is no object without asking for its fields", async () => {
    expect(refusal(await launch([], "thread"))).toEqual(["bad.request", ["wrong-type body"]]);
  });

  test("puts the headers before the body", async () => {
    const result = await launch({ ...goodForThread, flowId: 5 }, "thread", { accept: "text/html" });
    expect(refusal(result)).toEqual(["bad.request", ["accept Accept", "wrong-type flowId"]]);
  });
});
