import { formatCurl } from "#curl/format-curl.ts";
import { compareOutcome } from "#harness/compare/compare.ts";
import {
  type Client,
  type ContractName,
  type Expectation,
  effects,
  type Scenario,
} from "#harness/scenario/scenario.ts";
import { NotComparableError, type Target, TargetError } from "#harness/target/target.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { findUnrecorded } from "./find-unrecorded.ts";
import { stripGrant } from "./lay-over.ts";
import { placeOfExpectation } from "./place-of-expectation.ts";
import { type ClientRun, runClient } from "./run-client.ts";
import type { Leg } from "./run-event.ts";
import { type NothingSaid, runPatiently, whyNothingSaid } from "./run-patiently.ts";
import type { Surroundings } from "./surroundings.ts";

export interface WantedLeg {
  readonly scenario: Scenario;
  readonly contract: ContractName;
  readonly client: Client;
  /** Name of the client, where the scenario has several. */
  readonly name?: string;
  readonly expectation: Expectation;
}

/** A leg, what happened in it, and what it means for the exit code of the run. */
export interface FinishedLeg {
  readonly leg: Leg;
  /** Absent where the client never ran. */
  readonly run?: ClientRun;
  readonly exitCodes: readonly number[];
}

/** Runs a scenario's client on the mock and compares what happened with the expectation. Never rejects. */
export function runMockLeg(wanted: WantedLeg, target: Target, around: Surroundings): Promise<FinishedLeg> {
  return runLeg({ ...wanted, target, given: wanted.scenario.given, patient: false }, around);
}

/**
 * Runs it on the real side. `mock` is the leg on the mock, where there was one: what it was refused tells whether the scenario
 * is about rights, and a call that it was refused for safety is not tried on the real side either.
 */
export async function runRealLeg(
  wanted: WantedLeg,
  parts: { readonly target: Target; readonly around: Surroundings; readonly mock: FinishedLeg | undefined },
): Promise<FinishedLeg> {
  const { target, around, mock } = parts;
  const reason = whyNotRun(wanted.scenario, around) ?? whyNotAfter(mock);
  if (reason !== undefined) return notRun(wanted, target, reason);
  // Only what a narrow token was enough for on the mock says nothing about rights.
  const given = mock?.leg.status === "passed" ? stripGrant(wanted.scenario.given, mock.run) : wanted.scenario.given;
  // A scenario that is about a 429 wants to see it.
  const expectsLimit = mock?.run?.exchanges.some(({ response }) => response?.status === 429) ?? false;
  return runLeg({ ...wanted, target, given, patient: !expectsLimit }, around);
}

/** Why a scenario's real leg may not run, as far as can be said before anything is sent. */
export function whyNotRun(
  { effect, effectIsAssumed }: Pick<Scenario, "effect" | "effectIsAssumed">,
  { allow }: Pick<Surroundings, "allow">,
): string | undefined {
  if (effects.indexOf(effect) <= effects.indexOf(allow)) return undefined;
  return effectIsAssumed === true
    ? "it does not say its effect, which counts as writes; write `effect: reads` (or launches) if it does no more"
    : `it ${effect}, and only ${allow} is allowed; allow it with --allow ${effect}`;
}

function whyNotAfter(mock: FinishedLeg | undefined): string | undefined {
  const refused = mock?.run?.exchanges.some((exchange) => exchange.refused === true);
  return refused === true ? "a call of its leg on the mock was refused for safety" : undefined;
}

function notRun(wanted: WantedLeg, target: Target, reason: string): FinishedLeg {
  return {
    leg: { ...baseOf(wanted, target), status: "not-run", differences: [], exchanges: [], error: reason },
    exitCodes: [],
  };
}

interface LegToRun extends WantedLeg {
  readonly target: Target;
  readonly given: Scenario["given"];
  /** Whether it is repeated after the wait when it is answered 429. */
  readonly patient: boolean;
}

