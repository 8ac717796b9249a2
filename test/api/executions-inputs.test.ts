import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aFlow } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { goodLaunch } from "#test/helpers/good-calls.ts";

const contracts = createContractTable();
const asked = { contract: contracts.get("published"), operationId: "postFlowsExecutions" } as const;

const launch = ({ api }: TestMock, body: object) =>
  api.post("/api/v2/flows/executions").auth(knownTokens.fullAccess, { type: "bearer" }).send(body);

const nothing = {};
const long = "x".repeat(32_000);

describe("POST /api/v2/flows/executions, the inputs of a flow with an input schema", () => {
  test.each([
    { what: "none", inputData: nothing },
    { what: "every one", inputData: { "Flow.customerId": "c-1", "Flow.amount": 12.5, "Flow.express": true } },
    { what: "null for every one", inputData: { "Flow.customerId": null, "Flow.amount": null, "Flow.express": null } },
    { what: "a text of 32000 characters", inputData: { "Flow.customerId": long } },
    {
      what: "a text of 32000 characters outside the basic plane",
      inputData: { "Flow.customerId": "𝄞".repeat(32_000) },
    },
    { what: "null in place of all", inputData: null },
  ])("are accepted: $what", async ({ inputData }) => {
    const server = aMock({ contracts });
    const response = await launch(server, { flowId: knownIds.inputSchemaFlow, inputData });
    expect(response.status).toBe(200);
    expect((await server.mock.org().executions.list()).map((one) => one.inputData)).toEqual([inputData ?? {}]);
  });

  test("may be left out", async () => {
    expect((await launch(aMock({ contracts }), { flowId: knownIds.inputSchemaFlow })).status).toBe(200);
  });

  const refused = [
    {
      what: "a name without Flow.",
      inputData: { customerId: "c-1" },
      code: "invalid.property",
      message: "Value [customerId] is not a valid property for object [inputData]",
    },
    {
      what: "a name in another case",
      inputData: { "flow.amount": 1 },
      code: "invalid.property",
      message: "Value [flow.amount] is not a valid property for object [inputData]",
    },
    {
      what: "an unknown name before a wrong type",
      inputData: { "Flow.amount": "1", other: 1 },
      code: "invalid.property",
      message: "Value [other] is not a valid property for object [inputData]",
    },
    {
      what: "a text for a number",
      inputData: { "Flow.amount": "12" },
      code: "constraint.validation",
      message: 'inputData.Flow.amount: expected a number or null, found the text "12"',
    },
    {
      what: "a number for a text",
      inputData: { "Flow.customerId": 4711 },
      code: "constraint.validation",
      message: "inputData.Flow.customerId: expected a string or null, found the number 4711",
    },
    {
      what: "an object for a boolean",
      inputData: { "Flow.express": {} },
      code: "constraint.validation",
      message: "inputData.Flow.express: expected a boolean or null, found an object",
    },
    {
      what: "a text of 32001 characters",
      inputData: { "Flow.customerId": `${long}x` },
      code: "constraint.validation",
      message: "inputData.Flow.customerId: expected at most 32000 characters, found 32001 characters",
    },
  ];
  test.each(refused)("are refused, and nothing is launched: $what", async ({ inputData, code, message }) => {
    const server = aMock({ contracts });
    const response = await launch(server, { flowId: knownIds.inputSchemaFlow, inputData });
    expectRefusal(response, asked, { status: 400, code, message });
    expect(await server.mock.org().executions.list()).toEqual([]);
  });

  test.each(refused)("are accepted with inputDataValidation=ignore: $what", async ({ inputData }) => {
    const server = aMock({ contracts, settings: { inputDataValidation: "ignore" } });
    expect((await launch(server, { flowId: knownIds.inputSchemaFlow, inputData })).status).toBe(200);
  });

  test("are looked at after the flow and its version", async () => {
    const body = { flowId: knownIds.inputSchemaFlow, flowVersion: "9.0", inputData: { other: 1 } };
    expect((await launch(aMock({ contracts }), body)).body.code).toBe("architect.flow.version.missing");
  });

  test("are each told of in the exchange", async () => {
    const server = aMock({ contracts });
    const inputData = { other: 1, "Flow.amount": "12" };
    const { body } = await launch(server, { flowId: knownIds.inputSchemaFlow, inputData });
    const exchange = await server.api.get(`/__mock/exchanges/${body.contextId}`);
    expect(exchange.body.problems).toMatchObject([
      {
        check: "domain",
        in: "body",
        pointer: "/inputData/other",
        field: "inputData.other",
        expected: "one of the inputs Flow.customerId, Flow.amount, Flow.express",
        found: 'the unknown input "other"',
      },
      { pointer: "/inputData/Flow.amount", field: "inputData.Flow.amount" },
    ]);
  });
});

