import { describe, expect, test } from "vitest";
import { createContractFacts } from "#harness/contract/create-contract-facts.ts";
import { createResponseCheck } from "#harness/contract/create-response-check.ts";
import { createContractTable } from "#mock-server/contract/index.ts";

const contracts = createContractTable();
const published = createContractFacts(contracts.get("published"), createResponseCheck);
const thread = createContractFacts(contracts.get("thread"), createResponseCheck);
const user = { method: "GET", path: "/api/v2/users/u1", status: 200 };
const execution = { method: "GET", path: "/api/v2/flows/executions/e1", status: 200 };
const launched = { flowVersion: { id: "1.0" }, dateLaunched: "2024-05-31T10:00:00.000Z" };

describe("effectOf", () => {
  test.each([
    ["POST", "/api/v2/flows/executions", "launches", "postFlowsExecutions"],
    ["get", "/api/v2/users?pageSize=5", "reads", "getUsers"],
    ["POST", "/oauth/token?grant_type=client_credentials", "reads", "postOauthToken"],
    ["DELETE", "/api/v2/users/u1", "writes", "deleteUser"],
    ["POST", "/api/v2/users/search", "reads", "postUsersSearch"],
  ])("is what the contract says of the operation: %s %s", (method, path, effect, operationId) => {
    expect(published.effectOf(method, path)).toEqual({ effect, operationId });
  });

  test.each([
    ["GET", "/api/v2/routing/queues", "reads"],
    ["HEAD", "/api/v2/users", "reads"],
    ["OPTIONS", "*", "reads"],
    ["POST", "/api/v2/routing/queues", "writes"],
    ["DELETE", "/api/v2/routing/queues/q1", "writes"],
    ["POST", "/api/v2/flows/%65xecutions", "writes"],
  ])("is guessed from the method where no operation describes the call: %s %s", (method, path, effect) => {
    expect(published.effectOf(method, path)).toEqual({ effect });
  });
});

