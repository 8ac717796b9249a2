import platformClient from "purecloud-platform-client-v2";
import { describe, expect, test } from "vitest";
import { injectableStatuses } from "#mock-server/control/injected-faults.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aPointedSdk, refusalOf } from "./a-pointed-sdk.ts";

const users = new platformClient.UsersApi();
const architect = new platformClient.ArchitectApi();

describe("what the SDK rejects with", () => {
  test("is the body of the refusal as it was sent, and no Error", async () => {
    const { mock, useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const refusal = await refusalOf(users.getUser(knownIds.unknownUser));
    expect(refusal).not.toBeInstanceOf(Error);
    const [exchange] = mock.exchanges.list();
    expect(refusal).toEqual(JSON.parse(exchange?.response.body ?? ""));
    expect(refusal).toMatchObject({
      status: 404,
      code: "general.resource.not.found",
      contextId: exchange?.contextId,
      details: [],
      errors: [],
    });
  });

  test("has the headers besides, and the AxiosError, when extended responses are on", async () => {
    const { client, useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    client.setReturnExtendedResponses(true);
    const refusal = await refusalOf(users.getUser(knownIds.unknownUser));
    expect(refusal).toMatchObject({
      status: 404,
      statusText: "Not Found",
      headers: { "content-type": "application/json", "inin-correlation-id": expect.stringMatching(/^[0-9a-f-]{36}$/) },
      body: { code: "general.resource.not.found" },
      error: { name: "AxiosError" },
    });
  });

  test("is an Error with the code ECONNRESET and without a response where the connection was reset, and is not tried again", async () => {
    const { useToken, orderFault, calls } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    await orderFault({ path: "/api/v2/users", reset: true, times: 1 });
    const refusal = await refusalOf(users.getUsers());
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal).toMatchObject({ code: "ECONNRESET" });
    expect(refusal).not.toHaveProperty("response");
    expect(calls()).toHaveLength(1);
  });

  test("is undefined where the body of an answer was cut", async () => {
    const { useToken, orderFault, calls } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    await orderFault({ path: "/api/v2/users", cutBody: "half", times: 1 });
    expect(await refusalOf(users.getUsers())).toBeUndefined();
    expect(calls()).toEqual(["GET /api/v2/users 200"]);
  });

  test("is an AxiosError with the response where the body was cut and extended responses are on", async () => {
    const { client, useToken, orderFault } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    client.setReturnExtendedResponses(true);
    await orderFault({ path: "/api/v2/users", cutBody: "half", times: 1 });
    expect(await refusalOf(users.getUsers())).toMatchObject({ status: 200, body: undefined, error: expect.any(Error) });
  });
});

describe("every refusal class", () => {
  test("400 names the property that the body should not have", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const body = { name: "Ada Test", email: "ada.test@example.com", divisionId: knownIds.homeDivision, nickname: "A" };
    expect(await refusalOf(users.postUsers(body))).toMatchObject({
      status: 400,
      code: "invalid.property",
      message: expect.stringContaining("nickname"),
    });
  });

  test("401 authentication.required is for no token", async () => {
    await aPointedSdk();
    expect(await refusalOf(users.getUsers())).toMatchObject({
      status: 401,
      code: "authentication.required",
      message: "No authentication bearer token specified in authorization header.",
    });
  });

  test.each([
    { what: "an expired token", token: knownTokens.expired },
    { what: "a token that nobody gave", token: "nobodys-token" },
  ])("401 bad.credentials is for $what", async ({ token }) => {
    const { useToken } = await aPointedSdk();
    await useToken(token);
    expect(await refusalOf(users.getUsers())).toMatchObject({ status: 401, code: "bad.credentials" });
  });

  test("403 names the permission that is missing", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.noLaunch);
    expect(await refusalOf(architect.postFlowsExecutions({ flowId: knownIds.publishedFlow }))).toMatchObject({
      status: 403,
      code: "missing.any.permissions",
      message:
        "Unable to perform the requested action. You must have at least one of the following permissions assigned: [architect:flow:launch]",
      messageParams: { permissions: "[architect:flow:launch]" },
    });
  });

  test("403 not.authorized is for a user's token without the scope", async () => {
    const { useToken } = await aPointedSdk();
    await useToken({ userId: knownIds.activeUser, scopes: ["architect:readonly"] });
    expect(await refusalOf(architect.postFlowsExecutions({ flowId: knownIds.publishedFlow }))).toMatchObject({
      status: 403,
      code: "not.authorized",
    });
  });

  test("404 is for an id that nobody has", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await refusalOf(architect.getFlow(knownIds.unknownFlow))).toMatchObject({ status: 404 });
  });

  test("404 is for an operation that the mock does not have", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await refusalOf(new platformClient.RoutingApi().getRoutingQueues())).toMatchObject({
      status: 404,
      code: "not.found",
    });
  });

  test("409 is for a stale version", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const call = users.patchUser(knownIds.activeUser, { version: 99, title: "Engineer" });
    expect(await refusalOf(call)).toMatchObject({ status: 409, code: "general.conflict" });
  });

  test("410 is for a deleted flow", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await refusalOf(architect.getFlow(knownIds.deletedFlow))).toMatchObject({ status: 410 });
  });

  test("413 is for a body over the limit, and is read although the body was not taken", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const body = { flowId: knownIds.publishedFlow, name: "n".repeat(512_000) };
    expect(await refusalOf(architect.postFlowsExecutions(body))).toMatchObject({
      status: 413,
      code: "request.entity.too.large",
      message: "The request is over the size limit. Maximum bytes: 512000",
    });
  });

  test("415 cannot be had: a header of one's own does not replace the SDK's Content-Type", async () => {
    const { client, mock, useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    client.setDefaultHeaders({ "Content-Type": "text/plain" });
    const customHeaders = { "Content-Type": "text/plain" };
    const launch = { flowId: knownIds.publishedFlow };
    expect(await architect.postFlowsExecutions(launch, { customHeaders })).toHaveProperty("id");
    client.setDefaultHeaders({});
    expect(mock.exchanges.list()[0]?.request.headers["content-type"]).toBe("application/json");
  });

  test.each(injectableStatuses)("%i comes by order, once, and is not tried again", async (status) => {
    const { useToken, orderFault, calls } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    await orderFault({ path: "/api/v2/users", status, times: 1 });
    expect(await refusalOf(users.getUsers())).toMatchObject({
      status,
      code: expect.stringMatching(/^[a-z.]+$/),
      message: expect.stringMatching(/\S/),
      contextId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(calls()).toEqual([`GET /api/v2/users ${status}`]);
    expect(await users.getUsers()).toHaveProperty("entities");
  });
});
