import { expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { getOrganizationsMe } from "#mock-server/domain/organizations/get-organizations-me.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";

const call = anAcceptedCall(createContractTable().get("published"), "getOrganizationsMe");

test("answers the org's organization, without what it does not have", async () => {
  const org = anOrg({ organization: { id: "o1", name: "Acme", shortName: "acme" } });
  expect(await getOrganizationsMe(call, org)).toEqual({
    kind: "success",
    status: 200,
    body: {
      id: "o1",
      name: "Acme",
      thirdPartyOrgName: "acme",
      version: 1,
      state: "active",
      selfUri: "/api/v2/organizations/o1",
    },
  });
});