describe("POST /api/v2/flows/executions, other inputs", () => {
  test("are checked by references to definitions, as Architect writes them", async () => {
    const server = aMock({ contracts });
    const flowId = knownIds.approvalFlow;
    expect((await launch(server, { flowId, inputData: { "Flow.dueDate": null, "Flow.amount": 1 } })).status).toBe(200);
    expectRefusal(await launch(server, { flowId, inputData: { "Flow.dueDate": "2026-01-01T00" } }), asked, {
      status: 400,
      code: "constraint.validation",
      message: "inputData.Flow.dueDate: expected at most 10 characters, found 13 characters",
    });
  });

  test("are refused with the allowable values where the schema lists them", async () => {
    const server = aMock({ contracts });
    const inputSchema = { type: "object", properties: { "Flow.size": { type: "string", enum: ["S", "M"] } } };
    await server.mock.org().flows.put(aFlow({ inputSchema }));
    expectRefusal(await launch(server, { flowId: aFlow().id, inputData: { "Flow.size": "XL" } }), asked, {
      status: 400,
      code: "invalid.value",
      message: "Value [XL] is not valid for field type [string]. Allowable values are: [S, M]",
    });
  });

  test("are refused where a required one is missing", async () => {
    const server = aMock({ contracts });
    await server.mock.org().flows.put(aFlow({ inputSchema: { type: "object", required: ["Flow.a"] } }));
    for (const inputData of [{}, null, undefined]) {
      expectRefusal(await launch(server, { flowId: aFlow().id, inputData }), asked, {
        status: 400,
        code: "constraint.validation",
        message: "inputData.Flow.a is required",
      });
    }
  });

  test("are all accepted by a flow that declares none", async () => {
    const inputData = { anything: { at: ["all"] }, "Flow.long": `${long}x` };
    expect((await launch(aMock({ contracts }), { flowId: knownIds.publishedFlow, inputData })).status).toBe(200);
  });

  test("are not checked by the flow's schema under the thread's contract, which does not know it", async () => {
    const server = aMock({ contracts, contract: "thread" });
    const body = { ...goodLaunch.thread, flowId: knownIds.inputSchemaFlow, variables: { other: 1 } };
    expect((await launch(server, body)).status).toBe(200);
  });
});

describe("POST /api/v2/flows/executions, the version", () => {
  test.each([
    { flowVersion: undefined, launched: "5.0" },
    { flowVersion: "5.0", launched: "5.0" },
    { flowVersion: "1.0", launched: "1.0" },
  ])("is the published one or one before it: $flowVersion gives $launched", async ({ flowVersion, launched }) => {
    const response = await launch(aMock({ contracts }), { flowId: knownIds.approvalFlow, flowVersion });
    expect(response.body).toMatchObject({ flowVersion: { id: launched } });
  });

  test("is 404 where it was saved and not published", async () => {
    const response = await launch(aMock({ contracts }), { flowId: knownIds.approvalFlow, flowVersion: "6.0" });
    expectRefusal(response, asked, {
      status: 404,
      code: "architect.flow.version.missing",
      message: "Specified flow version is missing.",
    });
  });

  test.each(contractNames)("is 404 where the flow was never saved, %s", async (contract) => {
    const body = { ...goodLaunch[contract], flowId: knownIds.neverSavedFlow };
    expect((await launch(aMock({ contracts, contract }), body)).status).toBe(404);
  });
});
