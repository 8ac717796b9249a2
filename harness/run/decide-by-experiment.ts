import { compareOutcome } from "#harness/compare/compare.ts";
import { decideChange, decideValues } from "#harness/compare/decide-claim.ts";
import type {
  Claim,
  Client,
  ContractName,
  Expectation,
  RequestStep,
  Scenario,
  Trial,
  Verdict,
  VerdictColumn,
} from "#harness/scenario/scenario.ts";
import { NotComparableError, type Target, TargetError } from "#harness/target/target.ts";
import { describeAnswer, describeCall } from "./describe-run.ts";
import { findUnrecorded } from "./find-unrecorded.ts";
import { layOverGiven, layOverRequest, stripGrant } from "./lay-over.ts";
import { type ClientRun, runClient } from "./run-client.ts";
import type { Evidence } from "./run-event.ts";
import { runPatiently, whyNothingSaid } from "./run-patiently.ts";
import type { Surroundings } from "./surroundings.ts";

type Experiment<Kind extends Claim["experiment"]> = Extract<Claim, { readonly experiment: Kind }>;

/** Where an experiment is made. */
export interface Place {
  readonly scenario: Scenario;
  /** Gives the values of the variables and the claimed answer. */
  readonly contract: ContractName;
  /** Where its verdict is shown. */
  readonly column: VerdictColumn;
  readonly target: Target;
  readonly around: Surroundings;
  /** The same trials as they went on the mock, for a real target. */
  readonly onMock?: readonly TrialRun[];
}

/** The verdict on a claim in one place, with what each trial was answered. */
export interface Decision {
  readonly contract: ContractName;
  readonly column: VerdictColumn;
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  readonly runs: readonly TrialRun[];
}

/** One trial and how it went. */
export interface TrialRun {
  /** Unique within the scenario: `claim 2 variation`. */
  readonly name: string;
  readonly run: ClientRun;
  readonly evidence: Evidence;
}

/** A trial made a call that its scenario does not allow; nothing can be decided. */
export class UnsafeTrialError extends Error {
  override readonly name = "UnsafeTrialError";
}

/**
 * Makes the experiment of a claim. Rejects where it cannot be made: with the target's own errors, an `UnsafeTrialError`, or an
 * error that names the trial whose client could not do its work.
 */
export function decideByExperiment(claim: Experiment<"change" | "values">, place: Place): Promise<Decision> {
  return claim.experiment === "change" ? decideByChange(claim, place) : decideByValues(claim, place);
}

async function decideByChange(claim: Experiment<"change">, place: Place): Promise<Decision> {
  const claimed = claim.claimed[place.contract];
  if (claimed === undefined) throw new Error(`the claimed answer for the contract ${place.contract} is missing`);
  const control = await runTrial("control", claim.control, { ...place, claim, claimed });
  const variation = await runTrial("variation", claim.variation, { ...place, claim, claimed });
  const verdict = decideChange({ control: differencesOf(control.run), variation: differencesOf(variation.run) });
  return decided(place, verdict, [control, variation]);
}

async function decideByValues(claim: Experiment<"values">, place: Place): Promise<Decision> {
  const accepted: TrialRun[] = [];
  const refused: TrialRun[] = [];
  for (const [position, trial] of claim.accepted.entries())
    accepted.push(await runTrial(`accepted ${position + 1}`, trial, { ...place, claim }));
  for (const [position, trial] of claim.refused.entries())
    refused.push(await runTrial(`refused ${position + 1}`, trial, { ...place, claim }));
  const verdict = decideValues({ accepted: accepted.map(statusOf), refused: refused.map(statusOf) });
  return decided(place, verdict, [...accepted, ...refused]);
}

function decided({ contract, column }: Place, verdict: Verdict, runs: readonly TrialRun[]): Decision {
  return { contract, column, verdict, evidence: runs.map(({ evidence }) => evidence), runs };
}

/** A trial whose client could not do its work decides nothing: it throws. */
async function runTrial(
  trialName: string,
  trial: Trial,
  place: Place & { readonly claim: Claim; readonly claimed?: Expectation },
): Promise<TrialRun> {
  const { scenario, contract, column, target, around, claim, claimed, onMock } = place;
  const name = `claim ${scenario.claims.indexOf(claim) + 1} ${trialName}`;
  const given = layOverGiven(scenario.given, trial.given);
  const mockRun = onMock?.find((one) => one.name === name)?.run;
  const order = {
    target,
    scenario,
    run: name,
    contract,
    given: target.side === "real" ? stripGrant(given, mockRun) : given,
    client: trial.client ?? requestClient(scenario, trial),
    ...(claimed === undefined ? {} : { expectation: claimed }),
  };
  const run = target.side === "real" ? (await runPatiently(order, around)).ran : await runClient(order, around);
  const refused = run.exchanges.find((exchange) => exchange.refused === true);
  if (refused !== undefined) throw new UnsafeTrialError(`${trialName} under ${column}: ${refused.error}`);
  const unrecorded = findUnrecorded(run);
  if (unrecorded?.isChanged === false) throw new NotComparableError(`${trialName}: ${unrecorded.message}`);
  if (unrecorded !== undefined) throw new TargetError(`${trialName}: ${unrecorded.message}`, { exitCode: 3 });
  if (run.error !== undefined) throw new Error(`${trialName} under ${column}: ${run.error}${describeOutput(run)}`);
  const silent = target.side === "real" ? whyUndecidable(run, mockRun) : undefined;
  if (silent !== undefined) throw new TargetError(`${trialName} on ${target.name}: ${silent}`, { exitCode: 3 });
  const evidence = { contract: column, trial: trialName, call: describeCall(run), answer: describeAnswer(run) };
  return { name, run, evidence };
}

function describeOutput({ output = {} }: ClientRun): string {
  const printed = Object.entries(output).map(([name, text]) => `\n${name}: ${text}`);
  return printed.length === 0 ? "" : `\nthe end of its output:${printed.join("")}`;
}

/** Noise decides nothing: no response, a rate limit, a server that is down. Where the mock says the same, it is what is tested. */
function whyUndecidable(run: ClientRun, mockRun: ClientRun | undefined): string | undefined {
  const mockStatus = mockRun?.exchanges.at(-1)?.response?.status;
  const status = run.exchanges.at(-1)?.response?.status ?? 0;
  if (status >= 500 && status !== mockStatus) return `it was answered ${status}, which decides nothing`;
  return whyNothingSaid(run, (expected) => mockStatus === expected)?.message;
}

function requestClient(scenario: Scenario, trial: Trial): Client {
  const clients = [scenario.client, ...(scenario.clients ?? []).map(({ client }) => client)];
  const base = scenario.base ?? clients.flatMap(firstRequest)[0];
  if (base === undefined) throw new Error("the claim has no request that its trials could change");
  return { kind: "request", requests: [layOverRequest(base, trial.request ?? {})] };
}

function firstRequest(client: Client | undefined): readonly RequestStep[] {
  return client?.kind === "request" ? client.requests.slice(0, 1) : [];
}

function differencesOf(run: ClientRun): ReturnType<typeof compareOutcome> {
  if (run.expectation === undefined) throw new Error("a trial was run without the claimed answer");
  return compareOutcome(run.expectation, run);
}

function statusOf({ run }: TrialRun): number {
  return run.exchanges.at(-1)?.response?.status ?? 0;
}
