import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();

describe.each(contractNames)("a path or method that no operation has, %s", (contract) => {
  const paths = [
    "/",
    "/api",
    "/api/v2",
    "/api/v2/flow/executions",
    "/api/v2/users/",
    "//api/v2/users",
    "/API/v2/users",
    "/api/v2/Users",
    "/api/v2/flows/executions/",
    "/api/v2/flows/a/b/c",
    "/api/v2/architect/flows/x/execute",
    "/oauth/authorise",
    "/__moc",
    "/%E0%A4%A",
    "/constructor",
  ];
  test.each(paths)("answers 404 to %s", async (path) => {
    const { api } = aMock({ contracts, contract });
    const refusal = {
      status: 404,
      code: contract === "published" ? "not.found" : "not_found",
      message: "The requested resource was not found.",
    };
    expectRefusal(await api.get(path), { contract: contracts.get(contract) }, refusal);
    expectRefusal(await api.post(path).send({ a: 1 }), { contract: contracts.get(contract) }, refusal);
  });

  const methods = [
    { method: "get", path: "/api/v2/flows/executions", allow: "POST" },
    { method: "put", path: "/api/v2/flows/executions", allow: "POST" },
    { method: "post", path: `/api/v2/flows/executions/${knownIds.publishedFlow}`, allow: "GET" },
    { method: "options", path: "/api/v2/organizations/me", allow: "GET" },
    { method: "get", path: "/oauth/token", allow: "POST" },
    { method: "patch", path: "/api/v2/users/me", allow: "GET" },
  ] as const;
  test.each(methods)("answers 405 and Allow: $allow to $method $path", async ({ method, path, allow }) => {
    const { api } = aMock({ contracts, contract });
    const response = await api[method](path).auth(knownTokens.fullAccess, { type: "bearer" });
    expectRefusal(
      response,
      { contract: contracts.get(contract), headers: ["allow"] },
      {
        status: 405,
        code: contract === "published" ? "method.not.allowed" : "method_not_allowed",
        message: "Method Not Allowed",
      },
    );
    expect(response.headers["allow"]).toBe(allow);
  });

  test("answers 405 without a body to HEAD", async () => {
    const { api } = aMock({ contracts, contract });
    const response = await api.head("/api/v2/organizations/me").auth(knownTokens.fullAccess, { type: "bearer" });
    expect(response.status).toBe(405);
    expect(response.headers).toMatchObject({ allow: "GET", "content-type": "application/json" });
    expect(response.text).toBeUndefined();
  });

  test("does not read a path parameter out of a literal path", async () => {
    const { api } = aMock({ contracts, contract });
    const response = await api.get("/api/v2/users/me").auth(knownTokens.user, { type: "bearer" });
    expect(response.body).toMatchObject({ id: knownIds.activeUser });
  });
});

describe("the correlation id", () => {
  test("is another one for each call and the same for the same seed", async () => {
    const idsOf = async (seed: number) => {
      const { api } = aMock({ contracts, seed });
      const ids: (string | undefined)[] = [];
      for (let count = 0; count < 3; count += 1)
        ids.push((await api.get("/api/v2/users")).headers["inin-correlation-id"]);
      return ids;
    };
    const ids = await idsOf(1);
    expect(new Set(ids).size).toBe(3);
    expect(await idsOf(1)).toEqual(ids);
    expect(await idsOf(2)).not.toEqual(ids);
  });

  test("is not taken from the request", async () => {
    const { api } = aMock({ contracts });
    const own = "11111111-1111-4111-8111-111111111111";
    const response = await api.get("/api/v2/users").set("ININ-Correlation-Id", own);
    expect(response.headers["inin-correlation-id"]).not.toBe(own);
  });

  test("names the exchange that the mock keeps", async () => {
    const server = aMock({ contracts });
    const response = await sendCall(server, goodCalls.getFlow("published"));
    const exchange = await server.api.get(`/__mock/exchanges/${response.headers["inin-correlation-id"]}`);
    expect(exchange.status).toBe(200);
    expect(exchange.body).toMatchObject({ contextId: response.headers["inin-correlation-id"], operation: "getFlow" });
  });
});

