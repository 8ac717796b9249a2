import type { ContractTable } from "#mock-server/contract/index.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { seedOrg } from "./seed-org.ts";

/** The org that a mock starts with by default: its roles are made of the permissions of the published operations. */
export function seedMock(seed: number, contracts: ContractTable): OrgData {
  const { operations } = contracts.get("published");
  return seedOrg(
    seed,
    operations.flatMap(({ permissions, propertyPermissions = {} }) => [
      ...(permissions?.names ?? []),
      ...Object.values(propertyPermissions).flat(),
    ]),
  );
}
