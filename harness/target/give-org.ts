import type { Given, TokenGrant } from "#harness/scenario/scenario.ts";
import type { OAuthClient } from "#mock-server/org/entities.ts";
import { defaultClient } from "./default-client.ts";
import { type PreparedTarget, TargetError } from "./target.ts";

/** A POST to a mock's control plane. */
export interface ControlOrder {
  /** Below `/__mock`. */
  readonly path: string;
  readonly body: unknown;
  /** JSON pointer of where in the scenario the order comes from, e.g. `/given/flows/0`. */
  readonly at: string;
}

/** Brings an order to a mock and gives the body of its answer. Rejects with a `TargetError`. */
export type SendOrder = (order: ControlOrder) => Promise<unknown>;

/**
 * Makes the org of a fresh mock what a scenario is given, faults last, so that they meet the client and no preparation.
 * `clients` are the org's. Rejects with a `TargetError` that names the place in the scenario.
 */
export async function giveOrg(
  given: Given,
  { order, clients }: { readonly order: SendOrder; readonly clients: readonly OAuthClient[] },
): Promise<Pick<PreparedTarget, "accessToken" | "clientId" | "clientSecret" | "secrets">> {
  for (const [index, user] of (given.users ?? []).entries())
    await order({ path: "/users", body: user, at: `/given/users/${index}` });
  for (const [index, flow] of (given.flows ?? []).entries())
    await order({ path: "/flows", body: flow, at: `/given/flows/${index}` });
  const client = findClient(clients, given.oauthClient ?? defaultClient);
  const accessToken = await giveToken(client, { order, wanted: given.token ?? {} });
  for (const [index, fault] of (given.faults ?? []).entries())
    await order({ path: "/faults", body: fault, at: `/given/faults/${index}` });
  return {
    ...(accessToken === undefined ? {} : { accessToken }),
    clientId: client.id,
    clientSecret: client.secret,
    secrets: [client.secret, ...(accessToken === undefined ? [] : [accessToken])],
  };
}

/** The body of an answer of the control plane. Throws a `TargetError` for a refusal, which is a mistake in the scenario. */
export function readControlAnswer({ status, body }: { status: number; body: unknown }, at: string): unknown {
  if (status < 400) return body;
  const message = typeof body === "object" && body !== null && "message" in body ? String(body.message) : "";
  const [, given, part] = at.split("/");
  throw new TargetError(`${given}${part === undefined ? "" : `.${part}`}: ${message}`, { exitCode: 2, pointer: at });
}

function findClient(clients: readonly OAuthClient[], name: string): OAuthClient {
  const client = clients.find((candidate) => candidate.name === name);
  if (client !== undefined) return client;
  const names = clients.map((candidate) => candidate.name).join(", ");
  throw new TargetError(`given.oauthClient: the mock's org has no OAuth client "${name}"; it has ${names}`, {
    exitCode: 2,
    pointer: "/given/oauthClient",
  });
}

/** A token is minted even where the scenario says nothing of one: what a login of the client would give. */
async function giveToken(
  client: OAuthClient,
  { order, wanted }: { order: SendOrder; wanted: "none" | TokenGrant },
): Promise<string | undefined> {
  if (wanted === "none") return undefined;
  const { value, ...grant } = wanted;
  if (value !== undefined) return value;
  const minted = await order({ path: "/tokens", body: { clientId: client.id, ...grant }, at: "/given/token" });
  return typeof minted === "object" && minted !== null && "access_token" in minted
    ? String(minted.access_token)
    : undefined;
}
