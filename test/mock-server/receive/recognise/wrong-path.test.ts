import { describe, expect, test } from "vitest";
import { recogniseListedPath } from "#mock-server/receive/recognise/listed-path.ts";
import { recogniseSiblingPath } from "#mock-server/receive/recognise/sibling-path.ts";
import { recogniseWrongMethod } from "#mock-server/receive/recognise/wrong-method.ts";
import { recogniseWrongPath } from "#mock-server/receive/recognise/wrong-path.ts";
import { recognised } from "#test/helpers/a-subject.ts";

const flowId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

describe("a path that is written wrongly", () => {
  test.each([
    ["/flows/executions", "base-path-missing", "/api/v2/flows/executions"],
    ["/v2/flows/executions", "base-path-missing", "/api/v2/flows/executions"],
    ["/api/flows/executions", "base-path-missing", "/api/v2/flows/executions"],
    ["/api/v2/api/v2/flows/executions", "base-path-twice", "/api/v2/flows/executions"],
    ["/api/v1/flows/executions", "version-of-path", "/api/v2/flows/executions"],
    ["/api/v2/flows/executions/", "trailing-slash", "/api/v2/flows/executions"],
    ["/api/v2//flows/executions", "double-slash", "/api/v2/flows/executions"],
    ["/api/v2/flows%2Fexecutions", "encoded-slash", "/api/v2/flows/executions"],
    ["/api/v2/flows%20/executions", "white-space-in-path", "/api/v2/flows/executions"],
    ["/api/v2/users%3FpageSize=5", "encoded-question-mark", "/api/v2/users?pageSize=5"],
    ["/api/v2/users&pageSize=5", "ampersand-before-query", "/api/v2/users?pageSize=5"],
    ["/https://api.mypurecloud.com/api/v2/users", "whole-address-as-path", "/api/v2/users"],
    ["/api/v2/flow/execution", "misspelt-path", "/api/v2/flows/executions"],
    ["/api/v2/Flows/Executions", "letter-case-of-path", "/api/v2/flows/executions"],
    ["/flow/executions/", "misspelt-path", "/api/v2/flows/executions"],
  ])("is mended: %s (%s)", async (path, rule, right) => {
    const [finding, ...others] = await recognised(recogniseWrongPath, { path });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule, fixed: { line: `POST ${right}` } });
  });

  test("is told without a fix where nothing could be meant", async () => {
    expect(await recognised(recogniseWrongPath, { path: "/api/v2/analytics/conversations/details/query" })).toEqual([
      expect.objectContaining({ rule: "unknown-path", fixed: undefined }),
    ]);
  });

  test("is not looked at when it is longer than anybody's", async () => {
    const path = `/api/v2/${"%20".repeat(20_000)}x`;
    expect(await recognised(recogniseWrongPath, { path })).toEqual([
      expect.objectContaining({ rule: "unknown-path", fixed: undefined }),
    ]);
  });

  test("is no finding where the path is right", async () => {
    expect(await recognised(recogniseWrongPath, { body: { flowId } })).toEqual([]);
  });
});

describe("a path that people call in the place of another", () => {
  test.each([
    `/api/v2/architect/flows/${flowId}/execute`,
    `/api/v2/flows/${flowId}/executions`,
    `/api/v2/flows/executions/${flowId}`,
  ])("leads to a launch with the flow's id in the body: %s", async (path) => {
    const [finding] = await recognised(recogniseListedPath, { path, body: { inputData: {} } });
    expect(finding?.fixed?.line).toBe("POST /api/v2/flows/executions");
    expect(JSON.parse(finding?.fixed?.body ?? "")).toEqual({ inputData: {}, flowId });
  });

  test("keeps the flow's id that the body has already", async () => {
    const path = "/api/v2/flows/other/executions";
    const [finding] = await recognised(recogniseListedPath, { path, body: { flowId } });
    expect(JSON.parse(finding?.fixed?.body ?? "")).toEqual({ flowId });
  });

  test("leads to the login host's path for a token", async () => {
    const [finding] = await recognised(recogniseListedPath, { path: "/api/v2/oauth/token" });
    expect(finding?.fixed?.line).toBe("POST /oauth/token");
  });
});

describe("a wrong method", () => {
  test.each([
    ["PUT", "/api/v2/flows/executions", "wrong-method", "POST"],
    ["PUT", "/api/v2/users/abc", "wrong-method", "PATCH"],
    ["DELETE", "/api/v2/flows", "wrong-method", "GET"],
    ["post", "/api/v2/flows/executions", "letter-case-of-method", "POST"],
  ])("is mended: %s %s", async (method, path, rule, right) => {
    expect(await recognised(recogniseWrongMethod, { method, path })).toEqual([
      expect.objectContaining({ rule, fixed: expect.objectContaining({ line: `${right} ${path}` }) }),
    ]);
  });

  test("in small letters is no path of the table", async () => {
    expect(await recognised(recogniseListedPath, { method: "post" })).toEqual([]);
  });
});

describe("a misspelt word in the place of an id", () => {
  test.each([
    ["POST", "/api/v2/flows/execution", "POST /api/v2/flows/executions"],
    ["POST", "/api/v2/flows/executions%20", "POST /api/v2/flows/executions"],
    ["GET", "/api/v2/users/mee", "GET /api/v2/users/me"],
  ])("is mended: %s %s", async (method, path, line) => {
    expect(await recognised(recogniseSiblingPath, { method, path })).toEqual([
      expect.objectContaining({ rule: "misspelt-path", fixed: expect.objectContaining({ line }) }),
    ]);
  });

  test("is not seen in an id", async () => {
    expect(await recognised(recogniseSiblingPath, { method: "GET", path: `/api/v2/users/${flowId}` })).toEqual([]);
  });
});
