import { formatInstant } from "#mock-server/org/clock.ts";
import type { Execution, Flow, OAuthClient, OrgData, User } from "#mock-server/org/entities.ts";
import { type Assumptions, canBeId } from "./assumptions.ts";
import type { DiagnosedRequest } from "./diagnosis.ts";
import { clientOf, namesGrant } from "./read-client.ts";
import type { Miss } from "./record-misses.ts";

interface AssumedData {
  readonly data: OrgData;
  /** A sentence for each entity that was added. */
  readonly assumed: readonly string[];
}

/** Adds what a request names and the org lacks, where that is assumed to exist: each as right for the request as it can be. */
export function assumeEntities(
  request: DiagnosedRequest,
  parts: {
    readonly data: OrgData;
    readonly misses: readonly Miss[];
    readonly room: { readonly now: number; readonly lenient?: Assumptions };
  },
): AssumedData {
  const { misses, room } = parts;
  let { data } = parts;
  const assumed: string[] = [];
  const { ids = true, tokens = true } = room.lenient ?? { ids: false, tokens: false };
  for (const { collection, id } of uniqueMisses(misses)) {
    if (collection === "oauthClients") {
      const client = tokens ? assumedClient(request, { id, data }) : undefined;
      if (client === undefined) continue;
      data = { ...data, oauthClients: [...data.oauthClients, client] };
      assumed.push(`The OAuth client ${shortened(id)} exists, its secret is the one sent, and it may use this grant.`);
    } else if (ids && canBeId(id) && isNamedBy(request, id)) {
      data = { ...data, [collection]: [...data[collection], entityOf(collection, { id, data, now: room.now })] };
      assumed.push(`${nouns[collection]} ${shortened(id)} exists and is ${states[collection]}.`);
    }
  }
  return { data, assumed };
}

const nouns = { flows: "The flow", users: "The user", executions: "The execution" } as const;
const states = { flows: "a published workflow", users: "active", executions: "running" } as const;

/** The same id may have been looked for several times. */
function uniqueMisses(misses: readonly Miss[]): readonly Miss[] {
  return [...new Map(misses.map((miss) => [`${miss.collection} ${miss.id}`, miss])).values()];
}

/** An id that the mock itself made up, to see if it is free, stands nowhere in the request. */
function isNamedBy({ path, body }: DiagnosedRequest, id: string): boolean {
  return path.includes(id) || path.includes(encodeURIComponent(id)) || body.includes(id);
}

function entityOf(
  collection: keyof typeof nouns,
  { id, data, now }: { readonly id: string; readonly data: OrgData; readonly now: number },
): Flow | User | Execution {
  const divisionId = data.divisions.find(({ homeDivision }) => homeDivision)?.id ?? "*";
  switch (collection) {
    case "flows":
      return {
        id,
        name: "Assumed flow",
        type: "WORKFLOW",
        divisionId,
        state: "published",
        version: "99.0",
        runsFor: 1,
        outcome: "COMPLETED",
      };
    case "users":
      return {
        id,
        name: "Assumed user",
        email: "assumed@example.com",
        divisionId,
        state: "active",
        version: 1,
        grants: [],
      };
    case "executions": {
      const flow = data.flows.find(({ state }) => state === "published");
      return {
        id,
        flowId: flow?.id ?? id,
        flowVersion: flow?.version ?? "1.0",
        name: "Assumed execution",
        launchedAt: formatInstant(now - 1000),
        endsAt: formatInstant(now + 3_600_000),
        outcome: "COMPLETED",
        inputData: {},
      };
    }
    default:
      return collection satisfies never;
  }
}

function assumedClient(
  request: DiagnosedRequest,
  { id, data }: { readonly id: string; readonly data: OrgData },
): OAuthClient | undefined {
  const sent = clientOf(request);
  if (sent === undefined || sent.id !== id || !(canBeId(id) || /^[\w-]{8,}$/.test(id))) return undefined;
  return {
    id,
    name: "Assumed client",
    secret: sent.secret === "" ? "assumed secret" : sent.secret,
    authorizedGrantType: namesGrant(request, "client_credentials") ? "CLIENT-CREDENTIALS" : "CODE",
    accessTokenValiditySeconds: 86_400,
    grants: data.oauthClients[0]?.grants ?? [],
    ...(sent.redirectUri === undefined ? {} : { registeredRedirectUri: [sent.redirectUri] }),
  };
}

function shortened(id: string): string {
  return id.length > 60 ? `${id.slice(0, 60)}...` : id;
}
