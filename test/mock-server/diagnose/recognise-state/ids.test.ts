import { describe, expect, test } from "vitest";
import { recogniseExecutionGone } from "#mock-server/diagnose/recognise-state/execution-gone.ts";
import { recogniseFlowState } from "#mock-server/diagnose/recognise-state/flow-state.ts";
import { recogniseUnknownId } from "#mock-server/diagnose/recognise-state/unknown-id.ts";
import { recogniseUserState } from "#mock-server/diagnose/recognise-state/user-state.ts";
import { recogniseVersionInPath } from "#mock-server/diagnose/recognise-state/version-in-path.ts";
import { recognised } from "#test/helpers/a-subject.ts";
import { aFlow, anExecution, aUser } from "#test/helpers/entities.ts";

const id = "9f1b2c3d-4e5f-4a6b-8c7d-1e2f3a4b5c6d";
const flow = aFlow({ id, name: "Callback" });
const user = aUser({ id: "7a1b2c3d-4e5f-4a6b-8c7d-1e2f3a4b5c6d", email: "ada.test@example.com" });
const org = { flows: [flow], users: [user] };

describe("the id of a flow that was damaged", () => {
  test.each([
    [id.toUpperCase(), "id-in-capitals"],
    [id.replaceAll("-", ""), "id-without-hyphens"],
    [`"${id}"`, "id-wrapped"],
    [`{${id}}`, "id-wrapped"],
    [` ${id}\n`, "id-wrapped"],
    [id.slice(0, -5), "id-of-wrong-length"],
    [id.replace("4e5f", "4e5e"), "id-near-miss"],
    ["Callback", "name-instead-of-id"],
  ])("is found again: %j (%s)", async (flowId, rule) => {
    const [finding] = await recognised(recogniseUnknownId, { body: { flowId } }, { org });
    expect(finding).toMatchObject({ rule, at: "body /flowId", fixed: { body: JSON.stringify({ flowId: id }) } });
  });

  test("is not guessed where two flows are as near", async () => {
    const flows = [aFlow({ id: `${id.slice(0, -1)}1` }), aFlow({ id: `${id.slice(0, -1)}2` })];
    const [finding] = await recognised(recogniseUnknownId, { body: { flowId: id } }, { org: { flows } });
    expect(finding?.rule).toBe("id-unknown");
  });
});

describe("an id that no flow has", () => {
  test.each([
    [user.id, "id-of-another-kind"],
    ["abc-123", "id-malformed"],
    ["00000000-1111-4222-8333-444444444444", "id-unknown"],
  ])("is shown with one that exists: %s (%s)", async (flowId, rule) => {
    const [finding] = await recognised(recogniseUnknownId, { body: { flowId } }, { org });
    expect(finding).toMatchObject({ rule, fixed: { body: JSON.stringify({ flowId: id }) } });
  });
});

test("an email address in the place of a user's id is found", async () => {
  const about = { method: "GET", path: "/api/v2/users/ADA.test%40example.com" };
  const [finding] = await recognised(recogniseUnknownId, about, { org });
  expect(finding).toMatchObject({ rule: "name-instead-of-id", fixed: { line: `GET /api/v2/users/${user.id}` } });
});

test("an id that is there is no finding", async () => {
  expect(await recognised(recogniseUnknownId, { body: { flowId: id } }, { org })).toEqual([]);
});

describe("a flow in the wrong state", () => {
  test.each([
    [aFlow({ id: "f2", state: "unpublished" }), "flow-unpublished"],
    [aFlow({ id: "f2", state: "deleted" }), "flow-deleted"],
    [aFlow({ id: "f2", type: "INBOUNDCALL" }), "flow-not-launchable"],
  ])("is named, and one that can be launched is shown (%#)", async (other, rule) => {
    const flows = [other, flow];
    const [finding] = await recognised(recogniseFlowState, { body: { flowId: "f2" } }, { org: { flows } });
    expect(finding).toMatchObject({ rule, fixed: { body: JSON.stringify({ flowId: id }) } });
  });

  test("that was deleted can be read with a parameter", async () => {
    const about = { method: "GET", path: "/api/v2/flows/f2" };
    const flows = [aFlow({ id: "f2", state: "deleted" })];
    const [finding] = await recognised(recogniseFlowState, about, { org: { flows } });
    expect(finding?.fixed?.line).toBe("GET /api/v2/flows/f2?deleted=true");
  });
});

test("a version that a flow does not have is shown with those that it has", async () => {
  const about = { method: "GET", path: `/api/v2/flows/${id}/versions/v2` };
  const flows = [aFlow({ id, version: "3.0" })];
  const [finding] = await recognised(recogniseVersionInPath, about, { org: { flows } });
  expect(finding).toMatchObject({
    rule: "unknown-version",
    fixed: { line: `GET /api/v2/flows/${id}/versions/2.0` },
  });
});

test("an execution that is no longer kept is told to be gone", async () => {
  const executions = [anExecution({ id: "e1", launchedAt: "2020-01-01T00:00:00.000Z" })];
  const about = { method: "GET", path: "/api/v2/flows/executions/e1" };
  expect(await recognised(recogniseExecutionGone, about, { org: { executions } })).toEqual([
    expect.objectContaining({ rule: "execution-gone", fixed: undefined }),
  ]);
});

test("an initiator who is not active is told with one who is", async () => {
  const users = [aUser({ id: "u1", state: "inactive" }), aUser({ id: "u2", name: "Bo Test" })];
  const about = { body: { flowId: id, type: "user", initiator: { id: "u1" } } };
  const [finding] = await recognised(recogniseUserState, about, { contract: "thread", org: { flows: [flow], users } });
  expect(finding?.rule).toBe("initiator-not-active");
  expect(JSON.parse(finding?.fixed?.body ?? "")).toMatchObject({ initiator: { id: "u2" } });
});

test("a deleted user can be read with a parameter", async () => {
  const about = { method: "GET", path: "/api/v2/users/u1" };
  const [finding] = await recognised(recogniseUserState, about, {
    org: { users: [aUser({ id: "u1", state: "deleted" })] },
  });
  expect(finding?.fixed?.line).toBe("GET /api/v2/users/u1?state=deleted");
});
