import type { Response } from "supertest";
import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aFlow } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const asked = {
  published: { contract: contracts.get("published"), operationId: "getFlows" },
  thread: { contract: contracts.get("thread"), operationId: "getFlows" },
} as const;

const list = ({ api }: TestMock, query = "") =>
  api.get(`/api/v2/flows${query}`).auth(knownTokens.fullAccess, { type: "bearer" });

/** A mock whose only flows are these. */
async function withFlows(flows: readonly Flow[]): Promise<TestMock> {
  const server = aMock({ contracts });
  server.mock.replaceOrg({ ...(await readOrgData(server.mock.org())), flows });
  return server;
}

const idsOf = ({ body }: Response): string[] => body.entities.map(({ id }: { id: string }) => id);

describe.each(contractNames)("GET /api/v2/flows, %s", (contract) => {
  test("answers 200 with the first 25 flows by id, without the deleted one", async () => {
    const response = await list(aMock({ contracts, contract }));
    expect(response.status).toBe(200);
    const { entities, ...page } = response.body;
    expect(page).toEqual({
      pageSize: 25,
      pageNumber: 1,
      total: 44,
      firstUri: "/api/v2/flows?pageSize=25&pageNumber=1",
      nextUri: "/api/v2/flows?pageSize=25&pageNumber=2",
      lastUri: "/api/v2/flows?pageSize=25&pageNumber=2",
      selfUri: "/api/v2/flows?pageSize=25&pageNumber=1",
      pageCount: 2,
    });
    expect(entities).toHaveLength(25);
    expect(idsOf(response)).toEqual(idsOf(response).sort());
    expectValidAnswer(response, asked[contract]);
  });

  test("visits every flow once on the way along nextUri", async () => {
    const { api } = aMock({ contracts, contract });
    const seen: string[] = [];
    let next: string | undefined = "/api/v2/flows?pageSize=7&type=workflow&deleted=true";
    while (next !== undefined) {
      const response: Response = await api.get(next).auth(knownTokens.fullAccess, { type: "bearer" });
      seen.push(...idsOf(response));
      next = response.body.nextUri;
    }
    expect(seen).toHaveLength(22);
    expect(new Set(seen).size).toBe(22);
  });
});

describe("GET /api/v2/flows, what a flow shows", () => {
  test("leaves out the schemas, of versions too, unless includeSchemas=true", async () => {
    const server = aMock({ contracts });
    const query = `?id=${knownIds.approvalFlow}`;
    expect((await list(server, query)).text).not.toContain("Schema");
    const response = await list(server, `${query}&includeSchemas=true`);
    const byId = await server.api
      .get(`/api/v2/flows/${knownIds.approvalFlow}`)
      .auth(knownTokens.fullAccess, { type: "bearer" });
    expect(response.body.entities).toEqual([byId.body]);
    expectValidAnswer(response, asked.published);
  });
});

describe("GET /api/v2/flows, the filters", () => {
  const flows = [
    aFlow({
      id: "a",
      name: "Callback",
      description: "For sales",
      divisionId: "d1",
      publishedAt: "2026-01-10T00:00:00Z",
    }),
    aFlow({ id: "b", name: "Back office", type: "BOT", divisionId: "d2", secure: true, version: "4.0" }),
    aFlow({ id: "c", name: "Draft", state: "unpublished", divisionId: "d2", secure: true }),
    aFlow({ id: "d", name: "Gone", state: "deleted", divisionId: "d1", publishedAt: "2026-01-12T00:00:00Z" }),
    aFlow({ id: "e", name: "Menu", type: "INBOUNDCALL", publishedAt: "2026-01-20T12:00:00Z" }),
  ];
  test.each([
    { query: "", ids: ["a", "b", "c", "e"] },
    { query: "?deleted=true", ids: ["a", "b", "c", "d", "e"] },
    { query: "?type=workflow", ids: ["a", "c"] },
    { query: "?type=bot,inboundcall", ids: ["b", "e"] },
    { query: "?type=bot&type=inboundcall", ids: ["b", "e"] },
    { query: "?type=bot%2Cinboundcall", ids: ["b", "e"] },
    { query: "?divisionId=d2", ids: ["b", "c"] },
    { query: "?divisionId=d1,d2&type=workflow", ids: ["a", "c"] },
    { query: "?name=BACK", ids: ["a", "b"] },
    { query: "?name=c*ck", ids: ["a"] },
    { query: "?name=ck*c", ids: ["b"] },
    { query: "?name=", ids: ["a", "b", "c", "e"] },
    { query: "?description=sales", ids: ["a"] },
    { query: "?description=back", ids: [] },
    { query: "?nameOrDescription=sale", ids: ["a"] },
    { query: "?nameOrDescription=draft", ids: ["c"] },
    { query: "?publishVersionId=4.0", ids: ["b"] },
    { query: "?publishVersionId=1.0", ids: ["a", "e"] },
    { query: "?secure=any", ids: ["b", "c"] },
    { query: "?secure=checkedin", ids: ["b"] },
    { query: "?secure=published", ids: ["b"] },
    { query: "?publishedAfter=2026-01-10", ids: ["e"] },
    { query: "?publishedAfter=2026-01-09T23:59:59.999Z", ids: ["a", "e"] },
    { query: "?publishedBefore=2026-01-20T13:00:00%2B01:00", ids: ["a"] },
    { query: "?publishedBefore=2026-01-20T12:00:01Z&publishedAfter=2026-01-15", ids: ["e"] },
    { query: "?editableBy=anyone", ids: ["a", "b", "c", "e"] },
    { query: "?lockedBy=anyone", ids: [] },
    { query: "?lockedByClientId=any", ids: [] },
    { query: "?virtualAgentEnabled=true", ids: [] },
    { query: "?virtualAgentEnabled=false", ids: ["a", "b", "c", "e"] },
    { query: "?id=e,d,nobody&type=bot&name=x", ids: ["d", "e"] },
    { query: "?id=e&id=d", ids: ["d", "e"] },
  ])("answers $ids to the query $query", async ({ query, ids }) => {
    const response = await list(await withFlows(flows), query);
    expect(idsOf(response)).toEqual(ids);
    expect(response.body.total).toBe(ids.length);
    expectValidAnswer(response, asked.published);
  });

  test.each([
    { query: "?sortOrder=desc", ids: ["e", "c", "b", "a"] },
    { query: "?sortBy=name", ids: ["b", "a", "c", "e"] },
    { query: "?sortBy=name&sortOrder=desc", ids: ["e", "c", "a", "b"] },
    { query: "?sortBy=type", ids: ["b", "e", "a", "c"] },
    { query: "?sortBy=description", ids: ["b", "c", "e", "a"] },
    { query: "?sortBy=__proto__", ids: ["a", "b", "c", "e"] },
  ])("sorts by $query", async ({ query, ids }) => {
    expect(idsOf(await list(await withFlows(flows), query))).toEqual(ids);
  });

  test("repeats in its links what was asked for, and no default", async () => {
    const query = "?type=workflow&type=bot&deleted=true&sortOrder=asc&sortBy=name&name=a%26b&pageSize=2";
    const response = await list(await withFlows(flows), query);
    expect(response.body.selfUri).toBe(
      "/api/v2/flows?type=workflow%2Cbot&sortBy=name&name=a%26b&deleted=true&pageSize=2&pageNumber=1",
    );
  });
});

