import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aFlow } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const asked = {
  published: { contract: contracts.get("published"), operationId: "getFlow" },
  thread: { contract: contracts.get("thread"), operationId: "getFlow" },
} as const;
const notFound = {
  published: { status: 404, code: "architect.flow.not.found", message: "Could not find flow with specified ID." },
  thread: { status: 404, code: "not_found", message: "Could not find flow with specified ID." },
} as const;
const gone = {
  published: { status: 410, code: "architect.flow.deleted", message: "Flow has been deleted." },
  thread: { status: 410, code: "gone", message: "Flow has been deleted." },
} as const;

const read = ({ api }: TestMock, idAndQuery: string) =>
  api.get(`/api/v2/flows/${idAndQuery}`).auth(knownTokens.fullAccess, { type: "bearer" });
const division = {
  id: knownIds.homeDivision,
  name: "Home",
  selfUri: `/api/v2/authorization/divisions/${knownIds.homeDivision}`,
};
const version = (flowId: string, id: string, type: "PUBLISH" | "SAVE", dates: object = {}) => ({
  id,
  name: id,
  commitVersion: id,
  type,
  secure: false,
  debug: false,
  configurationUri: `/api/v2/flows/${flowId}/versions/${id}/configuration`,
  ...dates,
  selfUri: `/api/v2/flows/${flowId}/versions/${id}`,
});

const published = { datePublished: "2025-11-17T14:30:00.000Z" };

