import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { controlSchemas } from "#mock-server/control/control-schemas.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aFlow, aToken, aUser } from "#test/helpers/entities.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();

const read = ({ api }: TestMock, path: string) => api.get(path).auth(knownTokens.fullAccess, { type: "bearer" });
const userKeys = Object.keys(controlSchemas.user.properties).join(", ");
const flowKeys = Object.keys(controlSchemas.flow.properties).join(", ");

describe("POST /__mock/users", () => {
  test("adds a user with its id alone, and the API shows it", async () => {
    const server = aMock({ contracts });
    const response = await server.api.post("/__mock/users").send({ id: "new-user" });
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      divisionId: knownIds.homeDivision,
      name: "User",
      email: "user@example.com",
      state: "active",
      version: 1,
      grants: [],
      id: "new-user",
    });
    expect((await read(server, "/api/v2/users/new-user")).body).toMatchObject({ id: "new-user", name: "User" });
    expect((await read(server, "/api/v2/users")).body.total).toBe(37);
  });

  test("changes what is given of the user with the id and leaves the rest", async () => {
    const server = aMock({ contracts });
    await server.api.post("/__mock/users").send(aUser({ title: "Before", department: "Kept" }));
    const response = await server.api.post("/__mock/users").send({ id: aUser().id, title: "After", state: "inactive" });
    expect(response.body).toEqual(aUser({ title: "After", department: "Kept", state: "inactive" }));
    expect((await read(server, `/api/v2/users/${aUser().id}`)).body).toMatchObject({
      title: "After",
      state: "inactive",
    });
  });

  test("decides at once whom the thread's contract takes as initiator", async () => {
    const server = aMock({ contracts, contract: "thread" });
    const launch = () =>
      server.api
        .post("/api/v2/flows/executions")
        .auth(knownTokens.fullAccess, { type: "bearer" })
        .send({ flowId: knownIds.publishedFlow, type: "user", initiator: { id: "new-user" } });
    expect((await launch()).status).toBe(400);
    await server.api.post("/__mock/users").send({ id: "new-user" });
    expect((await launch()).status).toBe(200);
    await server.api.post("/__mock/users").send({ id: "new-user", state: "inactive" });
    expect((await launch()).status).toBe(400);
  });

  test("gives a user's token the rights of the roles that the user has now", async () => {
    const server = aMock({ contracts });
    await server.api.post("/__mock/users").send(aUser());
    const token = await aToken(server.mock, { userId: aUser().id });
    const flow = () => server.api.get(`/api/v2/flows/${knownIds.publishedFlow}`).auth(token, { type: "bearer" });
    expect((await flow()).status).toBe(403);
    const grants = [{ roleId: knownIds.viewerRole, divisionId: "*" }];
    await server.api.post("/__mock/users").send({ id: aUser().id, grants });
    expect((await flow()).status).toBe(200);
  });

  test.each([
    {
      body: { id: "u", nmae: "N" },
      message: `the body has the unknown property "nmae"; did you mean "name"? It can have ${userKeys}.`,
    },
    { body: { id: "u", state: "gone" }, message: '/state is "gone"; expected one of active, inactive, deleted.' },
    { body: { id: "u", version: 0 }, message: "/version must be >= 1, found 0." },
    { body: { id: "" }, message: '/id must NOT have fewer than 1 characters, found "".' },
    { body: { id: "u", grants: [{ roleId: "r" }] }, message: '/grants/0 lacks the property "divisionId".' },
    { body: { id: "u", name: "x".repeat(70), email: 5 }, message: "/email must be string, found 5." },
    { body: [], message: "the body must be object, found []." },
  ])("answers 400 and adds nobody: $message", async ({ body, message }) => {
    const { api, mock } = aMock({ contracts });
    const before = await mock.org().users.list();
    const response = await api.post("/__mock/users").send(body);
    expect(response.status).toBe(400);
    expect(response.body).toEqual({ code: "control.body.invalid", message });
    expect(await mock.org().users.list()).toEqual(before);
  });

  test("answers 400 to a user without an id", async () => {
    const response = await aMock({ contracts }).api.post("/__mock/users").send({ name: "Nobody" });
    expect(response.status).toBe(400);
    expect(response.body.message).toMatch(/^the body lacks the property "id"\./);
  });
});

