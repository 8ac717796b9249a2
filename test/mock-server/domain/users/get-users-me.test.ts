import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { getUsersMe } from "#mock-server/domain/users/get-users-me.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aUser } from "#test/helpers/entities.ts";

const contract = createContractTable().get("published");
const principal = { kind: "user", id: "u1", clientId: "c1", permissions: [] } as const;

describe("getUsersMe", () => {
  test("answers the user of the token", async () => {
    const org = anOrg({ users: [aUser({ id: "u0" }), aUser({ id: "u1", name: "Ada" })] });
    expect(await getUsersMe(anAcceptedCall(contract, "getUsersMe", { principal }), org)).toMatchObject({
      kind: "success",
      status: 200,
      body: { id: "u1", name: "Ada" },
    });
  });

  test.each([principal, { kind: "client", id: "c1", clientId: "c1", permissions: [] } as const])(
    "throws without a user, since the checks let no such call through: $kind",
    async (holder) => {
      const call = anAcceptedCall(contract, "getUsersMe", { principal: holder });
      await expect(getUsersMe(call, anOrg())).rejects.toThrow(
        "users/me was reached without a token of an existing user",
      );
    },
  );
});
