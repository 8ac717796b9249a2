import type { ClientContext, ClientOutcome } from "#harness/client/client.ts";
import { runByKind } from "#harness/client/index.ts";
import { compareValue } from "#harness/compare/compare-value.ts";
import { startCaptureProxy } from "#harness/exchange/capture-proxy.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { bindVariables } from "#harness/scenario/bind-variables.ts";
import { isKeyedByContract } from "#harness/scenario/document/document-parts.ts";
import type { Client, ContractName, Expectation, Given, Variable } from "#harness/scenario/scenario.ts";
import type { PreparedTarget, Target } from "#harness/target/target.ts";
import { pollState, type StateOutcome } from "./poll-state.ts";

/** What every run of a client needs from the run as a whole. */
export interface Surroundings {
  readonly target: Target;
  /** The environment the harness runs in; a client gets only a few variables of it. */
  readonly parentEnv: Readonly<Record<string, string | undefined>>;
  /** Folder in which commands are started. */
  readonly cwd: string;
  /** Told every secret before the client that uses it runs, and every token a client was given. */
  readonly onSecret: (secret: string) => void;
  readonly signal?: AbortSignal;
}

export interface WantedRun {
  readonly contract: ContractName;
  readonly given: Given;
  readonly variables: Readonly<Record<string, Variable>>;
  readonly client: Client;
  /** With its variables still to be filled in. */
  readonly expectation?: Expectation;
}

/** What happened when a client ran once. */
export interface ClientRun {
  readonly exchanges: readonly Exchange[];
  readonly result?: unknown;
  /** Why the client could not do its work. */
  readonly error?: string;
  readonly state?: StateOutcome;
  /** The expectation with its variables filled in. */
  readonly expectation?: Expectation;
}

/** Runs a client once, on a target of its own, behind a capture proxy. Rejects only when the target cannot be made ready. */
export async function runClient(wanted: WantedRun, around: Surroundings): Promise<ClientRun> {
  const { contract, client } = wanted;
  const { signal } = around;
  if (signal?.aborted) return { exchanges: [], error: "the run was stopped before the client began" };
  const variables = bindDeclared(wanted, await around.target.variables(contract));
  // What is bound keeps the form that loading has checked.
  const given = bindVariables(wanted.given, variables) as Given;
  const prepared = await around.target.prepare({ contract, given });
  for (const secret of prepared.secrets) around.onSecret(secret);
  try {
    const { outcome, exchanges, known } = await runBehindProxy(client, { prepared, around, variables });
    reportTokens(exchanges, around.onSecret);
    const result = "result" in outcome ? { result: outcome.result } : {};
    // A client that could not do its work may not have saved what the expectation uses.
    if (outcome.error !== undefined) return { exchanges, ...result, error: outcome.error };
    // Checked when it was loaded; binding fills in values only.
    const expectation = wanted.expectation && (bindVariables(wanted.expectation, known) as Expectation);
    const reading = { ...prepared, ...(signal === undefined ? {} : { signal }) };
    const state = expectation?.state && (await pollState(expectation.state, reading, meets));
    return {
      exchanges,
      ...result,
      ...(state?.reached === false && signal?.aborted
        ? { error: "the run was stopped before the state was reached" }
        : {}),
      ...(state === undefined ? {} : { state }),
      ...(expectation === undefined ? {} : { expectation }),
    };
  } finally {
    await prepared.close();
  }
}

async function runBehindProxy(
  client: Client,
  parts: {
    readonly prepared: PreparedTarget;
    readonly around: Surroundings;
    readonly variables: Readonly<Record<string, unknown>>;
  },
): Promise<{
  readonly outcome: ClientOutcome;
  readonly exchanges: readonly Exchange[];
  readonly known: Readonly<Record<string, unknown>>;
}> {
  const { prepared, around, variables } = parts;
  const proxy = await startCaptureProxy({ apiUrl: prepared.apiUrl, loginUrl: prepared.loginUrl });
  try {
    const context = contextFor(prepared, { around, url: proxy.url, variables });
    const outcome = await runByKind(client, context);
    // A call that the client gave up settles only when the proxy ends.
    await proxy.close();
    return { outcome, exchanges: proxy.exchanges(), known: { ...context.variables, ...outcome.saved } };
  } finally {
    await proxy.close();
  }
}

/** In the order of the file: a variable can use those above it. */
function bindDeclared(wanted: WantedRun, builtIn: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const variables: Record<string, unknown> = { ...builtIn };
  for (const [name, { mock }] of Object.entries(wanted.variables)) {
    const value = isKeyedByContract(mock) ? mock[wanted.contract] : mock;
    variables[name] = bindVariables(value, variables);
  }
  return variables;
}

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
    variables: { ...variables, baseUrl: url, loginUrl: url, accessToken: accessToken ?? "", clientId, clientSecret },
    bind: bindVariables,
    cwd: around.cwd,
    parentEnv: around.parentEnv,
    ...(around.signal === undefined ? {} : { signal: around.signal }),
  };
}

/** A client that logs in holds tokens that the target did not tell of. */
function reportTokens(exchanges: readonly Exchange[], onSecret: (secret: string) => void): void {
  for (const { request, response } of exchanges) {
    if (!request.path.startsWith("/oauth/") || response === undefined) continue;
    const found = response.body.toString("utf8").matchAll(/"(?:access_token|refresh_token)"\s*:\s*"([^"]+)"/g);
    for (const [, token] of found) if (token !== undefined) onSecret(token);
  }
}

function meets(expected: unknown, found: unknown): boolean {
  return compareValue({ expected, found, at: "" }).length === 0;
}