describe("checkResponse", () => {
  test("finds nothing in a body that fits", () => {
    expect(published.checkResponse({ ...user, body: { id: "u1", version: 3, state: "active" } })).toEqual([]);
  });

  test("names an undocumented property, a wrong type, a missing property and a value outside a list, each with its place", () => {
    const body = { ...launched, flowVersion: { id: 1, new: true }, dateLaunched: "yesterday", dateCompleted: null };
    expect(published.checkResponse({ ...execution, body })).toEqual([
      { pointer: "/status", kind: "missing", expected: "string", found: undefined },
      {
        pointer: "/flowVersion/new",
        kind: "undocumented",
        expected:
          "no such property; FlowVersion has id, name, commitVersion, configurationVersion, type, secure, debug, createdBy, createdByClient, configurationUri, dateCreated, dateCheckedIn and 12 more",
        found: true,
      },
      { pointer: "/flowVersion/id", kind: "type", expected: "string", found: 1 },
      { pointer: "/dateLaunched", kind: "value", expected: "a value of the format date-time", found: "yesterday" },
      { pointer: "/dateCompleted", kind: "type", expected: "string", found: null },
    ]);
  });

  test("lists the values of a closed list", () => {
    const body = { ...launched, status: "SLEEPING" };
    expect(published.checkResponse({ ...execution, body })).toEqual([
      {
        pointer: "/status",
        kind: "value",
        expected: "one of UNKNOWN, RUNNING, ERROR, TERMINATED, COMPLETED, FAILED",
        found: "SLEEPING",
      },
    ]);
    expect(thread.checkResponse({ ...execution, body })[0]?.expected).toBe("one of running, completed, failed");
  });

  test("measures a refusal by the error body, under the codes of the contract's shape", () => {
    const body = { status: 404, code: "not.found", message: "no", contextId: "c", errors: [] };
    expect(published.checkResponse({ ...execution, status: 404, body })).toEqual([]);
    expect(thread.checkResponse({ ...execution, status: 404, body: { code: "not_found", message: "no" } })).toEqual([
      { pointer: "/status", kind: "missing", expected: "integer", found: undefined },
      { pointer: "/errors", kind: "missing", expected: "array", found: undefined },
      { pointer: "/contextId", kind: "missing", expected: "string", found: undefined },
    ]);
  });

  test("measures the login host's refusal by its own shape", () => {
    const response = { method: "POST", path: "/oauth/token", status: 400, body: { error: "invalid_client" } };
    expect(published.checkResponse(response).map(({ pointer, kind }) => `${pointer} ${kind}`)).toEqual([
      "/description missing",
      "/error_description missing",
    ]);
  });

  test("names a problem of many elements of a list once, at the first that has it", () => {
    const entities = [{ version: 1 }, { version: 1, shoe: 43 }, { version: 1, shoe: 44 }];
    const problems = published.checkResponse({ method: "GET", path: "/api/v2/users", status: 200, body: { entities } });
    expect(problems.map(({ pointer, found }) => [pointer, found])).toEqual([["/entities/1/shoe", 43]]);
  });

  test.each([
    ["a path that no operation has", { ...user, path: "/api/v2/routing/queues", body: { a: 1 } }],
    ["a method that the path does not have", { ...user, method: "PUT", body: { a: 1 } }],
    ["a status that is not described", { ...user, status: 204, body: { a: 1 } }],
    ["no JSON body", { ...user, body: undefined }],
  ])("finds nothing where nothing describes the response: %s", (_case, response) => {
    expect(published.checkResponse(response)).toEqual([]);
  });

  test("finds the property __proto__ undocumented, and takes none from the prototype", () => {
    const body: unknown = JSON.parse('{"version": 1, "__proto__": {"id": 5}}');
    expect(published.checkResponse({ ...user, body }).map(({ pointer, kind }) => [pointer, kind])).toEqual([
      ["/__proto__", "undocumented"],
    ]);
  });

  test("says of a body that is nested too deeply that it is, and does not overflow", () => {
    const body: unknown = JSON.parse(`${'{"errors":['.repeat(100_000)}${"]}".repeat(100_000)}`);
    expect(published.checkResponse({ ...user, status: 400, body })).toEqual([
      {
        pointer: "",
        kind: "type",
        expected: "a body whose objects and lists are nested at most 200 deep",
        found: undefined,
      },
    ]);
  });

  test("names no more than a thousand problems of a body", () => {
    const strangers = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`x${index}`, index]));
    expect(published.checkResponse({ ...user, body: { version: 1, ...strangers } })).toHaveLength(1_000);
  });

  test("throws where no check was passed in, rather than find nothing", () => {
    const facts = createContractFacts(contracts.get("published"));
    expect(() => facts.checkResponse({ ...user, body: { version: 1 } })).toThrow("pass createResponseCheck");
    expect(facts.effectOf("GET", "/api/v2/users").effect).toBe("reads");
  });
});

describe("isDataMap", () => {
  test.each([
    ["/outputData", true],
    ["/flowVersion", false],
    ["/name", false],
    ["", false],
  ])("says where the keys are the org's data: %s", (pointer, expected) => {
    expect(published.isDataMap({ ...execution, body: {} }, pointer)).toBe(expected);
  });
});

describe("isClosedValue", () => {
  test.each([
    ["/status", true],
    ["/flowVersion/type", true],
    ["/flowVersion/compatibleFlowTypes/3", true],
    ["/name", false],
    ["/outputData/status", false],
    ["/nothing/there", false],
    ["", false],
  ])("says where the schema has a list: %s", (pointer, closed) => {
    expect(published.isClosedValue({ ...execution, body: {} }, pointer)).toBe(closed);
  });

  test("is false where nothing describes the response", () => {
    expect(published.isClosedValue({ ...execution, path: "/nowhere", body: {} }, "/status")).toBe(false);
  });
});

describe("unpublished", () => {
  test("names what to call instead, and nothing for an operation that is published", () => {
    expect(published.unpublished("GET", "/api/v2/authorizations/me?includeDuplicates=true")).toBe(
      "GET /api/v2/authorization/subjects/me",
    );
    expect(published.unpublished("GET", "/api/v2/users/me")).toBeUndefined();
    expect(published.unpublished("GET", "/nowhere")).toBeUndefined();
  });
});
