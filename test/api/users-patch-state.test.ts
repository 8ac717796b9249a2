import { describe, expect, test } from "vitest";
import { type ContractName, createContractTable } from "#mock-server/contract/index.ts";
import type { User } from "#mock-server/org/entities.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type SeededMockOptions, type TestMock } from "#test/helpers/a-mock.ts";
import { aToken, aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const asked = (contract: ContractName) => ({ contract: contracts.get(contract), operationId: "patchUser" }) as const;
const published = asked("published");

const ada = aUser({ version: 7, title: "Engineer", department: "Tests" });

/** A mock whose org has Ada too. */
async function withAda(parts: Partial<User> = {}, options: SeededMockOptions = {}): Promise<TestMock> {
  const server = aMock({ contracts, ...options });
  await server.mock.org().users.put({ ...ada, ...parts });
  return server;
}
const change = ({ api }: TestMock, body: unknown, token: string = knownTokens.fullAccess) =>
  api
    .patch(`/api/v2/users/${ada.id}`)
    .auth(token, { type: "bearer" })
    .type("application/json")
    .send(JSON.stringify(body));

const malformed = "The request could not be understood by the server due to malformed syntax.";
const unknownUser = {
  status: 404,
  code: "general.resource.not.found",
  message: "Unable to find a user with that userId",
} as const;

describe("PATCH /api/v2/users/{userId}, state", () => {
  test.each([
    ["active", "inactive"],
    ["inactive", "active"],
    ["deleted", "active"],
    ["deleted", "inactive"],
    ["active", "deleted"],
  ] as const)("takes a user from %s to %s", async (from, to) => {
    const server = await withAda({ state: from });
    const response = await change(server, { version: 7, state: to });
    expect(response.body).toMatchObject({ state: to, version: 8 });
    expectValidAnswer(response, published);
  });

  test("answers 404 to a change of a deleted user that does not restore it", async () => {
    const server = await withAda({ state: "deleted" });
    expectRefusal(await change(server, { version: 7, title: "Architect" }), published, unknownUser);
  });

  test("answers 409 to a restore with a stale version", async () => {
    const server = await withAda({ state: "deleted" });
    expect((await change(server, { version: 6, state: "active" })).status).toBe(409);
  });

  test("leaves the properties beside it as they are", async () => {
    const server = await withAda();
    const { body } = await change(server, { version: 7, state: "inactive", title: "Architect" });
    expect(body).toMatchObject({ state: "inactive", title: "Engineer", version: 8 });
  });

  test("answers 400 to properties beside it when stateWithOtherProperties says refuse, but not to read-only ones", async () => {
    const server = await withAda({}, { settings: { stateWithOtherProperties: "refuse" } });
    expectRefusal(await change(server, { version: 7, state: "inactive", title: "Architect" }), published, {
      status: 400,
      code: "bad.request",
      message: malformed,
    });
    expect((await change(server, { version: 7, state: "inactive", id: ada.id, title: null })).status).toBe(200);
  });
});

describe("PATCH /api/v2/users/{userId}, extensions", () => {
  const extension = (number: string) => [{ mediaType: "PHONE", type: "WORK", extension: number }];
  const withPermissions = (server: TestMock, ...permissions: string[]) => aToken(server.mock, { permissions });

  test("answers 403 to a new extension without telephony:extension:assign", async () => {
    const server = await withAda();
    const token = await withPermissions(server, "directory:user:edit");
    const template =
      "Unable to perform the requested action. You must have at least one of the following permissions assigned: ";
    expectRefusal(await change(server, { version: 7, addresses: extension("41") }, token), published, {
      status: 403,
      code: "missing.any.permissions",
      message: `${template}[telephony:extension:assign]`,
      params: {
        messageWithParams: `${template}{permissions}`,
        messageParams: { permissions: "[telephony:extension:assign]" },
      },
    });
  });

  test("answers 200 to a new extension with it, by name or by a wildcard", async () => {
    for (const permission of ["telephony:extension:assign", "telephony:*:*"]) {
      const server = await withAda();
      const token = await withPermissions(server, "directory:user:edit", permission);
      expect((await change(server, { version: 7, addresses: extension("41") }, token)).status).toBe(200);
    }
  });

  test("asks nobody for it who leaves the extensions as they are", async () => {
    const server = await withAda({ addresses: [{ mediaType: "PHONE", type: "WORK", extension: "41" }] });
    const token = await withPermissions(server, "directory:user:edit");
    const addresses = [...extension("41"), { address: "+13175550101", mediaType: "PHONE", type: "HOME" }];
    expect((await change(server, { version: 7, title: "A" }, token)).status).toBe(200);
    expect((await change(server, { version: 8, addresses }, token)).status).toBe(200);
    expect((await change(server, { version: 9, addresses: [] }, token)).status).toBe(403);
  });

  test("asks nobody for it under the thread, which has no permissions", async () => {
    const server = await withAda({}, { contract: "thread" });
    const token = await withPermissions(server);
    expect((await change(server, { version: 7, addresses: extension("41") }, token)).status).toBe(200);
  });
});
