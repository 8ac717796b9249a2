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
} from "#harness/scenario/scenario.ts";
import { TargetError } from "#harness/target/target.ts";
import { describeAnswer, describeCall } from "./describe-run.ts";
import { layOverGiven, layOverRequest } from "./lay-over.ts";
import { type ClientRun, runClient, type Surroundings } from "./run-client.ts";
import type { ClaimResult, Evidence } from "./run-event.ts";

type Experiment<Kind extends Claim["experiment"]> = Extract<Claim, { readonly experiment: Kind }>;

/** The verdict on a claim under one contract, with what each trial was answered. */
interface Decision {
  readonly contract: ContractName;
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
}

/** A claim's result, with what it means for the exit code of the run. */
export interface FinishedClaim {
  readonly claim: ClaimResult;
  readonly exitCode: number;
}

/** Decides a claim under every contract of its scenario, each trial on an org of its own. Never rejects. */
export async function runClaim(claim: Claim, scenario: Scenario, around: Surroundings): Promise<FinishedClaim> {
  const base = { claim: claim.claim, by: claim.by, line: scenario.positionOf(claim.pointer).line };
  if (claim.experiment === "none") {
    return { claim: { ...base, verdicts: claim.verdicts, flipped: [], why: claim.why, evidence: [] }, exitCode: 0 };
  }
  try {
    const decisions: Decision[] = [];
    for (const contract of scenario.contracts) decisions.push(await decide(claim, { scenario, contract, around }));
    const flipped = decisions.flatMap(({ contract, verdict }) => {
      const pinned = claim.verdicts[contract];
      return pinned === undefined || pinned === verdict ? [] : [{ contract, pinned, found: verdict }];
    });
    return {
      claim: {
        ...base,
        verdicts: Object.fromEntries(decisions.map(({ contract, verdict }) => [contract, verdict])),
        flipped,
        evidence: decisions.flatMap(({ evidence }) => evidence),
      },
      exitCode: flipped.length > 0 ? 1 : 0,
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const exitCode = error instanceof TargetError ? error.exitCode : 1;
    return { claim: { ...base, verdicts: {}, flipped: [], evidence: [], error: message }, exitCode };
  }
}

interface Place {
  readonly scenario: Scenario;
  readonly contract: ContractName;
  readonly around: Surroundings;
}

function decide(claim: Experiment<"change" | "values">, place: Place): Promise<Decision> {
  return claim.experiment === "change" ? decideByChange(claim, place) : decideByValues(claim, place);
}

async function decideByChange(claim: Experiment<"change">, place: Place): Promise<Decision> {
  const claimed = claim.claimed[place.contract];
  if (claimed === undefined) throw new Error(`the claimed answer for the contract ${place.contract} is missing`);
  const control = await runTrial("control", claim.control, { ...place, claimed });
  const variation = await runTrial("variation", claim.variation, { ...place, claimed });
  const verdict = decideChange({ control: differencesOf(control.run), variation: differencesOf(variation.run) });
  return { contract: place.contract, verdict, evidence: [control.evidence, variation.evidence] };
}

async function decideByValues(claim: Experiment<"values">, place: Place): Promise<Decision> {
  const accepted: TrialRun[] = [];
  const refused: TrialRun[] = [];
  for (const [position, trial] of claim.accepted.entries())
    accepted.push(await runTrial(`accepted ${position + 1}`, trial, place));
  for (const [position, trial] of claim.refused.entries())
    refused.push(await runTrial(`refused ${position + 1}`, trial, place));
  const verdict = decideValues({ accepted: accepted.map(statusOf), refused: refused.map(statusOf) });
  return { contract: place.contract, verdict, evidence: [...accepted, ...refused].map(({ evidence }) => evidence) };
}

interface TrialRun {
  readonly run: ClientRun;
  readonly evidence: Evidence;
}

/** A trial whose client could not do its work decides nothing: it throws. */
async function runTrial(
  name: string,
  trial: Trial,
  place: Place & { readonly claimed?: Expectation },
): Promise<TrialRun> {
  const { scenario, contract, around, claimed } = place;
  const run = await runClient(
    {
      contract,
      given: layOverGiven(scenario.given, trial.given),
      variables: scenario.variables,
      client: trial.client ?? requestClient(scenario, trial),
      ...(claimed === undefined ? {} : { expectation: claimed }),
    },
    around,
  );
  if (run.error !== undefined) throw new Error(`${name} under ${contract}: ${run.error}`);
  return { run, evidence: { contract, trial: name, call: describeCall(run), answer: describeAnswer(run) } };
}

function requestClient(scenario: Scenario, trial: Trial): Client {
  const base = scenario.base ?? firstRequest(scenario.client);
  if (base === undefined) throw new Error("the claim has no request that its trials could change");
  return { kind: "request", requests: [layOverRequest(base, trial.request ?? {})] };
}

function firstRequest(client: Client | undefined): RequestStep | undefined {
  return client?.kind === "request" ? client.requests[0] : undefined;
}

function differencesOf(run: ClientRun): ReturnType<typeof compareOutcome> {
  if (run.expectation === undefined) throw new Error("a trial was run without the claimed answer");
  return compareOutcome(run.expectation, run);
}

function statusOf({ run }: TrialRun): number {
  return run.exchanges.at(-1)?.response?.status ?? 0;
}
