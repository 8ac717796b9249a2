import { describe, expect, test } from "vitest";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";
import { answered, compareRuns, noFacts } from "#test/harness/compare/drift/compare-runs.ts";

const [onMock, onReal, user] = [
  "11111111-2222-4333-8444-555555555555",
  "99999999-2222-4333-8444-555555555555",
  "77777777-2222-4333-8444-555555555555",
];
const variables = { mock: { flow: onMock, user }, real: { flow: onReal, user } };
const bindings = new Map([
  [onReal, { source: "GENESYS_TEST_FLOW_ID" }],
  [user, { source: "GENESYS_TEST_USER_ID" }],
]);
const options = { variables, bindings };

const flow = (id: string, status: number, body: object = {}) =>
  answered(body, { path: `/api/v2/flows/${id}?expand=a`, status });
const launch = (flowId: string, status: number, body: object = {}) =>
  buildExchange({
    method: "POST",
    path: "/api/v2/flows/executions",
    json: { flowId, initiator: [{ id: user }] },
    response: { status, json: body },
  });
const reasons = (...[mock, real, more]: Parameters<typeof compareRuns>) =>
  compareRuns(mock, real, { ...options, ...more }).drift.flatMap(({ cause }) => cause?.reason ?? []);
const nothing = `(${onReal}) names nothing in the real org that the token of the run can see`;

describe("a 404 of the real API where the mock answers 200", () => {
  test("is for a value of the run in the path", () => {
    expect(reasons([flow(onMock, 200)], [flow(onReal, 404)])).toEqual([`GENESYS_TEST_FLOW_ID ${nothing}`]);
  });

  test("is for none where the value was found there otherwise", () => {
    expect(reasons([flow(onMock, 200)], [flow(onReal, 404)], { foundThere: new Set([onReal]) })).toEqual([]);
  });

  test.each(["deleted", "unknown"])("is for none where the value is for what is %s", (state) => {
    const gone = new Map([[onReal, { source: "GENESYS_TEST_X", state }]]);
    expect(reasons([flow(onMock, 200)], [flow(onReal, 404)], { bindings: gone })).toEqual([]);
  });

  test("is for none where the call is about a part of the thing, and the answer does not name it", () => {
    const part = (id: string, status: number, body: object = {}) =>
      answered(body, { path: `/api/v2/flows/${id}/latestconfiguration`, status });
    expect(reasons([part(onMock, 200)], [part(onReal, 404)])).toEqual([]);
    expect(reasons([part(onMock, 200)], [part(onReal, 404, { message: `no flow ${onReal}` })])).toEqual([
      `GENESYS_TEST_FLOW_ID ${nothing}`,
    ]);
  });

  test("is for the value in the body that the answer names", () => {
    const body = { message: `no flow ${onReal}` };
    expect(reasons([launch(onMock, 200)], [launch(onReal, 404, body)])).toEqual([`GENESYS_TEST_FLOW_ID ${nothing}`]);
  });

  test("is for either value in the body where the answer names none", () => {
    expect(reasons([launch(onMock, 200)], [launch(onReal, 404)])).toEqual([
      `GENESYS_TEST_FLOW_ID (${onReal}) or GENESYS_TEST_USER_ID (${user}) names nothing in the real org that the token of the run can see`,
    ]);
  });

  test("is not for a value that another call has found there", () => {
    const found = answered({}, { path: `/api/v2/users/${user}` });
    expect(reasons([found, launch(onMock, 200)], [found, launch(onReal, 404)])).toEqual([
      `GENESYS_TEST_FLOW_ID ${nothing}`,
    ]);
  });

  test.each<[what: string, ...Parameters<typeof compareRuns>]>([
    ["the mock finds nothing either", [flow(onMock, 404)], [flow(onReal, 404)]],
    ["the mock says that it is deleted", [flow(onMock, 410)], [flow(onReal, 404)]],
    ["the value came from nowhere", [flow(onMock, 200)], [flow(onReal, 404)], { bindings: new Map() }],
    [
      "the platform does not publish the operation",
      [flow(onMock, 200)],
      [flow(onReal, 404)],
      { facts: { ...noFacts, unpublished: () => "GET /api/v2/other" } },
    ],
  ])("says nothing of a value where %s", (_what, mock, real, more) => {
    expect(reasons(mock, real, more)).toEqual([]);
  });
});
