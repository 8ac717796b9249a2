import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { createClock } from "#mock-server/org/clock.ts";
import { createIdSource } from "#mock-server/org/id-source.ts";
import { createOrg, permissionsOf, readOrgData } from "#mock-server/org/org.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { anOrg, orgData } from "#test/helpers/an-org.ts";
import { anExecution } from "#test/helpers/entities.ts";

const contracts = createContractTable();
const surroundings = () => ({ clock: createClock(), ids: createIdSource(1, "test") });

describe("createOrg", () => {
  test("gives back the data it was made of, through JSON too", async () => {
    const data = { ...seedMock(1, contracts), executions: [anExecution({ outputData: { "Flow.a": null } })] };
    const once = await readOrgData(createOrg(data, surroundings()));
    expect(once).toEqual(data);
    const again: typeof data = JSON.parse(JSON.stringify(once));
    expect(await readOrgData(createOrg(again, surroundings()))).toEqual(data);
  });

  test("gives back the codes and refresh tokens of logins, and leaves the lists out where there are none", async () => {
    const login = { clientId: "c1", userId: "u1", expiresAt: "2026-03-02T09:40:00.000Z" };
    const data = orgData({
      authorizationCodes: [{ ...login, code: "code-1", redirectUri: "http://localhost/callback" }],
      refreshTokens: [{ ...login, refreshToken: "refresh-1", scopes: [], withProofKey: true }],
    });
    expect(await readOrgData(createOrg(data, surroundings()))).toEqual(data);
    const none = orgData({ authorizationCodes: [], refreshTokens: [] });
    expect(Object.keys(await readOrgData(createOrg(none, surroundings())))).toEqual(Object.keys(orgData()));
  });

  test("keeps the latest thousand authorization codes", async () => {
    const org = anOrg();
    const login = { clientId: "c1", userId: "u1", redirectUri: "a:b", expiresAt: "2026-03-02T09:40:00.000Z" };
    for (let number = 0; number <= 1_000; number += 1)
      await org.authorizationCodes.put({ ...login, code: `${number}` });
    expect(await org.authorizationCodes.list()).toHaveLength(1_000);
    expect(await org.authorizationCodes.get("0")).toBeUndefined();
  });

  test("finds tokens by their text", async () => {
    const org = anOrg({ tokens: [{ accessToken: "abc", clientId: "client-1" }] });
    expect(await org.tokens.get("abc")).toEqual({ accessToken: "abc", clientId: "client-1" });
    expect(await org.tokens.get("client-1")).toBeUndefined();
  });

  test("keeps the latest ten thousand executions", async () => {
    const org = anOrg();
    for (let number = 0; number <= 10_000; number += 1) await org.executions.put(anExecution({ id: `e${number}` }));
    expect(await org.executions.list()).toHaveLength(10_000);
    expect(await org.executions.get("e0")).toBeUndefined();
    expect(await org.executions.get("e1")).toEqual(anExecution({ id: "e1" }));
  });

  test("keeps at most ten thousand tokens", async () => {
    const org = anOrg();
    for (let number = 0; number <= 10_000; number += 1) {
      await org.tokens.put({ accessToken: `t${number}`, clientId: "client-1" });
    }
    expect(await org.tokens.list()).toHaveLength(10_000);
    expect(await org.tokens.get("t10000")).toEqual({ accessToken: "t10000", clientId: "client-1" });
  });

  test("leaves the data it was made of as it was", async () => {
    const data = orgData({ executions: [anExecution({ id: "e1" })] });
    const org = createOrg(data, surroundings());
    await org.executions.put(anExecution({ id: "e2" }));
    await org.executions.delete("e1");
    expect(data.executions).toEqual([anExecution({ id: "e1" })]);
  });
});

describe("permissionsOf", () => {
  test("gives the permissions of all roles once each, and none for a role that is not there", async () => {
    const role = { name: "Role", description: "", default: false };
    const org = anOrg({
      roles: [
        { ...role, id: "r1", permissions: ["a:b:c", "a:b:d"] },
        { ...role, id: "r2", permissions: ["a:b:d", "*"] },
      ],
    });
    expect(await permissionsOf(org, [{ roleId: "r1" }, { roleId: "gone" }, { roleId: "r2" }])).toEqual([
      "a:b:c",
      "a:b:d",
      "*",
    ]);
    expect(await permissionsOf(org, [])).toEqual([]);
  });
});
