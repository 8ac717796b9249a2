import { contractNames } from "#mock-server/contract/index.ts";
import type { Mock } from "#mock-server/mock.ts";
import { formatInstant } from "#mock-server/org/clock.ts";
import type { Flow, OrgData, User } from "#mock-server/org/entities.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { version } from "#mock-server/version.ts";
import { findMistakes } from "./check-body.ts";
import type { ControlAnswer } from "./control-answer.ts";
import type { ControlSchema } from "./control-schemas.ts";
import { findOrgMistakes } from "./find-org-mistakes.ts";
import type { FaultOrder } from "./injected-faults.ts";
import { mintToken, type TokenOrder } from "./mint-token.ts";
import { createExchangeRedactor } from "./redact-exchange.ts";

interface ControlRequest {
  readonly mock: Mock;
  readonly body: unknown;
  /** The `:id` of the path. */
  readonly parameter: string;
}

export interface ControlCall {
  readonly method: "get" | "put" | "post" | "delete";
  /** Below `/__mock`. */
  readonly path: string;
  readonly summary: string;
  call(request: ControlRequest): Promise<ControlAnswer>;
}

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
    summary: "Back to the org it started with; clears exchanges, faults and clock",
    async call({ mock }) {
      mock.reset();
      return ok({ reset: true });
    },
  },
  {
    method: "get",
    path: "/org",
    summary: "The org as data",
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
        (flow) => put(mock.org().flows, flow),
      ),
  },
  {
    method: "post",
    path: "/tokens",
    summary: "Mint an access token; what is left out means all rights",
    call: async ({ mock, body }) => withBody<TokenOrder>("token", body ?? {}, async (order) => mintToken(order, mock)),
  },
  {
    method: "get",
    path: "/faults",
    summary: "The faults that were ordered",
    call: async ({ mock }) => ok(mock.faults.list()),
  },
  {
    method: "post",
    path: "/faults",
    summary: "Make matching calls fail: status, retryAfter, times",
    call: async ({ mock, body }) =>
      withBody<FaultOrder>("fault", body, async (order) => ({ status: 201, body: mock.faults.add(order) })),
  },
  {
    method: "delete",
    path: "/faults",
    summary: "Forget all of them",
    async call({ mock }) {
      mock.faults.clear();
      return ok([]);
    },
  },
  { method: "get", path: "/clock", summary: "The org's time", call: async ({ mock }) => ok(readClock(mock)) },
  {
    method: "post",
    path: "/clock",
    summary: "Step the clock: advance (seconds), set (ISO 8601), frozen",
    call: async ({ mock, body }) =>
      withBody<ClockOrder>("clock", body, async ({ set, advance, frozen }) => {
        if (frozen !== undefined) mock.clock.freeze(frozen);
        if (set !== undefined) mock.clock.set(Date.parse(set));
        if (advance !== undefined) mock.clock.advance(advance * 1000);
        return ok(readClock(mock));
      }),
  },
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
    summary: "One of them by its contextId, with what every check said",
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
      return ok((await createExchangeRedactor(mock.org()))(exchange));
    },
  },
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

interface ClockOrder {
  readonly set?: string;
  readonly advance?: number;
  readonly frozen?: boolean;
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

function ok(body: unknown): ControlAnswer {
  return { status: 200, body };
}

/** Hands a body to `then` if it fits the schema that describes `Body`. */
function withBody<Body>(
  schema: ControlSchema,
  body: unknown,
  then: (body: Body) => Promise<ControlAnswer>,
): Promise<ControlAnswer> {
  return withoutMistakes(findMistakes(schema, body), body, then);
}

async function withoutMistakes<Body>(
  mistakes: readonly string[],
  body: unknown,
  then: (body: Body) => Promise<ControlAnswer>,
): Promise<ControlAnswer> {
  if (mistakes.length > 0) {
    return { status: 400, body: { code: "control.body.invalid", message: `${mistakes.join(". ")}.` } };
  }
  // No mistakes: it is what the schema describes.
  return then(body as Body);
}

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

function readClock(mock: Mock): unknown {
  return { now: formatInstant(mock.clock.now()), frozen: mock.clock.isFrozen() };
}
