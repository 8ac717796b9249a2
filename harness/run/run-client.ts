import type { ClientContext, ClientOutcome, ClientOutput } from "#harness/client/client.ts";
import { runByKind } from "#harness/client/index.ts";
import { decodeBody } from "#harness/exchange/decode-body.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { bindVariables } from "#harness/scenario/bind-variables.ts";
import type { Expectation, Given } from "#harness/scenario/scenario.ts";
import type { PreparedTarget } from "#harness/target/target.ts";
import { assertBound, bindRun } from "./bind-run.ts";
import type { StateOutcome } from "./poll-state.ts";
import { readState } from "./read-state.ts";
import type { CleanUpStep } from "./run-event.ts";
import { startRunProxy } from "./start-run-proxy.ts";
import type { Surroundings } from "./surroundings.ts";
import type { WantedRun } from "./wanted-run.ts";

/** What happened when a client ran once. */
export interface ClientRun {
  readonly exchanges: readonly Exchange[];
  readonly result?: unknown;
  /** Why the client could not do its work. */
  readonly error?: string;
  /** The end of what the client printed. */
  readonly output?: ClientOutput;
  readonly state?: StateOutcome;
  /** The expectation with its variables filled in. */
  readonly expectation?: Expectation;
  /** What `${name}` stood for, but for addresses and secrets. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The token that the client was given. */
  readonly accessToken?: string;
  /** Where it comes from, where it is the run's own. */
  readonly tokenFrom?: NonNullable<PreparedTarget["tokenFrom"]>;
  /** What the steps of a request client saved from responses. */
  readonly saved: Readonly<Record<string, unknown>>;
  /** The calls that the harness made itself to see whether the expected state was reached. */
  readonly reads: readonly Exchange[];
  /** What was deleted afterwards because the client had created it. */
  readonly cleanUp: readonly CleanUpStep[];
  /** Asks the target why it refused a call, where it can tell. */
  readonly explain?: NonNullable<PreparedTarget["explain"]>;
}

/**
 * Runs a client once, on a target of its own, behind a capture proxy. Rejects only when the target cannot be made ready
 * (`TargetError`) or when the scenario cannot be run there (`NotComparableError`).
 */
export async function runClient(wanted: WantedRun, around: Surroundings): Promise<ClientRun> {
  if (around.signal?.aborted) return { ...nothing, error: "the run was stopped before the client began" };
  return around.inSlot(wanted.target, () => runInSlot(wanted, around));
}

const nothing = { exchanges: [], reads: [], cleanUp: [], variables: {}, saved: {} } as const;

async function runInSlot(wanted: WantedRun, around: Surroundings): Promise<ClientRun> {
  const { target, contract, scenario, run } = wanted;
  const builtIn = await target.variables(contract, { scenario: scenario.id, run });
  const bound = bindRun({ target, contract, builtIn, declared: scenario.variables });
  // What is bound keeps the form that loading has checked.
  const given = bound.bind(wanted.given) as Given;
  assertBound(wanted, bound);
  const prepared = await target.prepare({
    contract,
    given,
    scenario: scenario.id,
    run,
    effect: scenario.effect,
  });
  for (const secret of [...prepared.secrets, basicCredentialsOf(prepared)]) around.onSecret(secret);
  let exchanges: readonly Exchange[] = [];
  let cleanUp: readonly CleanUpStep[] = [];
  let finished: Omit<ClientRun, "exchanges" | "cleanUp">;
  try {
    const ran = await runBehindProxy(wanted, {
      prepared,
      around,
      variables: bound.values,
      onEnd: (seen) => {
        exchanges = seen;
      },
    });
    reportTokens(exchanges, around.onSecret);
    finished = await finish(wanted, { ran, prepared, around });
  } catch (error) {
    // What was created on a real org, and whether it is gone, has to be told, whatever else went wrong.
    if (target.side === "mock") throw error;
    finished = { ...nothing, error: error instanceof Error ? error.message : String(error) };
  } finally {
    cleanUp = (await prepared.cleanUp?.(exchanges, around.factsOf(contract))) ?? [];
    await prepared.close();
  }
  const { explain } = prepared;
  return { ...finished, exchanges, cleanUp, ...(explain === undefined ? {} : { explain }) };
}

interface Ran {
  readonly outcome: ClientOutcome;
  readonly known: Readonly<Record<string, unknown>>;
}

