import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const path = "/api/v2/flows/executions";
const asked = { contract: contracts.get("published"), operationId: "postFlowsExecutions" } as const;
const flowId = knownIds.publishedFlow;
const malformed = "The request could not be understood by the server due to malformed syntax.";

const launch = (body: unknown, token: string = knownTokens.fullAccess) =>
  aMock({ contracts })
    .api.post(path)
    .auth(token, { type: "bearer" })
    .type("application/json")
    .send(JSON.stringify(body));

describe("POST /api/v2/flows/executions, the published body", () => {
  test.each([
    { property: "context", value: { source: "desktop_app" } },
    { property: "type", value: "user" },
    { property: "initiator", value: { id: knownIds.activeUser, type: "user" } },
    { property: "variables", value: {} },
    { property: "flow_id", value: flowId },
    { property: "FlowId", value: flowId },
    { property: "__proto__", value: {} },
    { property: "constructor", value: null },
    { property: "", value: 1 },
  ])("answers 400 invalid.property to the unknown property $property", async ({ property, value }) => {
    const response = await launch(JSON.parse(`{"flowId":"${flowId}","${property}":${JSON.stringify(value)}}`));
    expectRefusal(response, asked, {
      status: 400,
      code: "invalid.property",
      message: `Value [${property}] is not a valid property for object [FlowExecutionLaunchRequest]`,
    });
  });

  test("answers 400 invalid.property to the thread's request as it was written, {flowId, context}", async () => {
    const response = await launch({ flowId, context: { source: "desktop_app" } });
    expect(response.body).toMatchObject({ code: "invalid.property" });
    expect(response.body.message).toContain("[context]");
  });

  test("names the first of two unknown properties", async () => {
    const response = await launch({ type: "user", flowId, initiator: {} });
    expectRefusal(response, asked, {
      status: 400,
      code: "invalid.property",
      message: "Value [type] is not a valid property for object [FlowExecutionLaunchRequest]",
    });
  });

  test("cuts a long property name in its message", async () => {
    const response = await launch({ flowId, ["x".repeat(300)]: 1 });
    expectRefusal(response, asked, {
      status: 400,
      code: "invalid.property",
      message: `Value [${"x".repeat(60)}...] is not a valid property for object [FlowExecutionLaunchRequest]`,
    });
  });

  test.each([
    { wrong: "flowId is a number", body: { flowId: 5 } },
    { wrong: "flowId is null", body: { flowId: null } },
    { wrong: "flowId is an array", body: { flowId: [flowId] } },
    { wrong: "flowVersion is a number", body: { flowId, flowVersion: 3 } },
    { wrong: "name is an object", body: { flowId, name: {} } },
    { wrong: "inputData is a text", body: { flowId, inputData: "{}" } },
    { wrong: "inputData is an array", body: { flowId, inputData: [] } },
    { wrong: "the body is an array", body: [{ flowId }] },
    { wrong: "the body is a text", body: JSON.stringify({ flowId }) },
    { wrong: "the body is null", body: null },
    { wrong: "the body is a number", body: 0 },
  ])("answers 400 bad.request when $wrong", async ({ body }) => {
    expectRefusal(await launch(body), asked, { status: 400, code: "bad.request", message: malformed });
  });

  test("answers 400 constraint.validation when flowId is missing", async () => {
    expectRefusal(await launch({ name: "no flow" }), asked, {
      status: 400,
      code: "constraint.validation",
      message: "flowId is required",
    });
  });

  test("answers 400 constraint.validation to an empty object", async () => {
    expectRefusal(await launch({}), asked, {
      status: 400,
      code: "constraint.validation",
      message: "flowId is required",
    });
  });

  test.each([
    { faults: "unknown property and wrong type", body: { flowId: 5, context: {} }, code: "invalid.property" },
    { faults: "wrong type before unknown property", body: { name: 5, flowId, context: {} }, code: "invalid.property" },
    { faults: "unknown property and missing field", body: { context: {} }, code: "invalid.property" },
    { faults: "wrong type and missing field", body: { name: 5 }, code: "bad.request" },
    { faults: "all three", body: { inputData: 5, context: {} }, code: "invalid.property" },
  ])("lets the unknown property, then the wrong type, then the missing field decide: $faults", async (one) => {
    const response = await launch(one.body);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: one.code });
    expectValidAnswer(response, asked);
  });

  test("names every fault of a body in its exchange, the deciding one first", async () => {
    const { api } = aMock({ contracts });
    const response = await api
      .post(path)
      .auth(knownTokens.fullAccess, { type: "bearer" })
      .send({ name: 5, context: {}, initiator: {} });
    const exchange = await api.get(`/__mock/exchanges/${response.body.contextId}`);
    const problems: { rule: string; field: string }[] = exchange.body.problems;
    expect(problems.map(({ rule, field }) => `${rule} ${field}`)).toEqual([
      "unknown-property context",
      "unknown-property initiator",
      "wrong-type name",
      "missing-property flowId",
    ]);
  });

  test("keeps what is inside inputData out of the check", async () => {
    const response = await launch({ flowId, inputData: { context: {}, "Flow.amount": null, list: [{}] } });
    expect(response.status).toBe(200);
  });

  test("answers 403 before it looks at the body", async () => {
    const response = await launch({ context: {} }, knownTokens.noLaunch);
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code: "missing.any.permissions" });
  });

  test("answers 401 before it looks at permission and body", async () => {
    const response = await launch({ context: {} }, "nobodys-token");
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject({ code: "bad.credentials" });
  });
});

describe("POST /api/v2/flows/executions with unknownProperties: drop", () => {
  const launchDropping = (body: object, contract: "published" | "thread" = "published") => {
    const server = aMock({ contracts, contract, settings: { unknownProperties: "drop" } });
    const sent = server.api.post(path).auth(knownTokens.fullAccess, { type: "bearer" }).send(body);
    return sent.then((response) => ({ response, server }));
  };

  test("launches without the properties that it does not know", async () => {
    const { response, server } = await launchDropping({ flowId, context: {}, type: 5, inputData: { context: 1 } });
    expect(response.status).toBe(200);
    expectValidAnswer(response, asked);
    expect(await server.mock.org().executions.list()).toMatchObject([{ flowId, inputData: { context: 1 } }]);
  });

  test("answers 400 to the faults that are left", async () => {
    const { response } = await launchDropping({ context: {}, name: 5 });
    expectRefusal(response, asked, { status: 400, code: "bad.request", message: malformed });
  });

  test("still refuses them under the thread's contract, which does not have the choice", async () => {
    const body = { flowId, type: "user", initiator: { id: knownIds.activeUser }, extra: 1 };
    const { response } = await launchDropping(body, "thread");
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ errors: [{ code: "unknown_field", field: "extra" }] });
  });
});
