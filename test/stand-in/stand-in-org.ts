import type { ContractTable } from "#mock-server/contract/index.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { createIdSource } from "#mock-server/org/id-source.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";

type KnownName = keyof typeof knownIds;

/** An org with things in the same states as the default one, and none of its ids, tokens and secrets. */
export interface StandInOrg {
  readonly data: OrgData;
  /** The id that stands for a known one of the default org. */
  idOf(name: KnownName): string;
  /** The token that stands for a known one. */
  tokenOf(name: keyof typeof knownTokens): string;
}

/** Ids that no org has, this one neither. */
const ofNobody: ReadonlySet<KnownName> = new Set(["unknownFlow", "unknownUser"]);

export function createStandInOrg(seed: number, contracts: ContractTable): StandInOrg {
  const { nextId, nextToken } = createIdSource(seed, "stand-in");
  const names = (Object.keys(knownIds) as KnownName[]).filter((name) => !ofNobody.has(name));
  const seeded = seedMock(seed, contracts);
  const replaced = new Map<string, string>([
    ...names.map((name) => [knownIds[name], nextId()] as const),
    ...Object.values(knownTokens).map((token) => [token, nextToken()] as const),
    ...seeded.oauthClients.map(({ secret }) => [secret, nextToken()] as const),
  ]);
  const other = (text: string) => replaced.get(text) ?? text;
  // The form is the same, only texts are others.
  const data = JSON.parse(JSON.stringify(seeded), (_key, value: unknown) =>
    typeof value === "string" ? other(value) : value,
  ) as OrgData;
  return {
    data: { ...data, organization: { ...data.organization, name: "Fenwick Lamps" } },
    idOf: (name) => other(knownIds[name]),
    tokenOf: (name) => other(knownTokens[name]),
  };
}
