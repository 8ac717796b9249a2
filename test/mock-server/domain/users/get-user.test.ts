import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { getUser } from "#mock-server/domain/users/get-user.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aUser } from "#test/helpers/entities.ts";

const contract = createContractTable().get("published");
const org = anOrg({
  users: [
    aUser({ id: "active", state: "active" }),
    aUser({ id: "inactive", state: "inactive" }),
    aUser({ id: "deleted", state: "deleted" }),
  ],
});

const read = (userId: string, state = "active") =>
  getUser(anAcceptedCall(contract, "getUser", { input: { path: { userId }, query: { state } } }), org);

describe("getUser", () => {
  test.each([
    ["active", "active"],
    ["inactive", "active"],
    ["deleted", "deleted"],
  ])("answers the %s user when the query says state=%s", async (id, state) => {
    expect(await read(id, state)).toMatchObject({ kind: "success", status: 200, body: { id, state: id } });
  });

  test.each([
    ["unknown", "active", "an id that no user has"],
    ["Active", "active", "an id that no user has"],
    ["deleted", "active", "a user whose state is deleted, which needs state=deleted"],
    ["active", "deleted", "a user whose state is active, which needs no state=deleted"],
    ["inactive", "deleted", "a user whose state is inactive, which needs no state=deleted"],
  ])("refuses the %s user when the query says state=%s", async (id, state, found) => {
    const problem = {
      check: "domain",
      rule: "user-unknown",
      in: "path",
      pointer: "userId",
      field: "userId",
      slots: [],
    };
    expect(await read(id, state)).toEqual({
      kind: "refused",
      fault: {
        name: "general.resource.not.found",
        slots: [],
        problems: [{ ...problem, expected: "the id of a user", found }],
      },
    });
  });
});
