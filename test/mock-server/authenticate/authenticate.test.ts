import { describe, expect, test } from "vitest";
import { authenticate } from "#mock-server/authenticate/authenticate.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { aMatchedCall } from "#test/helpers/a-call.ts";
import { anOperation } from "#test/helpers/a-contract.ts";
import { testTime } from "#test/helpers/a-mock.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aClient, aUser } from "#test/helpers/entities.ts";

const contract = createContractTable().get("published");
const role = { id: "r1", name: "Role", description: "", default: false, permissions: ["a:b:view", "a:b:edit"] };
const grants = [{ roleId: "r1", divisionId: "*" }];

/** What the check says of a bearer operation that is called with this header. */
function check(authorization: string | undefined, org = anOrg()) {
  return authenticate(aMatchedCall(contract, anOperation(), { headers: { authorization } }), org, {});
}

/** A failure with its one problem. */
function failure(name: string, rule: string, found: string) {
  const problem = { check: "authenticate", rule, in: "header", pointer: "", field: "Authorization", found, slots: [] };
  return {
    state: "failed",
    fault: { name, slots: [], problems: [{ ...problem, expected: "Bearer and a valid access token" }] },
  };
}

describe("authenticate", () => {
  test.each([
    [undefined, "no Authorization header"],
    ["Basic aWQ6c2VjcmV0", "the scheme Basic"],
    ["Bearer", "the scheme Bearer without a token"],
    ["Token abc", "a scheme that is not Bearer"],
  ])("asks for a token when there is %j", async (header, found) => {
    expect(await check(header)).toEqual(failure("authentication.required", "token-missing", found));
  });

  test("refuses a token that the org does not know", async () => {
    const org = anOrg({ tokens: [{ accessToken: "known", clientId: "c1" }] });
    const expected = failure("bad.credentials", "token-unknown", "a token that this org does not know");
    expect(await check("Bearer unknown", org)).toEqual(expected);
    expect(await check("Bearer KNOWN", org)).toEqual(expected);
  });

  test("refuses a token from the instant on at which it expires", async () => {
    const org = anOrg({ tokens: [{ accessToken: "t", clientId: "c1", expiresAt: "2026-03-02T09:30:01.000Z" }] });
    expect(testTime).toBe("2026-03-02T09:30:00.000Z");
    org.clock.advance(999);
    expect(await check("Bearer t", org)).toMatchObject({ state: "passed" });
    org.clock.advance(1);
    expect(await check("Bearer t", org)).toEqual(
      failure("bad.credentials", "token-expired", "a token that expired at 2026-03-02T09:30:01.000Z"),
    );
  });

  test("gives a client with the permissions of its roles and every scope", async () => {
    const org = anOrg({
      roles: [role],
      oauthClients: [aClient({ id: "c1", grants })],
      tokens: [{ accessToken: "t", clientId: "c1" }],
    });
    expect(await check("Bearer t", org)).toEqual({
      state: "passed",
      principal: {
        kind: "client",
        id: "c1",
        clientId: "c1",
        accessToken: "t",
        permissions: ["a:b:view", "a:b:edit"],
      },
    });
  });

  test("gives a user with the user's permissions and the token's scopes", async () => {
    const org = anOrg({
      roles: [role],
      users: [aUser({ id: "u1", grants })],
      oauthClients: [aClient({ id: "c1" })],
      tokens: [{ accessToken: "t", clientId: "c1", userId: "u1", scopes: ["users"] }],
    });
    expect(await check("Bearer t", org)).toEqual({
      state: "passed",
      principal: {
        kind: "user",
        id: "u1",
        clientId: "c1",
        accessToken: "t",
        permissions: ["a:b:view", "a:b:edit"],
        scopes: ["users"],
      },
    });
  });

  test("gives the token's own permissions before those of the roles, none too", async () => {
    const org = anOrg({
      roles: [role],
      oauthClients: [aClient({ id: "c1", grants })],
      tokens: [{ accessToken: "t", clientId: "c1", permissions: [], scopes: [] }],
    });
    expect(await check("Bearer t", org)).toMatchObject({ principal: { permissions: [], scopes: [] } });
  });

  test("refuses the token of a user who is missing or deleted", async () => {
    const org = anOrg({
      users: [aUser({ id: "deleted", state: "deleted" }), aUser({ id: "inactive", state: "inactive" })],
      tokens: ["missing", "deleted", "inactive"].map((id) => ({ accessToken: id, clientId: "c1", userId: id })),
    });
    const expected = failure("bad.credentials", "token-user-gone", "a token of a user who is gone");
    expect(await check("Bearer missing", org)).toEqual(expected);
    expect(await check("Bearer deleted", org)).toEqual(expected);
    expect(await check("Bearer inactive", org)).toMatchObject({ state: "passed", principal: { id: "inactive" } });
  });

  test("gives no permissions to a client that is gone", async () => {
    const org = anOrg({ tokens: [{ accessToken: "of-client", clientId: "gone" }] });
    expect(await check("Bearer of-client", org)).toMatchObject({
      state: "passed",
      principal: { kind: "client", id: "gone", permissions: [] },
    });
  });

  test("reads id and secret of an operation with client authentication, and looks nothing up", async () => {
    const operation = anOperation({ security: "basic" });
    const call = (authorization?: string) => aMatchedCall(contract, operation, { headers: { authorization } });
    expect(await authenticate(call("Basic aWQ6c2VjcmV0"), anOrg(), {})).toEqual({
      state: "passed",
      principal: { kind: "basic", id: "id", secret: "secret" },
    });
    const anonymous = { state: "passed", principal: { kind: "anonymous" } };
    expect(await authenticate(call(), anOrg(), {})).toEqual(anonymous);
    expect(await authenticate(call("Bearer t"), anOrg(), {})).toEqual(anonymous);
  });

  test("asks nothing where the operation is open to all", async () => {
    const call = aMatchedCall(contract, anOperation({ security: "none" }), { headers: { authorization: "Bearer no" } });
    expect(await authenticate(call, anOrg(), {})).toEqual({ state: "passed", principal: { kind: "anonymous" } });
  });
});
