import { describe, expect, onTestFinished, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import type { Differences } from "#test/stand-in/differences.ts";
import { type StandIn, startStandIn } from "#test/stand-in/start-stand-in.ts";

const contracts = createContractTable();

async function aStandIn(differences: Partial<Differences> = {}): Promise<StandIn> {
  const standIn = await startStandIn({ contracts, differences });
  onTestFinished(() => standIn.close());
  return standIn;
}

async function call({ url, org }: StandIn, path: string, body?: object) {
  const headers = { Authorization: `Bearer ${org.tokenOf("fullAccess")}`, "Content-Type": "application/json" };
  const method = body === undefined ? "GET" : "POST";
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const parsed: unknown = await answer.json();
  return { status: answer.status, headers: answer.headers, body: parsed };
}

const users = "GET /api/v2/users/*";
const launches = "/api/v2/flows/executions";

describe("startStandIn", { timeout: 30_000 }, () => {
  test("has none of the ids, tokens and secrets of the default org, but for ids that nobody has", async () => {
    const { org } = await aStandIn();
    const text = JSON.stringify(org.data);
    for (const known of [...Object.values(knownIds), ...Object.values(knownTokens)]) expect(text).not.toContain(known);
    expect(text).not.toContain("mock-secret");
    expect(org.idOf("unknownFlow")).toBe(knownIds.unknownFlow);
  });

  test("answers as the published contract does, and knows no control plane and no other contract", async () => {
    const standIn = await aStandIn();
    const { status } = await call(standIn, launches, { flowId: standIn.org.idOf("publishedFlow") });
    expect(status).toBe(200);
    expect((await call(standIn, "/__mock/health")).status).toBe(404);
    expect(standIn.requests()).toMatchObject([{ method: "POST", path: launches }, { method: "GET" }]);
  });

  test.each<[Partial<Differences>, object]>([
    [{ status: { match: users, status: 203 } }, { status: 203, body: { state: "active" } }],
    [{ code: { match: users, code: "other" } }, { body: { code: "other" } }],
    [
      { extraField: { match: users, pointer: "/division/new", value: 1 } },
      { body: { division: { new: 1, name: "" } } },
    ],
    [{ retypedField: { match: "* /api/v2/users/*", pointer: "/version", value: "9" } }, { body: { version: "9" } }],
    [{ status: { match: "POST /api/v2/users/*", status: 500 } }, { status: 200 }],
    [{ status: { match: "GET /api/v2/users", status: 500 } }, { status: 200 }],
  ])("answers with the difference %j", async (differences, expected) => {
    const standIn = await aStandIn(differences);
    const { status, body } = await call(standIn, `/api/v2/users/${standIn.org.idOf("activeUser")}?expand=`);
    const found = { status, body: { code: undefined, ...Object(body) } };
    expect(found).toMatchObject({ ...expected });
  });

  test("leaves out a field", async () => {
    const standIn = await aStandIn({ missingField: { match: users, pointer: "/state" } });
    const { body } = await call(standIn, `/api/v2/users/${standIn.org.idOf("activeUser")}`);
    expect(body).toMatchObject({ id: standIn.org.idOf("activeUser") });
    expect(body).not.toHaveProperty("state");
  });

  test("changes and drops headers", async () => {
    const standIn = await aStandIn({
      otherHeader: { match: users, name: "Content-Type", value: "text/json" },
      droppedHeader: { match: users, name: "ININ-Correlation-Id" },
    });
    const { headers } = await call(standIn, `/api/v2/users/${standIn.org.idOf("activeUser")}`);
    expect([headers.get("content-type"), headers.get("inin-correlation-id")]).toEqual(["text/json", null]);
  });

  test("answers 429 as often as it is told, then as ever", async () => {
    const standIn = await aStandIn({ tooManyRequests: { match: users, times: 2, retryAfter: 7 } });
    const path = `/api/v2/users/${standIn.org.idOf("activeUser")}`;
    const first = await call(standIn, path);
    expect([first.status, first.headers.get("retry-after")]).toEqual([429, "7"]);
    expect([(await call(standIn, path)).status, (await call(standIn, path)).status]).toEqual([429, 200]);
  });

  test("passes over unknown properties", async () => {
    const dropping = await aStandIn({ ignoreUnknownProperties: true });
    const flowId = dropping.org.idOf("publishedFlow");
    expect((await call(dropping, launches, { flowId, context: {} })).status).toBe(200);
  });

  test("knows no path that the platform does not publish", async () => {
    const standIn = await aStandIn();
    expect((await call(standIn, "/api/v2/authorizations/me")).status).toBe(404);
    expect((await call(standIn, "/api/v2/authorization/subjects/me")).status).toBe(200);
  });

  test("creates a user that can be read and deleted, for who has a token", async () => {
    const standIn = await aStandIn();
    const { status, body } = await call(standIn, "/api/v2/users", {
      name: "Ada Quill",
      email: "ada.quill@example.com",
    });
    const { id, selfUri } = Object(body);
    expect([status, selfUri]).toEqual([200, `/api/v2/users/${id}`]);
    expect((await call(standIn, selfUri)).status).toBe(200);
    const remove = (headers: Record<string, string>) =>
      fetch(`${standIn.url}${selfUri}`, { method: "DELETE", headers });
    expect((await remove({})).status).toBe(401);
    expect(standIn.deletedUsers()).toEqual([]);
    const authorized = { Authorization: `Bearer ${standIn.org.tokenOf("fullAccess")}` };
    expect([(await remove(authorized)).status, (await remove(authorized)).status]).toEqual([200, 404]);
    expect(standIn.deletedUsers()).toEqual([id]);
  });
});
