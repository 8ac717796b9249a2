import type { ContractTable } from "#mock-server/contract/index.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { builtInOrg } from "./built-in-org.ts";

/** The default org of a seed, byte for byte as `seedMock` makes it; only where it has to be made is faker loaded. */
export async function loadOrg(seed: number, contracts: ContractTable): Promise<OrgData> {
  const ready = builtInOrg(seed);
  if (ready !== undefined) return ready;
  const { seedMock } = await import("./seed-mock.ts");
  return seedMock(seed, contracts);
}
