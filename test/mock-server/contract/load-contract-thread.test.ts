import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { asFields, lookUp } from "#mock-server/contract/read-fields.ts";
import { operationOf } from "#test/helpers/a-call.ts";

const contracts = createContractTable();
const published = contracts.get("published");
const thread = contracts.get("thread");

describe("loadContract thread, laid over published", () => {
  test("takes the launch from the thread: two scopes, no permission, Accept looked at", () => {
    expect(operationOf(thread, "postFlowsExecutions")).toEqual({
      ...operationOf(published, "postFlowsExecutions"),
      summary: "Launch a flow as the thread's answers describe it",
      permissions: undefined,
      inputProblems: undefined,
      scopes: ["flow:execute", "flow:execution:create"],
      checksAccept: true,
      errorShape: "thread",
      refusals: [
        "authentication.required",
        "bad.credentials",
        "bad.request",
        "not.authorized",
        "architect.flow.not.found",
        "architect.flow.version.missing",
        "architect.flow.deleted",
      ],
      synonyms: expect.objectContaining({ inputdata: "context", userid: "initiator.id" }),
      source: "THREAD",
    });
  });

  test("keeps every other operation, with neither permissions nor scopes and in the thread's shape", () => {
    const others = published.operations.filter(({ id }) => id !== "postFlowsExecutions");
    for (const operation of others) {
      const here = thread.operations.find(({ id }) => id === operation.id);
      expect(here).toEqual({
        ...operation,
        permissions: undefined,
        propertyPermissions: undefined,
        scopes: [],
        errorShape: operation.errorShape === "oauth" ? "oauth" : "thread",
        refusals: here?.refusals,
      });
    }
    expect(thread.operations).toHaveLength(published.operations.length);
  });

  test("translates the refusals of the operations that it took over", () => {
    const refusals = thread.operations.map(({ id, refusals: names }) => [id, names]);
    expect(Object.fromEntries(refusals)).toMatchObject({
      getFlowsExecution: ["authentication.required", "bad.credentials", "not.found"],
      getFlow: [
        "authentication.required",
        "bad.credentials",
        "bad.request",
        "architect.flow.not.found",
        "architect.flow.deleted",
      ],
      getUsers: ["authentication.required", "bad.credentials", "bad.request", "max.user.ids"],
      getUsersMe: ["authentication.required", "bad.credentials", "not.a.user", "bad.request"],
    });
    expect(operationOf(thread, "postOauthToken").refusals).toEqual(operationOf(published, "postOauthToken").refusals);
  });

  test("looks at the request before the rights", () => {
    expect(thread.checkOrder).toEqual(["authenticate", "validate", "authorize"]);
    expect(thread.errorShape).toBe("thread");
  });

  test("ignores permissions and asks every token for the launch's scopes", () => {
    expect(thread.rights).toEqual({
      permissions: "ignored",
      scopes: "every-token",
      scopedOperations: ["postFlowsExecutions"],
    });
  });

  test("answers every problem of a request with one refusal and a code for the field", () => {
    expect(thread.problems.map(({ rule, refusal, code }) => [rule, refusal, code])).toEqual([
      ["media-type", "bad.request", "invalid_header"],
      ["accept", "bad.request", "invalid_header"],
      ["body-missing", "bad.request", "required"],
      ["json-syntax", "bad.request", "invalid_json"],
      ["unknown-property", "bad.request", "unknown_field"],
      ["wrong-type", "bad.request", "invalid_type"],
      ["bad-value", "bad.request", "invalid_value"],
      ["missing-property", "bad.request", "required"],
      ["constraint", "bad.request", "invalid_value"],
      ["reference", "bad.request", "invalid_reference"],
      ["query-value", "bad.request", "invalid_value"],
      ["query-date", "bad.request", "invalid_value"],
    ]);
  });

  test("has refusals of its own with the published statuses, but for those that it leaves out", () => {
    const leftOut = [
      "missing.any.permissions",
      "missing.permissions",
      "unsupported.media.type",
      "invalid.property",
      "invalid.value",
      "constraint.validation",
      "invalid.query.param.value",
      "invalid.date",
    ];
    const statuses = (contract: typeof thread) =>
      Object.fromEntries([...contract.refusals].map(([name, { status }]) => [name, status]));
    const expected = Object.entries(statuses(published)).filter(([name]) => !leftOut.includes(name));
    expect(statuses(thread)).toEqual(Object.fromEntries(expected));
  });

  test("names its refusals in the thread's style", () => {
    const codes = [...thread.refusals].map(([name, { code }]) => [name, code]);
    expect(Object.fromEntries(codes)).toMatchObject({
      "authentication.required": "unauthorized",
      "bad.credentials": "unauthorized",
      "not.authorized": "forbidden",
      "not.a.user": "bad_request",
      "not.found": "not_found",
      "method.not.allowed": "method_not_allowed",
      "request.entity.too.large": "request_entity_too_large",
      "bad.request": "bad_request",
      "architect.flow.not.found": "not_found",
      "architect.flow.deleted": "gone",
      "client.timeout": "timeout",
      "too.many.requests.retry.after": "too_many_requests",
      "internal.server.error": "internal_server_error",
      "oauth.client.not.found": "invalid_client",
    });
    expect(thread.refusals.get("bad.request")?.message).toBe("The request body is not valid.");
  });

  test("refuses unknown properties whatever is set, and keeps the other settings", () => {
    expect(thread.settings["unknownProperties"]).toMatchObject({ values: ["refuse"], default: "refuse" });
    expect({ ...thread.settings, unknownProperties: undefined }).toEqual({
      ...published.settings,
      unknownProperties: undefined,
    });
  });

  test("keeps the headers and the refusals of every operation", () => {
    expect(thread.responseHeaders).toEqual(published.responseHeaders);
    expect(thread.refusalsOfEveryOperation).toEqual([
      "method.not.allowed",
      "request.entity.too.large",
      "client.timeout",
      "general.conflict",
      "too.many.requests.retry.after",
      "internal.server.error",
      "service.unavailable",
      "request.timeout",
    ]);
    expect(thread.refusalsOfEveryOperation).toEqual(published.refusalsOfEveryOperation);
  });

  test("answers an ordered 415 as a bad request, and any other status as published", () => {
    expect(thread.injectedRefusals).toEqual({ ...published.injectedRefusals, "415": "bad.request" });
  });

  test("replaces a schema as a whole, adds its own and keeps the rest", () => {
    const schema = (contract: typeof thread, name: string) => lookUp(contract.document, `/components/schemas/${name}`);
    expect(schema(thread, "User")).toEqual(schema(published, "User"));
    expect(schema(published, "FlowExecutionRequest")).toBeUndefined();
    expect(asFields(schema(thread, "FlowExecutionRequest"))?.["required"]).toEqual(["flowId", "initiator"]);
    const answer = asFields(asFields(schema(thread, "FlowExecutionLaunchResponse"))?.["properties"]) ?? {};
    expect(Object.keys(answer)).toEqual(["executionId", "selfUri"]);
  });
});
