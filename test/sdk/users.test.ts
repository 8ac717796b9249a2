import platformClient from "purecloud-platform-client-v2";
import { describe, expect, test } from "vitest";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aPointedSdk, refusalOf } from "./a-pointed-sdk.ts";

const users = new platformClient.UsersApi();

describe("the life of a user", () => {
  test("goes from its creation through change, deactivation and deletion to its restoration", async () => {
    const { useToken, calls } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const created = await users.postUsers({
      name: "Ada Test",
      email: "ada.test@example.com",
      divisionId: knownIds.homeDivision,
      title: "Engineer",
    });
    const { id = "" } = created;
    expect(created).toMatchObject({ name: "Ada Test", state: "active", version: 1 });
    expect(await users.getUser(id)).toMatchObject({ id, email: "ada.test@example.com", title: "Engineer" });

    const changed = await users.patchUser(id, { version: created.version, title: "Architect" });
    expect(changed).toMatchObject({ title: "Architect", version: 2 });
    const inactive = await users.patchUser(id, { version: 2, state: "inactive" });
    expect(inactive).toMatchObject({ state: "inactive", version: 3 });
    await users.patchUser(id, { version: 3, state: "active" });

    expect(await users.deleteUser(id)).toEqual({});
    expect(await refusalOf(users.getUser(id))).toMatchObject({ status: 404, code: "general.resource.not.found" });
    const deleted = await users.getUser(id, { state: "deleted" });
    expect(deleted).toMatchObject({ id, state: "deleted" });
    const restored = await users.patchUser(id, { version: deleted.version, state: "active" });
    expect(restored).toMatchObject({ state: "active", title: "Architect" });
    expect(await users.getUser(id)).toEqual(restored);
    expect(calls().filter((call) => !call.endsWith(" 200"))).toEqual([`GET /api/v2/users/${id} 404`]);
  });

  test("is not changed with a version that is not the current one", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const { version, name } = await users.getUser(knownIds.activeUser);
    await users.patchUser(knownIds.activeUser, { version, title: "First" });
    expect(await refusalOf(users.patchUser(knownIds.activeUser, { version, title: "Second" }))).toMatchObject({
      status: 409,
      code: "general.conflict",
      message: "The version supplied does not match the current version of the user",
    });
    expect(await users.getUser(knownIds.activeUser)).toMatchObject({ name, title: "First", version: version + 1 });
  });

  test("does not begin with an email address that a user has, be it a deleted one", async () => {
    const { mock, useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const email = (await mock.org().users.get(knownIds.deletedUser))?.email ?? "";
    const second = { name: "Ada Test", email, divisionId: knownIds.homeDivision };
    expect(await refusalOf(users.postUsers(second))).toMatchObject({ status: 409, code: "general.conflict" });
  });
});

describe("getUsers", () => {
  test("gives every active user once, page by page, up to pageCount", async () => {
    const { mock, useToken, calls } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const ids: (string | undefined)[] = [];
    let pageCount = 1;
    for (let pageNumber = 1; pageNumber <= pageCount; pageNumber += 1) {
      const page = await users.getUsers({ pageSize: 10, pageNumber });
      pageCount = page.pageCount ?? 0;
      ids.push(...(page.entities ?? []).map(({ id }) => id));
    }
    const active = (await mock.org().users.list()).filter(({ state }) => state === "active");
    expect(calls()).toHaveLength(Math.ceil(active.length / 10));
    expect([...ids].sort()).toEqual(active.map(({ id }) => id).sort());
  });

  test("gives the pages beside it as paths, and none behind the last", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const second = await users.getUsers({ pageSize: 10, pageNumber: 2 });
    expect(second).toMatchObject({
      nextUri: expect.stringMatching(/^\/api\/v2\/users\?.*pageNumber=3/),
      previousUri: expect.stringMatching(/^\/api\/v2\/users\?.*pageNumber=1/),
    });
    const { pageCount = 0 } = second;
    expect(await users.getUsers({ pageSize: 10, pageNumber: pageCount })).not.toHaveProperty("nextUri");
  });

  test("sends a list as one value with commas, which is understood", async () => {
    const { useToken, calls } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const { entities = [] } = await users.getUsers({ id: [knownIds.activeUser, knownIds.inactiveUser], state: "any" });
    expect(entities.map(({ id }) => id).sort()).toEqual([knownIds.activeUser, knownIds.inactiveUser]);
    expect(calls()[0]).toContain(`id=${knownIds.activeUser},${knownIds.inactiveUser}`);
  });

  test("expands the authorization of each user", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const { entities = [] } = await users.getUsers({ id: [knownIds.activeUser], expand: ["authorization"] });
    expect(entities[0]?.authorization?.roles).toEqual([{ id: knownIds.adminRole, name: "Master Admin" }]);
  });

  test("is rejected for a page size of 0 with the values that are allowed", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await refusalOf(users.getUsers({ pageSize: 0 }))).toMatchObject({ status: 400 });
  });
});

describe("postUsersSearch", () => {
  test("finds a user by a part of the name", async () => {
    const { mock, useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const name = (await mock.org().users.get(knownIds.activeUser))?.name ?? "";
    const found = await users.postUsersSearch({
      pageSize: 5,
      query: [{ type: "CONTAINS", fields: ["name"], value: name.slice(1, -1) }],
    });
    expect(found.results.map(({ id }) => id)).toContain(knownIds.activeUser);
  });

  test("gives the next page as a q64 that getUsersSearch takes", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const first = await users.postUsersSearch({ pageSize: 5, query: [{ type: "MATCH_ALL" }] });
    const second = await users.getUsersSearch(first.nextPage ?? "");
    expect(second).toMatchObject({ pageNumber: 2, total: first.total });
    expect(second.results).toHaveLength(5);
    expect(second.results.map(({ id }) => id)).not.toContain(first.results[0]?.id);
  });

  test("is rejected for a criterion of an unknown type", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const call = users.postUsersSearch({ query: [{ type: "SOUNDS_LIKE", fields: ["name"], value: "Ada" }] });
    expect(await refusalOf(call)).toMatchObject({ status: 400, code: "invalid.value" });
  });
});

describe("getUsersMe", () => {
  test("gives the user of the token, with organization and token expanded", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.user);
    expect(await users.getUsersMe({ expand: ["organization", "token"] })).toMatchObject({
      id: knownIds.activeUser,
      organization: { id: knownIds.organization },
      token: { OAuthClient: { id: knownIds.fullAccessClient } },
    });
  });
});
