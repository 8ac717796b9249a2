import { expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { loadOrg } from "#mock-server/seed/load-org.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";

test.each([1, 2])("gives the org of seed %i as it is seeded", async (seed) => {
  const contracts = createContractTable();
  expect(JSON.stringify(await loadOrg(seed, contracts))).toBe(JSON.stringify(seedMock(seed, contracts)));
});
