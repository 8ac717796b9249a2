import { expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { getDate } from "#mock-server/domain/utilities/get-date.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";

const contracts = createContractTable();

test("gives the org's time, which can be stepped", async () => {
  const org = anOrg();
  const call = anAcceptedCall(contracts.get("published"), "getDate");
  expect(await getDate(call, org)).toEqual({
    kind: "success",
    status: 200,
    body: { currentDate: "2026-03-02T09:30:00.000Z" },
  });
  org.clock.set(Date.parse("2027-01-01T00:00:00Z"));
  expect(await getDate(call, org)).toMatchObject({ body: { currentDate: "2027-01-01T00:00:00.000Z" } });
});
