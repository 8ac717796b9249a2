import { createClock } from "#mock-server/org/clock.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { createIdSource } from "#mock-server/org/id-source.ts";
import { createOrg, type Org } from "#mock-server/org/org.ts";
import { testTime } from "./a-mock.ts";

/** An org with nothing in it but what is given; its clock stands at `testTime` until it is stepped. */
export function anOrg(data: Partial<OrgData> = {}): Org {
  const clock = createClock(() => Date.parse(testTime));
  return createOrg(orgData(data), { clock, ids: createIdSource(1, "test") });
}

/** The data of an org with nothing in it but what is given. */
export function orgData(data: Partial<OrgData> = {}): OrgData {
  return {
    organization: { id: "0c123456-0000-4000-8000-000000000001", name: "Acme" },
    divisions: [],
    roles: [],
    users: [],
    flows: [],
    executions: [],
    oauthClients: [],
    tokens: [],
    ...data,
  };
}
