import { describe, expect, test } from "vitest";
import { authorize } from "#mock-server/authorize/authorize.ts";
import type { Principal, TokenPrincipal } from "#mock-server/call.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import { aMatchedCall } from "#test/helpers/a-call.ts";
import { anOperation } from "#test/helpers/a-contract.ts";
import { anOrg } from "#test/helpers/an-org.ts";

const contracts = createContractTable();

const aPrincipal = (parts: Partial<TokenPrincipal> = {}): TokenPrincipal => ({
  kind: "client",
  id: "c1",
  clientId: "c1",
  permissions: [],
  ...parts,
});

/** What the check says of a made-up operation. */
function check(operation: Partial<Operation>, principal: Principal | undefined, contract = contracts.get("published")) {
  const established = principal === undefined ? {} : { principal };
  return authorize(aMatchedCall(contract, anOperation(operation)), anOrg(), established);
}

/** A failure with its one problem. */
function failure(name: string, slots: readonly string[], parts: { rule: string; expected: string; found: string }) {
  const problem = { check: "authorize", in: "header", pointer: "", field: "Authorization", slots: [], ...parts };
  return { state: "failed", fault: { name, slots, problems: [problem] } };
}

const passed = { state: "passed" };
const anyOf = { permissions: { type: "ANY", names: ["a:b:view", "a:b:edit"] } } as const;
const allOf = { permissions: { type: "ALL", names: ["a:b:view", "a:b:edit", "a:c:view"] } } as const;

describe("authorize", () => {
  test("passes an ANY operation with one of its permissions", async () => {
    expect(await check(anyOf, aPrincipal({ permissions: ["x:y:z", "a:b:edit"] }))).toEqual(passed);
    expect(await check(anyOf, aPrincipal({ permissions: ["a:*"] }))).toEqual(passed);
  });

  test("names every permission of an ANY operation when none is there", async () => {
    expect(await check(anyOf, aPrincipal({ permissions: ["a:c:view"] }))).toEqual(
      failure("missing.any.permissions", ["[a:b:view, a:b:edit]"], {
        rule: "permission",
        expected: "one of the permissions a:b:view, a:b:edit",
        found: "none of them",
      }),
    );
  });

  test("passes an ALL operation only with all of its permissions, and names those that are missing", async () => {
    expect(await check(allOf, aPrincipal({ permissions: ["a:b:*", "a:c:view"] }))).toEqual(passed);
    expect(await check(allOf, aPrincipal({ permissions: ["a:b:edit"] }))).toEqual(
      failure("missing.permissions", ["[a:b:view, a:c:view]"], {
        rule: "permission",
        expected: "the permissions a:b:view, a:c:view",
        found: "a token without them",
      }),
    );
  });

  test("passes an operation that names no permission", async () => {
    expect(await check({}, aPrincipal())).toEqual(passed);
  });

  test("refuses client credentials where a user is needed, before it looks at permissions", async () => {
    const operation = { ...anyOf, requiresUser: true };
    expect(await check(operation, aPrincipal())).toEqual(
      failure("not.a.user", [], {
        rule: "user-context",
        expected: "a token of a user",
        found: "a client-credentials token",
      }),
    );
    expect(await check(operation, aPrincipal({ kind: "user", permissions: ["a:b:view"] }))).toEqual(passed);
  });

  test("looks at permissions before it looks at scopes", async () => {
    const operation = { ...anyOf, scopes: ["things"] };
    const result = await check(operation, aPrincipal({ kind: "user", scopes: [] }));
    expect(result).toMatchObject({ fault: { name: "missing.any.permissions" } });
  });

  test("asks a user's token for one of the scopes", async () => {
    const operation = { scopes: ["things", "things:readonly"] };
    const user = (scopes: readonly string[]) => aPrincipal({ kind: "user", scopes });
    expect(await check(operation, user(["other", "things:readonly"]))).toEqual(passed);
    const failed = (found: string) =>
      failure("not.authorized", ["[things, things:readonly]"], {
        rule: "scope",
        expected: "one of the scopes things, things:readonly",
        found,
      });
    expect(await check(operation, user(["other", "things:edit"]))).toEqual(failed("the scopes other, things:edit"));
    expect(await check(operation, user([]))).toEqual(failed("no scope"));
  });

  test("passes a token without a list of scopes, which has every one", async () => {
    expect(await check({ scopes: ["things"] }, aPrincipal({ kind: "user" }))).toEqual(passed);
  });

  test("asks a client's token for a scope only where the contract asks every token", async () => {
    const client = aPrincipal({ scopes: ["other"] });
    expect(await check({ scopes: ["things"] }, client)).toEqual(passed);
    expect(await check({ scopes: ["things"] }, client, contracts.get("thread"))).toMatchObject({
      state: "failed",
      fault: { name: "not.authorized", slots: ["[things]"] },
    });
    expect(await check({ scopes: [] }, client, contracts.get("thread"))).toEqual(passed);
  });

  test("cannot say anything without a valid token", async () => {
    expect(await check(anyOf, undefined)).toEqual({
      state: "unknown",
      why: "there is no valid token whose rights could be looked at",
    });
  });

  test.each(["none", "basic"] as const)("asks nothing where the security is %s", async (security) => {
    expect(await check({ ...anyOf, security }, undefined)).toEqual(passed);
    expect(await check({ ...anyOf, security }, { kind: "anonymous" })).toEqual(passed);
  });
});
