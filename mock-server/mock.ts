import type { Contract } from "./contract/contract.ts";
import { type ContractName, type ContractTable, contractNames, createContractTable } from "./contract/index.ts";
import { resolveSettings, type Settings } from "./contract/settings.ts";
import { createExchangeLog, type ExchangeLog } from "./control/exchange-log.ts";
import { createInjectedFaults, type InjectedFaults } from "./control/injected-faults.ts";
import { createRateLimits, type RateLimits } from "./limit/create-rate-limits.ts";
import { type Clock, createClock } from "./org/clock.ts";
import type { OrgData } from "./org/entities.ts";
import { createIdSource } from "./org/id-source.ts";
import { createOrg, type Org } from "./org/org.ts";

export interface MockOptions {
  /** The contract that calls without `X-Mock-Contract` are served under; default `published`. */
  readonly contract?: ContractName;
  /** Of the ids and tokens that it gives out; default 1. */
  readonly seed?: number;
  /** Named settings; what a contract does not allow is left at its default there. */
  readonly settings?: Settings;
  /** The org to start with, and to come back to with a reset. */
  readonly org: OrgData;
  /** Shared by several mocks, so that contracts are read and compiled once. */
  readonly contracts?: ContractTable;
  /** Without it, only loopback callers reach `/__mock`; with it, whoever sends it. */
  readonly controlToken?: string;
  /** Takes one line per exchange. */
  readonly log?: (line: string) => void;
  /** Takes what only a bug of the mock can cause, with its stack. */
  readonly logBug?: (text: string) => void;
  /** Milliseconds since 1970; default the machine's clock. */
  readonly realNow?: () => number;
}

/** A mock without its server: the org, what was ordered from `/__mock`, and what has happened. */
export interface Mock {
  readonly options: MockOptions;
  readonly defaultContract: ContractName;
  readonly seed: number;
  readonly clock: Clock;
  readonly faults: InjectedFaults;
  readonly exchanges: ExchangeLog;
  readonly rateLimits: RateLimits;
  /** The id of the next exchange; a reset begins anew. */
  nextCorrelationId(): string;
  org(): Org;
  contract(name: ContractName): { readonly contract: Contract; readonly settings: Settings };
  /** Takes another org in place of the present one. */
  replaceOrg(data: OrgData): void;
  /** Back to the org it started with, in real time; without exchanges, faults and counted calls. */
  reset(): void;
}

/** A mock without its server, in the state of its org. */
export function createMock(options: MockOptions): Mock {
  const seed = options.seed ?? 1;
  const contracts = options.contracts ?? createContractTable();
  const clock = createClock(options.realNow);
  const resolved = new Map<ContractName, { contract: Contract; settings: Settings }>();
  const contract = (name: ContractName) => {
    const known = resolved.get(name);
    if (known !== undefined) return known;
    const loaded = contracts.get(name);
    const entry = { contract: loaded, settings: resolveSettings(loaded, options.settings ?? {}) };
    resolved.set(name, entry);
    return entry;
  };
  const makeOrg = (data: OrgData) => createOrg(data, { clock, ids: createIdSource(seed, "run") });
  let org = makeOrg(options.org);
  let correlationIds = createIdSource(seed, "exchanges");
  const mock: Mock = {
    options,
    defaultContract: options.contract ?? contractNames[0],
    seed,
    clock,
    faults: createInjectedFaults(),
    exchanges: createExchangeLog(),
    rateLimits: createRateLimits(),
    nextCorrelationId: () => correlationIds.nextId(),
    org: () => org,
    contract,
    replaceOrg(data) {
      org = makeOrg(data);
      mock.rateLimits.clear();
    },
    reset() {
      org = makeOrg(options.org);
      correlationIds = createIdSource(seed, "exchanges");
      clock.reset();
      mock.rateLimits.clear();
      mock.faults.clear();
      mock.exchanges.clear();
    },
  };
  return mock;
}
