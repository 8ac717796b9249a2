import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aToken, aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const bearer = { type: "bearer" } as const;
const remove = ({ api }: TestMock, id: string) =>
  api.delete(`/api/v2/users/${id}`).auth(knownTokens.fullAccess, bearer);

describe.each(contractNames)("DELETE /api/v2/users/{userId}, %s", (contract) => {
  const asked = { contract: contracts.get(contract), operationId: "deleteUser" } as const;
  const notFound = {
    status: 404,
    code: contract === "published" ? "user.not.found.on.delete" : "not_found",
    message: "User not found on delete.",
  } as const;

  test.each(["active", "inactive"] as const)("answers 200 and {} for a user whose state is %s", async (state) => {
    const server = aMock({ contracts, contract });
    await server.mock.org().users.put(aUser({ state, version: 7 }));
    const response = await remove(server, aUser().id);
    expect({ status: response.status, text: response.text }).toEqual({ status: 200, text: "{}" });
    expectValidAnswer(response, asked);
    // Softly: everything else stays.
    expect(await server.mock.org().users.get(aUser().id)).toEqual(aUser({ state: "deleted", version: 8 }));
  });

  test("answers 404 to a user who is deleted already", async () => {
    const server = aMock({ contracts, contract });
    await server.mock.org().users.put(aUser());
    await remove(server, aUser().id);
    expectRefusal(await remove(server, aUser().id), asked, notFound);
    expect((await server.mock.org().users.get(aUser().id))?.version).toBe(2);
  });

  test.each([knownIds.unknownUser, "nobody"])("answers 404 to the id %s", async (id) => {
    expectRefusal(await remove(aMock({ contracts, contract }), id), asked, notFound);
  });

  test("lets a deleted user be read with state=deleted only, be found, restored and read again", async () => {
    const server = aMock({ contracts, contract });
    const { api } = server;
    await server.mock.org().users.put(aUser());
    await remove(server, aUser().id);
    const path = `/api/v2/users/${aUser().id}`;
    expect((await api.get(path).auth(knownTokens.fullAccess, bearer)).status).toBe(404);
    const deleted = await api.get(`${path}?state=deleted`).auth(knownTokens.fullAccess, bearer);
    expect(deleted.body).toMatchObject({ state: "deleted", version: 2 });
    const query = [{ type: "EXACT", fields: ["state"], values: ["deleted"] }];
    const found = await api.post("/api/v2/users/search").auth(knownTokens.fullAccess, bearer).send({ query });
    expect(found.body.results.map(({ id }: { id: string }) => id)).toContain(aUser().id);
    const restored = await api.patch(path).auth(knownTokens.fullAccess, bearer).send({ version: 2, state: "active" });
    expect(restored.body).toMatchObject({ state: "active", version: 3 });
    expect((await api.get(path).auth(knownTokens.fullAccess, bearer)).status).toBe(200);
  });

  test("makes the user's tokens worthless", async () => {
    const server = aMock({ contracts, contract });
    await server.mock.org().users.put(aUser());
    const token = await aToken(server.mock, { userId: aUser().id });
    const me = () => server.api.get("/api/v2/users/me").auth(token, bearer);
    expect((await me()).status).toBe(200);
    await remove(server, aUser().id);
    expect((await me()).status).toBe(401);
  });
});
