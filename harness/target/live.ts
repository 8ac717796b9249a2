import { X509Certificate } from "node:crypto";
import type { Effect, Given } from "#harness/scenario/scenario.ts";
import { createRedactor, type Redactor } from "#redact/create-redactor.ts";
import { type CallOrg, createCallOrg } from "./live/call-org.ts";
import { type ChosenToken, chooseToken } from "./live/choose-token.ts";
import { cleanUpCreated } from "./live/clean-up-created.ts";
import { type Credentials, createCredentials } from "./live/create-credentials.ts";
import { createHold } from "./live/create-hold.ts";
import { createPace, type Pace } from "./live/create-pace.ts";
import type { Environment } from "./live/environment.ts";
import { findLiveBinding, liveVariables } from "./live/live-variables.ts";
import { lookUpGiven } from "./live/look-up-given.ts";
import { type LiveConfig, readLiveConfig } from "./read-live-config.ts";
import { NotComparableError, type PreparedTarget, type Target, TargetError, type WantedOrg } from "./target.ts";

export interface LiveTargetOptions {
  /** With what `.env` has. */
  readonly env: Environment;
  /** Replaces the API and the login host of the region: a gateway, or a stand-in. */
  readonly liveUrl?: string;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly ca?: string;
  /** The most that a call of a scenario may do. */
  readonly allow: Effect;
  /** Of all runs together, with the target's own calls; default 100. */
  readonly callsPerMinute?: number;
  /** How many clients may run at a time; default 4. */
  readonly concurrency?: number;
  /** Aborted when the run is to end early: nothing more is sent then, but to clean up. */
  readonly signal?: AbortSignal;
}

/**
 * Deletions keep out of the run's rate, so that a low one does not leave things behind; they are few, and no more than the
 * platform allows a token.
 */
const deletionsPerMinute = 300;

/**
 * The real API, or what stands at `liveUrl`. Nothing is created on it for a scenario: what one is given is bound by the
 * environment and looked up. Throws a `TargetError` if the environment lacks what it needs; sends nothing before `open`.
 */
export function createLiveTarget(options: LiveTargetOptions): Target {
  const { env, allow, ca, liveUrl, signal } = options;
  const config = readLiveConfig(env, { liveUrl, allow });
  if (config.kind === "missing") throw new TargetError(config.message, { exitCode: 3 });
  checkCertificate(ca);
  const redactor = createRedactor();
  for (const secret of config.secrets) redactor.add(secret);
  const pace = createPace({ callsPerMinute: options.callsPerMinute ?? 100 });
  const { apiUrl } = config;
  const callOrg = createCallOrg({ apiUrl, ca, pace, signal });
  const cleanUpCall = createCallOrg({ apiUrl, ca, pace: createPace({ callsPerMinute: deletionsPerMinute }) });
  const credentials = createCredentials(config, { ca, pace, callOrg, signal, onSecret: redactor.add });
  const parts = { env, config, allow, ca, pace, callOrg, cleanUpCall, credentials, signal };
  return {
    name: "live",
    side: "real",
    address: apiUrl,
    loginAddress: config.loginUrl,
    concurrency: options.concurrency ?? 4,
    deletesOnlyOwn: true,
    secrets: config.secrets,
    env,
    variables: async (contract) => liveVariables(env, contract),
    bindingOf: (variable) => findLiveBinding(env, variable),
    whyNotGiven: (given) => whyNotGiven(given, parts),
    open: () => redactFailure(redactor, async () => void (await credentials.own())),
    prepare: (wanted) => redactFailure(redactor, () => prepareLive(wanted, parts)),
    async close() {},
  };
}

interface LiveParts {
  readonly env: Environment;
  readonly config: LiveConfig;
  readonly allow: Effect;
  readonly ca: string | undefined;
  readonly pace: Pace;
  readonly callOrg: CallOrg;
  /** Goes on when the run was stopped. */
  readonly cleanUpCall: CallOrg;
  readonly credentials: Credentials;
  readonly signal: AbortSignal | undefined;
}

async function prepareLive({ given, effect }: WantedOrg, parts: LiveParts): Promise<PreparedTarget> {
  const { env, config, allow, ca, callOrg, cleanUpCall, credentials } = parts;
  const mockOnly = whyMockOnly(given);
  if (mockOnly !== undefined) throw new NotComparableError(mockOnly);
  const chosen = chooseToken(given, { env, config });
  if (chosen.kind === "not-comparable") throw new NotComparableError(chosen.why);
  const own = await credentials.own();
  const token = await credentials.tokenFor(chosen, effect);
  await lookUpGiven(given, (path) => callOrg({ method: "GET", path, authorization: `Bearer ${own}` }));
  const closed = new AbortController();
  const ended = parts.signal === undefined ? closed.signal : AbortSignal.any([closed.signal, parts.signal]);
  const hold = createHold(parts.pace);
  const whyNot = credentials.whyNotAuthorized;
  return {
    apiUrl: config.apiUrl,
    loginUrl: config.loginUrl,
    ...(token === undefined ? {} : { accessToken: token }),
    ...tokenFrom(chosen),
    clientId: chosen.client?.id ?? "",
    clientSecret: chosen.client?.secret ?? "",
    secrets: [...new Set([...config.secrets, own, ...(token === undefined ? [] : [token])])],
    ...(ca === undefined ? {} : { ca }),
    ...(whyNot === undefined ? {} : { whyNotAuthorized: (value) => hold.during(() => whyNot(value)) }),
    pace: () => hold.pace(ended),
    heldMs: hold.heldMs,
    cleanUp: async (exchanges, facts) =>
      // A lower effect has created nothing that lasts: the proxy refuses such calls.
      allow === "writes" && effect === "writes"
        ? cleanUpCreated(exchanges, { callOrg: cleanUpCall, facts, authorization: `Bearer ${token ?? own}` })
        : [],
    async close() {
      // A client that is gone may have left a call that waits for its turn.
      closed.abort();
    },
  };
}

function tokenFrom({ token }: ChosenToken): Pick<PreparedTarget, "tokenFrom"> {
  return "source" in token ? { tokenFrom: { source: token.source, isLogin: token.from === "login" } } : {};
}

function whyNotGiven(given: Given, parts: Pick<LiveParts, "env" | "config">): string | undefined {
  const chosen = chooseToken(given, parts);
  return whyMockOnly(given) ?? (chosen.kind === "not-comparable" ? chosen.why : undefined);
}

function whyMockOnly({ faults = [], settings = {} }: Given): string | undefined {
  if (faults.length > 0) return "given.faults: a fault on order is something that only a mock can do";
  return Object.keys(settings).length > 0
    ? "given.settings: a real org has no settings of the contract; only a mock can do that"
    : undefined;
}

/** What a host says may repeat what it was sent, and whoever prints a failure does not know this target's secrets yet. */
async function redactFailure<T>({ redact }: Redactor, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TargetError) throw new TargetError(redact(error.message), { exitCode: error.exitCode });
    if (error instanceof NotComparableError) throw new NotComparableError(redact(error.message));
    throw error;
  }
}

function checkCertificate(ca: string | undefined): void {
  if (ca === undefined) return;
  try {
    new X509Certificate(ca);
  } catch (error) {
    throw new TargetError(
      "--live-ca: expected a file with certificates in PEM form, which begin with -----BEGIN CERTIFICATE-----",
      { exitCode: 2, cause: error },
    );
  }
}
