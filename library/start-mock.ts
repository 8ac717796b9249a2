import { type ContractName, contractNames, createContractTable, isContractName } from "#mock-server/contract/index.ts";
import { findSettingMistakes, type Settings } from "#mock-server/contract/settings.ts";
import type { ControlCall } from "#mock-server/control/control-call.ts";
import { callControl } from "#mock-server/control/control-calls.ts";
import type { LoggedExchange } from "#mock-server/control/exchange-log.ts";
import { findOrgMistakes } from "#mock-server/control/find-org-mistakes.ts";
import type { FaultOrder, InjectedFault } from "#mock-server/control/injected-faults.ts";
import type { TokenOrder } from "#mock-server/control/mint-token.ts";
import type { Mock } from "#mock-server/mock.ts";
import type { Flow, OrgData, User } from "#mock-server/org/entities.ts";
import { startMock as startServer } from "#mock-server/start-mock.ts";
import { findOptionMistakes, type OptionKind } from "./find-option-mistakes.ts";
import { controlMessage } from "./in-library-words.ts";

export interface StartMockOptions {
  /** The contract that calls are served under; default `published`. */
  readonly contract?: ContractName;
  /** The same seed gives the same org; default 1. */
  readonly seed?: number;
  /** Default 0: any free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Named settings of the contract, e.g. `{ unknownProperties: "drop" }`. */
  readonly settings?: Settings;
  /** An org as `org()` gives it, in place of the seeded one. */
  readonly org?: OrgData;
  /** Whether `/__mock` is served over HTTP, too; default false. */
  readonly controlPlane?: boolean;
  /** Takes a line for each call. */
  readonly log?: (line: string) => void;
}

/** A mock that listens, and all that `/__mock` offers as functions. What cannot be done as asked rejects and says why. */
export interface RunningMock {
  /** Base URL of the API and of the login host, e.g. `http://127.0.0.1:40001`. */
  readonly url: string;
  /** The whole org as data. */
  org(): Promise<OrgData>;
  /** Gives an access token. What is left out of the order means all rights, or those of the client that `clientId` names; with `userId` it is a user's. */
  mintToken(order?: TokenOrder): Promise<string>;
  /** Adds a flow, or changes the one with this id; what is left out stays, or has a default. */
  setFlow(flow: Partial<Flow> & Pick<Flow, "id">): Promise<Flow>;
  /** Adds a user, or changes the one with this id; what is left out stays, or has a default. */
  setUser(user: Partial<User> & Pick<User, "id">): Promise<User>;
  /** Makes matching calls fail: every one, or the next `times`. */
  orderFault(fault: FaultOrder): Promise<InjectedFault>;
  clearFaults(): Promise<void>;
  /** What came in and went out, latest last, with what every check said; without secrets. */
  exchanges(): Promise<readonly LoggedExchange[]>;
  /** Moves the org's clock by seconds, on or back, and gives its time (ISO 8601). */
  advanceClock(seconds: number): Promise<string>;
  /** Back to the org it started with; forgets exchanges, faults and the stepped clock. */
  reset(): Promise<void>;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/** Starts a mock in this process. Rejects if it cannot listen, or if an option is none that it knows. */
export async function startMock(options: StartMockOptions = {}): Promise<RunningMock> {
  const contracts = createContractTable();
  checkOptions(options, [contracts.get("published"), contracts.get("thread")]);
  const { controlPlane = false } = options;
  const { mock, url, close } = await startServer({ ...options, contracts, controlPlane });
  return { url, close, ...controlOf(mock) };
}

const knownOptions: Readonly<Record<keyof StartMockOptions, OptionKind>> = {
  contract: "text",
  seed: "number",
  port: "number",
  host: "text",
  settings: "object",
  org: "object",
  controlPlane: "flag",
  log: "function",
};

function checkOptions(options: StartMockOptions, contracts: Parameters<typeof findSettingMistakes>[0]) {
  const { contract, settings, org } = options;
  const wrongKinds = findOptionMistakes(options, knownOptions);
  if (wrongKinds.length > 0) throw new Error(wrongKinds.join("; "));
  if (contract !== undefined && !isContractName(contract)) {
    throw new Error(`contract: expected ${contractNames.join(" or ")}, found ${JSON.stringify(contract)}`);
  }
  const mistakes = findSettingMistakes(contracts, settings ?? {});
  if (mistakes.length > 0) throw new Error(`settings: ${mistakes.join("; ")}`);
  const wrong = org === undefined ? [] : findOrgMistakes(org);
  if (wrong.length > 0) throw new Error(`org: ${wrong.join("; ")}`);
}

/** The control plane as functions. Each call answers with what its type here says (docs of `/__mock`). */
function controlOf(mock: Mock): Omit<RunningMock, "url" | "close"> {
  const call = async (method: ControlCall["method"], path: string, body?: unknown): Promise<unknown> => {
    const answer = await callControl(mock, { method, path, body });
    if (answer.status >= 400) throw new Error(controlMessage(messageOf(answer.body)));
    return answer.body;
  };
  return {
    org: async () => (await call("get", "/org")) as OrgData,
    mintToken: async (order = {}) => ((await call("post", "/tokens", order)) as { access_token: string }).access_token,
    setFlow: async (flow) => (await call("post", "/flows", flow)) as Flow,
    setUser: async (user) => (await call("post", "/users", user)) as User,
    orderFault: async (fault) => (await call("post", "/faults", fault)) as InjectedFault,
    clearFaults: async () => void (await call("delete", "/faults")),
    exchanges: async () => (await call("get", "/exchanges")) as readonly LoggedExchange[],
    advanceClock: async (seconds) => ((await call("post", "/clock", { advance: seconds })) as { now: string }).now,
    reset: async () => void (await call("post", "/reset")),
  };
}

/** Every refusal of the control plane has a message. */
function messageOf(body: unknown): string {
  return typeof body === "object" && body !== null && "message" in body ? String(body.message) : JSON.stringify(body);
}
