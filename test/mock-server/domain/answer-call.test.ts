import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { answerCall } from "#mock-server/domain/answer-call.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOperation } from "#test/helpers/a-contract.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aUser } from "#test/helpers/entities.ts";

const contract = createContractTable().get("published");

describe("answerCall", () => {
  test("hands a call to the handler of its operation", async () => {
    const call = anAcceptedCall(contract, "getUser", { input: { path: { userId: "u1" } } });
    expect(await answerCall(call, anOrg({ users: [aUser({ id: "u1" })] }))).toMatchObject({ body: { id: "u1" } });
  });

  test.each(["madeUp", "constructor"])("throws for the operation %s, which has no handler", async (id) => {
    const call = { ...anAcceptedCall(contract, "getUser"), operation: anOperation({ id }) };
    await expect(answerCall(call, anOrg())).rejects.toThrow(`there is no handler for the operation ${id}`);
  });
});
