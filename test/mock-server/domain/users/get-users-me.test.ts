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

  test("refuses the token of a user who is not there any more", async () => {
    expect(await getUsersMe(anAcceptedCall(contract, "getUsersMe", { principal }), anOrg())).toMatchObject({
      kind: "refused",
      fault: {
        name: "bad.credentials",
        problems: [{ check: "domain", rule: "token-user", found: "a token of a user who does not exist" }],
      },
    });
  });
});