async function runLeg(wanted: LegToRun, around: Surroundings): Promise<FinishedLeg> {
  const { scenario, contract, client, name, expectation, target, given } = wanted;
  const run = name === undefined ? contract : `${contract} ${name}`;
  const order = { target, scenario, run, contract, given, client, expectation };
  try {
    const { ran, attempts } = wanted.patient
      ? await runPatiently(order, around)
      : { ran: await runClient(order, around), attempts: 1 };
    const unrecorded = findUnrecorded(ran);
    if (unrecorded?.isChanged === false) return notRun(wanted, target, unrecorded.message);
    const nothing: NothingSaid | undefined =
      unrecorded === undefined
        ? target.side === "real"
          ? whyNothingSaid(ran, () => !wanted.patient)
          : undefined
        : { message: unrecorded.message };
    const finished = finishLeg(wanted, {
      ran: nothing === undefined ? ran : { ...ran, error: nothing.message },
      attempts,
      silent: nothing !== undefined,
    });
    // A run that is stopped has broken its connections off itself.
    const circumstance = around.signal?.aborted === true ? undefined : nothing?.circumstance;
    const said = circumstance === undefined ? {} : { circumstance };
    return {
      ...finished,
      leg: { ...finished.leg, ...said, ...(await explainRefusal(finished.leg, ran, wanted.expectation)) },
    };
  } catch (error) {
    if (error instanceof NotComparableError) return notRun(wanted, target, error.message);
    const message = error instanceof Error ? error.message : String(error);
    const pointer = error instanceof TargetError ? error.pointer : undefined;
    const place = pointer === undefined ? {} : { errorPlace: scenario.positionOf(pointer) };
    return {
      leg: { ...baseOf(wanted, target), status: "error", differences: [], exchanges: [], error: message, ...place },
      exitCodes: [error instanceof TargetError ? error.exitCode : 1],
    };
  }
}

function finishLeg(
  wanted: LegToRun,
  { ran, attempts, silent }: { ran: ClientRun; attempts: number; silent: boolean },
): FinishedLeg {
  const { scenario, contract, expectation, target } = wanted;
  const refused = ran.exchanges.filter((exchange) => exchange.refused === true);
  const common = {
    ...baseOf(wanted, target),
    exchanges: ran.exchanges,
    ...(attempts > 1 ? { attempts } : {}),
    ...(ran.cleanUp.length > 0 ? { cleanUp: ran.cleanUp } : {}),
  };
  const safety = refused.length > 0 ? [5] : [];
  if (ran.error !== undefined) {
    const leg: Leg = { ...common, status: "error", differences: [], error: ran.error, ...helpFor(ran, wanted) };
    return { leg, run: ran, exitCodes: [...safety, silent ? 3 : 1] };
  }
  const differences = compareOutcome(ran.expectation ?? expectation, ran).map((difference) => ({
    ...difference,
    ...placeOfExpectation(scenario, contract, difference.at),
  }));
  const failed = differences.length > 0 || refused.length > 0;
  const leg: Leg = {
    ...common,
    status: failed ? "failed" : "passed",
    differences,
    ...(failed ? helpFor(ran, wanted) : {}),
  };
  return { leg, run: ran, exitCodes: [...safety, ...(differences.length > 0 ? [1] : [])] };
}

function baseOf({ contract, name }: WantedLeg, target: Target): Pick<Leg, "target" | "side" | "contract" | "client"> {
  return { target: target.name, side: target.side, contract, ...(name === undefined ? {} : { client: name }) };
}

// Where `npm start` listens, so that the line can be pasted beside a started mock.
const startedMockUrl = "http://127.0.0.1:8088";

/** What helps with a failure: what the client printed, and how to repeat its last call. */
function helpFor(ran: ClientRun, wanted: LegToRun): Pick<Leg, "output" | "curl"> {
  return { ...(ran.output === undefined ? {} : { output: ran.output }), ...repeated(ran, wanted) };
}

function repeated({ exchanges }: ClientRun, { contract, target }: LegToRun): Pick<Leg, "curl"> {
  const last = exchanges.at(-1);
  if (last === undefined) return {};
  const { headers } = last.request;
  // A client that chose a contract itself has chosen it for the repeated call, too; the real API knows of none.
  const chosen = target.side === "real" || headers.some(([name]) => name.toLowerCase() === "x-mock-contract");
  const all = chosen ? headers : [...headers, ["X-Mock-Contract", contract] as const];
  const isLogin = last.request.path.startsWith("/oauth/");
  const address = (isLogin ? target.loginAddress : undefined) ?? target.address;
  const url = /^https?:\/\/\S+$/.test(address) ? address : startedMockUrl;
  return { curl: formatCurl({ ...last.request, headers: all }, url) };
}

/** Whether any call was answered with one of these statuses. */