describe("GET /api/v2/flows, the query", () => {
  const refused = [
    { name: "secure", value: "no", allowed: "[any, checkedin, published]" },
    { name: "sortOrder", value: "up", allowed: "[asc, desc, ascending, descending, ASC, DESC]" },
    { name: "deleted", value: "1", allowed: "[true, false]" },
    { name: "includeSchemas", value: "yes", allowed: "[true, false]" },
    { name: "virtualAgentEnabled", value: "", allowed: "[true, false]" },
    { name: "pageSize", value: "501", allowed: "whole numbers from 1 to 500" },
    { name: "pageNumber", value: "0", allowed: "whole numbers from 1 to 2147483647" },
  ];
  test.each(refused)("answers 400 to $name=$value, published", async ({ name, value, allowed }) => {
    expectRefusal(await list(aMock({ contracts }), `?${name}=${value}`), asked.published, {
      status: 400,
      code: "invalid.query.param.value",
      message: `Value [${value}] is not valid for parameter [${name}]. Allowable values are: ${allowed}`,
    });
  });
  test.each(refused)("answers 400 and the field to $name=$value, thread", async ({ name, value, allowed }) => {
    expectRefusal(await list(aMock({ contracts, contract: "thread" }), `?${name}=${value}`), asked.thread, {
      status: 400,
      code: "bad_request",
      message: "The request body is not valid.",
      errors: [{ code: "invalid_value", message: `expected ${allowed}, found "${value}"`, field: name }],
    });
  });

  test.each(["WORKFLOW", "workflow,callback", "Bot"])("answers 400 to the type %s", async (type) => {
    const response = await list(aMock({ contracts }), `?type=${type}`);
    expect(response.status).toBe(400);
    expect(response.body.message).toMatch(
      /^Value \[.*\] is not valid for parameter \[type\]\. .*\[bot, commonmodule, /,
    );
  });

  const noTimes = ["yesterday", "2026-02-30", "2026-13-01", "2026-01-01T10:00:00", "1767225600000", ""];
  const dates = ["publishedAfter", "publishedBefore"].flatMap((name) => noTimes.map((value) => ({ name, value })));
  test.each(dates)("answers 400 invalid.date to $name=$value, published", async ({ name, value }) => {
    expectRefusal(await list(aMock({ contracts }), `?${name}=${value}`), asked.published, {
      status: 400,
      code: "invalid.date",
      message: "Dates must be specified as ISO-8601 strings. For example: yyyy-MM-ddTHH:mm:ss.SSSZ",
    });
  });

  test("answers 400 and the field to a date that is none, thread", async () => {
    const response = await list(aMock({ contracts, contract: "thread" }), "?publishedAfter=yesterday");
    expectRefusal(response, asked.thread, {
      status: 400,
      code: "bad_request",
      message: "The request body is not valid.",
      errors: [
        { code: "invalid_value", message: 'expected a time in ISO 8601, found "yesterday"', field: "publishedAfter" },
      ],
    });
  });

  test("answers 403 without the permission to view flows", async () => {
    const { api } = aMock({ contracts });
    const token = (await api.post("/__mock/tokens").send({ permissions: ["architect:flow:launch"] })).body.access_token;
    const response = await api.get("/api/v2/flows").auth(token, { type: "bearer" });
    expectRefusal(response, asked.published, {
      status: 403,
      code: "missing.any.permissions",
      message:
        "Unable to perform the requested action. You must have at least one of the following permissions assigned: [architect:flow:view]",
      params: {
        messageWithParams:
          "Unable to perform the requested action. You must have at least one of the following permissions assigned: {permissions}",
        messageParams: { permissions: "[architect:flow:view]" },
      },
    });
  });
});