describe.each(contractNames)("GET /api/v2/flows/{flowId}, %s", (contract) => {
  test("answers 200 with the published version", async () => {
    const response = await read(aMock({ contracts, contract }), knownIds.publishedFlow);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      id: knownIds.publishedFlow,
      name: "Desktop callback",
      division,
      description: "Completes after one second",
      type: "WORKFLOW",
      active: true,
      system: false,
      deleted: false,
      publishedVersion: version(knownIds.publishedFlow, "3.0", "PUBLISH", published),
      savedVersion: version(knownIds.publishedFlow, "3.0", "PUBLISH", published),
      selfUri: `/api/v2/flows/${knownIds.publishedFlow}`,
    });
    expectValidAnswer(response, asked[contract]);
  });

  test("answers 200 without a published version for a flow that has none", async () => {
    const response = await read(aMock({ contracts, contract }), knownIds.unpublishedFlow);
    expect(response.body).toEqual({
      id: knownIds.unpublishedFlow,
      name: "Draft callback",
      division,
      description: "Was never published",
      type: "WORKFLOW",
      active: false,
      system: false,
      deleted: false,
      savedVersion: version(knownIds.unpublishedFlow, "1.0", "SAVE", { dateCreated: Date.UTC(2025, 1, 3, 8) }),
      selfUri: `/api/v2/flows/${knownIds.unpublishedFlow}`,
    });
    expectValidAnswer(response, asked[contract]);
  });

  test("answers 200 with the input schema of a flow that declares one", async () => {
    const response = await read(aMock({ contracts, contract }), knownIds.inputSchemaFlow);
    const inputSchema = {
      $schema: "http://json-schema.org/draft-04/schema#",
      title: "Refund request",
      type: "object",
      properties: {
        "Flow.customerId": { type: ["string", "null"], maxLength: 32000 },
        "Flow.amount": { type: ["number", "null"] },
        "Flow.express": { type: ["boolean", "null"] },
      },
      additionalProperties: false,
    };
    expect(response.body).toMatchObject({ inputSchema, publishedVersion: { inputSchema } });
    expectValidAnswer(response, asked[contract]);
  });

  test("answers 200 with the published version and the one that was saved after it", async () => {
    const response = await read(aMock({ contracts, contract }), knownIds.approvalFlow);
    expect(response.body).toMatchObject({
      active: true,
      publishedVersion: { id: "5.0", type: "PUBLISH" },
      savedVersion: { id: "6.0", type: "SAVE" },
      outputSchema: { title: "Purchase approval", description: "Outputs" },
    });
    expectValidAnswer(response, asked[contract]);
  });

  test("answers 200 without any version for a flow that was never saved", async () => {
    const response = await read(aMock({ contracts, contract }), knownIds.neverSavedFlow);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ id: knownIds.neverSavedFlow, active: false });
    expect(Object.keys(response.body).filter((key) => key.endsWith("Version"))).toEqual([]);
    expectValidAnswer(response, asked[contract]);
  });

  test("answers 200 with a flow that cannot be launched", async () => {
    const response = await read(aMock({ contracts, contract }), knownIds.notLaunchableFlow);
    expect(response.body).toMatchObject({ type: "INBOUNDCALL", active: true });
    expectValidAnswer(response, asked[contract]);
  });

  test("leaves out the name of a division that is not there", async () => {
    const server = aMock({ contracts, contract });
    await server.mock.org().flows.put(aFlow({ divisionId: "nowhere" }));
    const response = await read(server, aFlow().id);
    expect(response.body.division).toEqual({
      id: "nowhere",
      selfUri: "/api/v2/authorization/divisions/nowhere",
    });
  });

  test("answers 404 when no flow has the id", async () => {
    const server = aMock({ contracts, contract });
    for (const id of [knownIds.unknownFlow, "not-a-uuid", knownIds.activeUser, "%ZZ", "__proto__"])
      expectRefusal(await read(server, id), asked[contract], notFound[contract]);
  });

  test("decodes the id in the path", async () => {
    const response = await read(aMock({ contracts, contract }), knownIds.publishedFlow.replaceAll("-", "%2D"));
    expect(response.body).toMatchObject({ id: knownIds.publishedFlow });
  });

  test("answers 410 when the flow is deleted", async () => {
    const server = aMock({ contracts, contract });
    for (const query of ["", "?deleted=false", "?deleted=false&deleted=true"])
      expectRefusal(await read(server, `${knownIds.deletedFlow}${query}`), asked[contract], gone[contract]);
  });

  test("answers 200 with a deleted flow when deleted=true is asked for", async () => {
    const response = await read(aMock({ contracts, contract }), `${knownIds.deletedFlow}?deleted=true`);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ id: knownIds.deletedFlow, deleted: true, active: false });
    expect(response.body).not.toHaveProperty("publishedVersion");
    expectValidAnswer(response, asked[contract]);
  });

  test("answers 200 with a flow that is not deleted when deleted=true is asked for", async () => {
    const response = await read(aMock({ contracts, contract }), `${knownIds.publishedFlow}?deleted=true`);
    expect(response.body).toMatchObject({ deleted: false });
  });

  test("passes over a query parameter that is not declared", async () => {
    const response = await read(aMock({ contracts, contract }), `${knownIds.publishedFlow}?expand=everything&delet=1`);
    expect(response.status).toBe(200);
  });
});

describe("GET /api/v2/flows/{flowId}, the query", () => {
  const values = ["yes", "1", "TRUE", ""];
  test.each(values)("answers 400 to deleted=%s, published", async (value) => {
    const response = await read(aMock({ contracts }), `${knownIds.publishedFlow}?deleted=${value}`);
    expectRefusal(response, asked.published, {
      status: 400,
      code: "invalid.query.param.value",
      message: `Value [${value}] is not valid for parameter [deleted]. Allowable values are: [true, false]`,
    });
  });

  test.each(values)("answers 400 and the field deleted to deleted=%s, thread", async (value) => {
    const server = aMock({ contracts, contract: "thread" });
    expectRefusal(await read(server, `${knownIds.publishedFlow}?deleted=${value}`), asked.thread, {
      status: 400,
      code: "bad_request",
      message: "The request body is not valid.",
      errors: [{ code: "invalid_value", message: `expected [true, false], found "${value}"`, field: "deleted" }],
    });
  });

  test("answers 400 to the query before it looks for the flow", async () => {
    const response = await read(aMock({ contracts }), `${knownIds.unknownFlow}?deleted=maybe`);
    expect(response.status).toBe(400);
  });
});
