import { expect, test } from "vitest";
import { recogniseMissingPermission } from "#mock-server/authorize/recognise/missing-permission.ts";
import { recogniseMissingScope } from "#mock-server/authorize/recognise/missing-scope.ts";
import { recogniseUserNeeded } from "#mock-server/authorize/recognise/user-needed.ts";
import type { AccessToken } from "#mock-server/org/entities.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aSubject } from "#test/helpers/a-subject.ts";

const headers = { Authorization: "Bearer t" };
const launch = { headers, body: { flowId: knownIds.publishedFlow } };

/** An org whose only token has these rights. */
function withToken(rights: Partial<AccessToken>) {
  return { org: { tokens: [{ accessToken: "t", clientId: knownIds.fullAccessClient, ...rights }] } };
}

async function permission(permissions: readonly string[]) {
  const [finding] = await recogniseMissingPermission(await aSubject(launch, withToken({ permissions })));
  return finding?.problem;
}

test("a token without permissions is told which is needed", async () => {
  expect(await permission([])).toMatchObject({
    rule: "permission",
    expected: "architect:flow:launch (not there)",
    found: "a token without any permission",
  });
});

test.each([
  ["architect:flow:view", "architect:flow:view is another action of the same entity"],
  ["architect:*:view", "architect:*:view covers every entity, and not the action launch"],
  ["architect:flow", "architect:flow is no pattern"],
  ["Architect:Flow:Launch", "Architect:Flow:Launch differs in the case of its letters"],
  ["architect:flow:lauch", "architect:flow:lauch is another action of the same entity"],
])("a permission that comes close is explained: %s", async (held, hint) => {
  const problem = await permission([held]);
  expect(problem?.rule).toBe("permission-near-miss");
  expect(problem?.suggestion).toContain(hint);
});

test("a scope among the permissions is told to be none", async () => {
  const problem = await permission(["flow:execute"]);
  expect(problem).toMatchObject({ rule: "scope-as-permission" });
  expect(problem?.suggestion).toContain("flow:execute is a scope of an application, not a permission of a role");
});

test("a permission among the scopes is told to be none", async () => {
  const thread = {
    headers,
    body: { flowId: knownIds.publishedFlow, type: "user", initiator: { id: knownIds.activeUser } },
  };
  const org = withToken({ scopes: ["architect:flow:launch", "flow:excute"] });
  const [finding] = await recogniseMissingScope(await aSubject(thread, { ...org, contract: "thread" }));
  expect(finding?.problem).toMatchObject({
    rule: "permission-as-scope",
    expected: "any of the scopes flow:execute, flow:execution:create",
  });
  expect(finding?.problem.suggestion).toContain("architect:flow:launch is a permission of a role");
  expect(finding?.problem.suggestion).toContain("did you mean flow:execute?");
});

test("a user's token without scopes is told which is needed", async () => {
  const org = withToken({ userId: knownIds.activeUser, permissions: ["*"], scopes: [] });
  const [finding] = await recogniseMissingScope(await aSubject(launch, org));
  expect(finding?.problem).toMatchObject({ rule: "no-scope", expected: "the scope architect" });
});

test("a client's token is told that a user is needed", async () => {
  const about = { method: "GET", path: "/api/v2/users/me", headers };
  const [finding] = await recogniseUserNeeded(await aSubject(about, withToken({})));
  expect(finding?.problem.rule).toBe("user-token-needed");
});

test.each([recogniseMissingPermission, recogniseMissingScope, recogniseUserNeeded])(
  "a token with every right is no finding (%#)",
  async (recognise) => {
    const org = withToken({ userId: knownIds.activeUser, permissions: ["*"] });
    expect(await recognise(await aSubject(launch, org))).toEqual([]);
  },
);
