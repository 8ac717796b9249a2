import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { aToken, aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();
const operationIds = ["getUsers", "getUsersMe", "postFlowsExecutions"] as const;

describe.each(contractNames)("a token whose user is gone, %s", (contract) => {
  test.each(operationIds)("gets 401 once the user is deleted: %s", async (operationId) => {
    const server = aMock({ contracts, contract });
    const user = (await server.mock.org().users.get(knownIds.activeUser)) ?? aUser();
    await server.mock.org().users.put({ ...user, id: aUser().id });
    const token = await aToken(server.mock, { userId: aUser().id });
    const headers = { Authorization: `Bearer ${token}` };
    const call = goodCalls[operationId](contract);
    expect((await sendCall(server, call, headers)).status).toBe(200);
    await server.mock.org().users.put({ ...user, id: aUser().id, state: "deleted" });
    expectRefusal(
      await sendCall(server, call, headers),
      { contract: contracts.get(contract), operationId },
      {
        status: 401,
        code: contract === "published" ? "bad.credentials" : "unauthorized",
        message: "Invalid login credentials.",
      },
    );
  });
});