describe("X-Mock-Contract", () => {
  const unknownProperty = { flowId: knownIds.publishedFlow, context: {} };
  const launch = (serverContract: "published" | "thread", header?: string) => {
    const { api } = aMock({ contracts, contract: serverContract });
    const request = api.post("/api/v2/flows/executions").auth(knownTokens.fullAccess, { type: "bearer" });
    if (header !== undefined) request.set("X-Mock-Contract", header);
    return request.send(unknownProperty);
  };

  test.each([
    { server: "published", header: undefined, code: "invalid.property" },
    { server: "published", header: "thread", code: "bad_request" },
    { server: "thread", header: undefined, code: "bad_request" },
    { server: "thread", header: "published", code: "invalid.property" },
    { server: "published", header: "published", code: "invalid.property" },
  ] as const)("serves a $server mock's call under the header $header with $code", async (one) => {
    const response = await launch(one.server, one.header);
    expect(response.status).toBe(400);
    expect(response.body.code).toBe(one.code);
  });

  test("holds for one request", async () => {
    const { api } = aMock({ contracts });
    expect((await api.get("/api/v2/users").set("X-Mock-Contract", "thread")).body.code).toBe("unauthorized");
    expect((await api.get("/api/v2/users")).body.code).toBe("authentication.required");
  });

  test("is kept with the exchange", async () => {
    const { api } = aMock({ contracts });
    const response = await api.get("/api/v2/users").set("X-Mock-Contract", "thread");
    expect((await api.get(`/__mock/exchanges/${response.body.contextId}`)).body.contract).toBe("thread");
  });

  test("is taken in any case", async () => {
    const { api } = aMock({ contracts });
    const response = await api.get("/api/v2/nowhere").set("X-Mock-Contract", "Thread");
    expect(response.body).toMatchObject({ code: "not_found", status: 404 });
  });

  test("is missed by a hint where its name is misspelt", async () => {
    const { api, mock } = aMock({ contracts });
    await api.get("/api/v2/nowhere").set("X-Mock-Contrct", "thread");
    expect(mock.exchanges.list()[0]?.hints).toEqual([
      "The header x-mock-contrct means nothing to the mock; it knows X-Mock-Contract.",
    ]);
  });

  test.each(["live", "threads", "published, thread", "constructor", " "])(
    "answers 400 to the value %j and serves nothing",
    async (value) => {
      const { api, mock } = aMock({ contracts });
      const response = await api
        .post("/api/v2/flows/executions")
        .auth(knownTokens.fullAccess, { type: "bearer" })
        .set("X-Mock-Contract", value)
        .send({ flowId: knownIds.publishedFlow });
      expect(response.status).toBe(400);
      expect(response.body).toEqual({
        code: "mock.unknown.contract",
        message: "X-Mock-Contract has to be one of: published, thread. Leave the header out for the server's default.",
      });
      expect(response.headers).toMatchObject({ "content-type": "application/json", connection: "close" });
      expect(await mock.org().executions.list()).toEqual([]);
    },
  );
});

describe("the log", () => {
  test("has one line per exchange, without query, body and token", async () => {
    const lines: string[] = [];
    const { api } = aMock({ contracts, log: (line) => lines.push(line) });
    const response = await api
      .post("/api/v2/flows/executions?token=query-canary")
      .auth("header-canary", { type: "bearer" })
      .send({ secret: "body-canary" });
    expect(lines).toEqual([
      `401 POST /api/v2/flows/executions [published] bad.credentials: Authorization: expected Bearer and a valid access token, found a token that this org does not know (and 2 more) ${response.body.contextId}`,
    ]);
  });

  test("keeps a caller from writing lines of its own", async () => {
    const lines: string[] = [];
    const { api } = aMock({ contracts, log: (line) => lines.push(line) });
    await api
      .post("/api/v2/flows/executions")
      .auth(knownTokens.fullAccess, { type: "bearer" })
      .send({ flowId: knownIds.publishedFlow, "a\n200 GET /forged\u202e": 1 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\n\u202e]/);
  });
});
