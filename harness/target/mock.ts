import type { Given, TokenGrant } from "#harness/scenario/scenario.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { findSettingMistakes } from "#mock-server/contract/settings.ts";
import { callControl } from "#mock-server/control/control-calls.ts";
import type { Mock } from "#mock-server/mock.ts";
import type { OAuthClient, OrgData } from "#mock-server/org/entities.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { startMock } from "#mock-server/start-mock.ts";
import { mockVariables } from "./mock-variables.ts";
import { type PreparedTarget, type Target, TargetError } from "./target.ts";

const defaultClient = "Full access";

/** The mock in this process: a server and an org of its own for every run, so that scenarios cannot meet each other. */
export function createMockTarget({ seed }: { readonly seed: number }): Target {
  const contracts = createContractTable();
  let org: OrgData | undefined;
  // Read-only data: every run starts from the same values in stores of its own.
  const seeded = () => {
    org ??= seedMock(seed, contracts);
    return org;
  };
  return {
    name: "mock",
    async variables(contract) {
      return mockVariables(seeded(), contract);
    },
    async prepare({ contract, given }) {
      const mistakes = findSettingMistakes([contracts.get("published"), contracts.get("thread")], given.settings ?? {});
      if (mistakes.length > 0) throw new TargetError(`given.settings: ${mistakes.join("; ")}`, { exitCode: 2 });
      const running = await startMock({ contract, contracts, seed, org: seeded(), settings: given.settings ?? {} });
      try {
        return await prepareMock(running, given);
      } catch (error) {
        await running.close();
        throw error;
      }
    },
    async close() {},
  };
}

async function prepareMock(
  running: { readonly mock: Mock; readonly url: string; close(): Promise<void> },
  given: Given,
): Promise<PreparedTarget> {
  const { mock, url } = running;
  for (const user of given.users ?? []) await order(mock, { path: "/users", body: user, at: "given.users" });
  for (const flow of given.flows ?? []) await order(mock, { path: "/flows", body: flow, at: "given.flows" });
  const client = await findClient(mock, given.oauthClient ?? defaultClient);
  const accessToken = await giveToken(mock, client, given.token);
  for (const fault of given.faults ?? []) await order(mock, { path: "/faults", body: fault, at: "given.faults" });
  return {
    apiUrl: url,
    loginUrl: url,
    ...(accessToken === undefined ? {} : { accessToken }),
    clientId: client.id,
    clientSecret: client.secret,
    secrets: [client.secret, ...(accessToken === undefined ? [] : [accessToken])],
    close: () => running.close(),
  };
}

/** Makes a call of the control plane; a refusal is a mistake in the scenario. */
async function order(mock: Mock, { path, body, at }: { path: string; body: unknown; at: string }): Promise<unknown> {
  const answer = await callControl(mock, { method: "post", path, body });
  if (answer.status < 400) return answer.body;
  const message =
    typeof answer.body === "object" && answer.body !== null && "message" in answer.body
      ? String(answer.body.message)
      : "";
  throw new TargetError(`${at}: ${message}`, { exitCode: 2 });
}

async function findClient(mock: Mock, name: string): Promise<OAuthClient> {
  const clients = await mock.org().oauthClients.list();
  const client = clients.find((candidate) => candidate.name === name);
  if (client !== undefined) return client;
  const names = clients.map((candidate) => candidate.name).join(", ");
  throw new TargetError(`given.oauthClient: the mock's org has no OAuth client "${name}"; it has ${names}`, {
    exitCode: 2,
  });
}

/** A token is minted even where the scenario says nothing of one, with every right. */
async function giveToken(
  mock: Mock,
  client: OAuthClient,
  wanted: "none" | TokenGrant = {},
): Promise<string | undefined> {
  if (wanted === "none") return undefined;
  const { value, ...grant } = wanted;
  if (value !== undefined) return value;
  const minted = await order(mock, { path: "/tokens", body: { clientId: client.id, ...grant }, at: "given.token" });
  return typeof minted === "object" && minted !== null && "access_token" in minted
    ? String(minted.access_token)
    : undefined;
}