interface Surrounded {
  readonly prepared: PreparedTarget;
  readonly around: Surroundings;
}

async function runBehindProxy(
  wanted: WantedRun,
  parts: Surrounded & {
    readonly variables: Readonly<Record<string, unknown>>;
    /** Told what was sent, whatever becomes of the client: what it has created is deleted. */
    readonly onEnd: (exchanges: readonly Exchange[]) => void;
  },
): Promise<Ran> {
  const { prepared, around, variables, onEnd } = parts;
  const proxy = await startRunProxy(wanted, { prepared, around });
  try {
    const context = contextFor(prepared, { around, url: proxy.url, variables });
    const outcome = await runByKind(wanted.client, context);
    return { outcome, known: context.variables };
  } finally {
    // A call that the client gave up settles only when the proxy ends.
    await proxy.close();
    onEnd(proxy.exchanges());
  }
}

/** Fills in the expectation, waits for the state it wants, and tells how the client did. */
async function finish(
  wanted: WantedRun,
  { ran, prepared, around }: Surrounded & { readonly ran: Ran },
): Promise<Omit<ClientRun, "exchanges" | "cleanUp">> {
  const { outcome } = ran;
  const { saved = {} } = outcome;
  const { signal } = around;
  const variables = Object.fromEntries(Object.entries(ran.known).filter(([name]) => !notKept.has(name)));
  const known = { ...ran.known, ...saved };
  const { accessToken, tokenFrom } = prepared;
  const told = {
    variables,
    saved,
    reads: [],
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(tokenFrom === undefined ? {} : { tokenFrom }),
    ...("result" in outcome ? { result: outcome.result } : {}),
    ...(outcome.output === undefined ? {} : { output: outcome.output }),
  };
  // A client that could not do its work may not have saved what the expectation uses.
  if (outcome.error !== undefined) return { ...told, error: outcome.error };
  // Checked when it was loaded; binding fills in values only.
  const expectation = wanted.expectation && (bindVariables(wanted.expectation, known) as Expectation);
  if (expectation?.state === undefined) return { ...told, ...(expectation === undefined ? {} : { expectation }) };
  const { state, reads } = await readState(expectation.state, { wanted, prepared, around });
  return {
    ...told,
    expectation,
    reads,
    state,
    ...(state.reached === false && signal?.aborted
      ? { error: "the run was stopped before the state was reached" }
      : {}),
  };
}

const notKept: ReadonlySet<string> = new Set([
  "baseUrl",
  "loginUrl",
  "accessToken",
  "clientSecret",
  "basicCredentials",
]);

function contextFor(
  prepared: PreparedTarget,
  parts: { readonly around: Surroundings; readonly url: string; readonly variables: Readonly<Record<string, unknown>> },
): ClientContext {
  const { around, url, variables } = parts;
  const { accessToken, clientId, clientSecret } = prepared;
  return {
    baseUrl: url,
    loginUrl: url,
    ...(accessToken === undefined ? {} : { accessToken }),
    clientId,
    clientSecret,
    variables: {
      ...variables,
      baseUrl: url,
      loginUrl: url,
      accessToken: accessToken ?? "",
      clientId,
      clientSecret,
      basicCredentials: basicCredentialsOf(prepared),
    },
    bind: bindVariables,
    cwd: around.cwd,
    parentEnv: around.parentEnv,
    ...(prepared.heldMs === undefined ? {} : { heldMs: prepared.heldMs }),
    ...(around.pool === undefined ? {} : { pool: around.pool }),
    ...(around.signal === undefined ? {} : { signal: around.signal }),
  };
}

function basicCredentialsOf({ clientId, clientSecret }: PreparedTarget): string {
  return Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
}

/** A client that logs in holds tokens that the target did not tell of. */
function reportTokens(exchanges: readonly Exchange[], onSecret: (secret: string) => void): void {
  for (const { request, response } of exchanges) {
    if (!request.path.startsWith("/oauth/") || response === undefined) continue;
    const decoded = decodeBody(response);
    const text = (decoded.kind === "decoded" ? decoded.body : response.body).toString("utf8");
    const found = text.matchAll(/"(?:access_token|refresh_token|id_token)"\s*:\s*"([^"]+)"/g);
    for (const [, token] of found) if (token !== undefined) onSecret(token);
  }
}
