import { contractNames } from "#mock-server/contract/index.ts";
import type { Mock } from "#mock-server/mock.ts";
import type { Flow, OrgData, User } from "#mock-server/org/entities.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { version } from "#mock-server/version.ts";
import { clockCalls } from "./clock-calls.ts";
import { type ControlAnswer, ok } from "./control-answer.ts";
import type { ControlCall } from "./control-call.ts";
import { diagnoseCall, hintsOn, showDiagnosis } from "./diagnose-call.ts";
import { executionCalls } from "./execution-calls.ts";
import { contractOf, explainCalls } from "./explain-calls.ts";
import { faultCalls } from "./fault-calls.ts";
import { findFlowMistakes } from "./find-flow-mistakes.ts";
import { findOrgMistakes } from "./find-org-mistakes.ts";
import { type AuthorizationOrder, mintAuthorization } from "./mint-authorization.ts";
import { mintToken, type TokenOrder } from "./mint-token.ts";
import { createExchangeRedactor } from "./redact-exchange.ts";
import { withBody, withoutMistakes } from "./take-body.ts";

/** Every call of the control plane. */
export const controlCalls: readonly ControlCall[] = [
  {
    method: "get",
    path: "/health",
    summary: "Is it up, with which contract, seed and version",
    call: async ({ mock }) =>
      ok({
        status: "up",
        contract: mock.defaultContract,
        contracts: contractNames,
        seed: mock.seed,
        version,
        settings: mock.contract(mock.defaultContract).settings,
      }),
  },
  {
    method: "post",
    path: "/reset",
    summary: "Back to the org it started with; clears exchanges, faults, counted calls and clock",
    async call({ mock }) {
      mock.reset();
      return ok({ reset: true });
    },
  },
  {
    method: "get",
    path: "/org",
    summary: "The org as data; PUT and serve --org FILE take it back, byte for byte",
    call: async ({ mock }) => ok(await readOrgData(mock.org())),
  },
  {
    method: "put",
    path: "/org",
    summary: "Replace the org",
    call: async ({ mock, body }) =>
      withoutMistakes<OrgData>(findOrgMistakes(body), body, async (data) => {
        mock.replaceOrg(data);
        return ok(await readOrgData(mock.org()));
      }),
  },
  {
    method: "post",
    path: "/users",
    summary: "Add a user, or change the one with this id",
    call: async ({ mock, body }) =>
      withBody<User>(
        "user",
        await overExisting(mock.org().users, body, await inHomeDivision(mock, userDefaults)),
        (user) => put(mock.org().users, user),
      ),
  },
  {
    method: "post",
    path: "/flows",
    summary: "Add a flow, or change the one with this id",
    call: async ({ mock, body }) =>
      withBody<Flow>(
        "flow",
        await overExisting(mock.org().flows, body, await inHomeDivision(mock, flowDefaults)),
        (flow) => withoutMistakes<Flow>(findFlowMistakes(flow), flow, (right) => put(mock.org().flows, right)),
      ),
  },
  {
    method: "post",
    path: "/tokens",
    summary: "Mint an access token; what is left out means all rights, or with clientId what that client may",
    call: async ({ mock, body }) => withBody<TokenOrder>("token", body ?? {}, async (order) => mintToken(order, mock)),
  },
  ...executionCalls,
  {
    method: "post",
    path: "/authorizations",
    summary: "Log a user in without a browser: clientId, userId; gives the code for POST /oauth/token",
    call: async ({ mock, body }) =>
      withBody<AuthorizationOrder>("authorization", body, async (order) => mintAuthorization(order, mock)),
  },
  ...faultCalls,
  ...clockCalls,
  {
    method: "get",
    path: "/exchanges",
    summary: "What came in and went out, latest last",
    async call({ mock }) {
      const redact = await createExchangeRedactor(mock.org());
      return ok(mock.exchanges.list().map(redact));
    },
  },
  {
    method: "get",
    path: "/exchanges/:id",
    summary: "One of them by its contextId, with what every check said and, of a refusal, its diagnosis",
    async call({ mock, parameter }) {
      const exchange = mock.exchanges.get(parameter);
      if (exchange === undefined) {
        return {
          status: 404,
          body: {
            code: "control.exchange.not.found",
            message:
              "No exchange with this contextId is kept. GET /__mock/exchanges lists those that are; the oldest go first.",
          },
        };
      }
      const shown = (await createExchangeRedactor(mock.org()))(exchange);
      const request = mock.exchanges.requestOf(parameter);
      if (request === undefined) return ok(shown);
      const diagnosis = await diagnoseCall(mock, request, contractOf(exchange.contract, mock.defaultContract));
      const hints = [...shown.hints, ...hintsOn(exchange, diagnosis)];
      return ok({ ...shown, hints, diagnosis: await showDiagnosis(mock, diagnosis, request) });
    },
  },
  ...explainCalls,
];

/** Makes a call of the control plane from code in the same process. Throws if there is none of this method and path. */
export async function callControl(
  mock: Mock,
  { method, path, body }: { readonly method: ControlCall["method"]; readonly path: string; readonly body: unknown },
): Promise<ControlAnswer> {
  const found = controlCalls.find((candidate) => candidate.method === method && candidate.path === path);
  if (found === undefined) throw new Error(`the control plane has no ${method} ${path}`);
  return found.call({ mock, body, parameter: "" });
}

const flowDefaults = {
  name: "Flow",
  type: "WORKFLOW",
  state: "published",
  version: "1.0",
  runsFor: 1,
  outcome: "COMPLETED",
} as const;
const userDefaults = { name: "User", email: "user@example.com", state: "active", version: 1, grants: [] } as const;

/** A body laid over the entity with its id, or over defaults where there is none. */
async function overExisting(
  store: { get(id: string): Promise<object | undefined> },
  body: unknown,
  defaults: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  if (typeof body !== "object" || body === null || !("id" in body) || typeof body.id !== "string") return body;
  const existing = (await store.get(body.id)) ?? defaults;
  return { ...existing, ...body };
}

async function inHomeDivision(
  mock: Mock,
  defaults: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const divisions = await mock.org().divisions.list();
  const home = divisions.find((division) => division.homeDivision) ?? divisions[0];
  return { divisionId: home?.id ?? "*", ...defaults };
}

async function put<Entity>(store: { put(entity: Entity): Promise<void> }, entity: Entity): Promise<ControlAnswer> {
  await store.put(entity);
  return ok(entity);
}