describe("POST /__mock/flows", () => {
  test("adds a flow with its id alone, and the API launches it", async () => {
    const server = aMock({ contracts });
    const response = await server.api.post("/__mock/flows").send({ id: "new-flow" });
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      divisionId: knownIds.homeDivision,
      name: "Flow",
      type: "WORKFLOW",
      state: "published",
      version: "1.0",
      runsFor: 1,
      outcome: "COMPLETED",
      id: "new-flow",
    });
    const launch = await server.api
      .post("/api/v2/flows/executions")
      .auth(knownTokens.fullAccess, { type: "bearer" })
      .send({ flowId: "new-flow" });
    expect(launch.status).toBe(200);
    expect(launch.body).toMatchObject({ name: "Flow", flowVersion: { id: "1.0" } });
  });

  test("changes what is given of the flow with the id and leaves the rest", async () => {
    const server = aMock({ contracts });
    await server.api.post("/__mock/flows").send({ id: knownIds.publishedFlow, state: "deleted" });
    const path = `/api/v2/flows/${knownIds.publishedFlow}`;
    expect((await read(server, path)).status).toBe(410);
    const response = await server.api.post("/__mock/flows").send({ id: knownIds.publishedFlow, state: "published" });
    expect(response.body).toMatchObject({
      name: "Desktop callback",
      version: "3.0",
      outputData: { "Flow.Result": "ok" },
    });
    expect((await read(server, path)).status).toBe(200);
  });

  test("adds a flow with everything that one can have", async () => {
    const server = aMock({ contracts });
    const flow = aFlow({
      description: "All",
      inputSchema: { type: "object" },
      outcome: "ERROR",
      completionReason: "No luck",
      outputData: { a: 1 },
      flowErrorInfo: { message: "m", code: "c", status: 500 },
    });
    expect((await server.api.post("/__mock/flows").send(flow)).body).toEqual(flow);
    const response = await read(server, `/api/v2/flows/${flow.id}`);
    expectValidAnswer(response, { contract: contracts.get("published"), operationId: "getFlow" });
  });

  test.each([
    {
      body: { id: "f", runFor: 1 },
      message: `the body has the unknown property "runFor"; did you mean "runsFor"? It can have ${flowKeys}.`,
    },
    {
      body: { id: "f", state: "draft" },
      message: '/state is "draft"; expected one of published, unpublished, deleted.',
    },
    {
      body: { id: "f", outcome: "completed" },
      message: '/outcome is "completed"; expected one of COMPLETED, FAILED, ERROR, TERMINATED.',
    },
    { body: { id: "f", runsFor: -1 }, message: "/runsFor must be >= 0, found -1." },
    { body: { id: "f", version: "0.0" }, message: '/version must match pattern "^[1-9]\\d{0,8}\\.0$", found "0.0".' },
    {
      body: { id: "f", flowErrorInfo: { message: "m" } },
      message: '/flowErrorInfo lacks the property "code".',
    },
    { body: "flow", message: 'the body must be object, found "flow".' },
  ])("answers 400 and adds none: $message", async ({ body, message }) => {
    const { api, mock } = aMock({ contracts });
    const before = await mock.org().flows.list();
    const response = await api.post("/__mock/flows").type("application/json").send(JSON.stringify(body));
    expect(response.status).toBe(400);
    expect(response.body).toEqual({ code: "control.body.invalid", message });
    expect(await mock.org().flows.list()).toEqual(before);
  });

  test.each(["workflow", "Workflow", "CALLBACK", ""])("answers 400 to the type %j, which no flow has", async (type) => {
    const response = await aMock({ contracts }).api.post("/__mock/flows").send({ id: "f", type });
    expect(response.status).toBe(400);
    expect(response.body.message).toMatch(/^\/type is ".*"; expected one of .*WORKFLOW/);
  });
});
