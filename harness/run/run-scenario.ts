import type { NamedClient, Scenario } from "#harness/scenario/scenario.ts";
import { compareClients } from "./compare-clients.ts";
import { compareLegs, type FinishedComparison, settleContracts } from "./compare-legs.ts";
import type { Pair } from "./pair.ts";
import { type FinishedClaim, runClaim } from "./run-claim.ts";
import type { RecordedRun, ScenarioResult, ScenarioStatus } from "./run-event.ts";
import { type FinishedLeg, runMockLeg, runRealLeg, type WantedLeg } from "./run-leg.ts";
import type { Surroundings } from "./surroundings.ts";

/** A scenario's result, with what it means for the exit code of the run. */
export interface FinishedScenario {
  readonly result: ScenarioResult;
  readonly exitCodes: readonly number[];
  /** What a reader has to know beside the result, a sentence each. */
  readonly warnings: readonly string[];
}

/** Runs a scenario: its clients under each contract, on the mock and then on the real side, and its claims. Never rejects. */
export async function runScenario(scenario: Scenario, around: Surroundings): Promise<FinishedScenario> {
  const startedAt = performance.now();
  const pairs: Pair[] = [];
  for (const wanted of legsOf(scenario)) pairs.push(await runPair(wanted, around));
  const comparisons = settleContracts(pairs.flatMap(({ comparison }) => comparison ?? []));
  const settled = pairs.map((pair) => forgetSettled(pair, comparisons));
  const wire = await compareClients(scenario, { pairs, around });
  const claims: FinishedClaim[] = [];
  for (const claim of scenario.claims) claims.push(await runClaim(claim, scenario, around));

  const legs = settled.flatMap(({ mock, real }) => [mock, real].flatMap((leg) => leg ?? []));
  const client = judgeClient(scenario, { legs, comparisons });
  // What was broken off, or says nothing of the API, would replace a whole recording.
  const isWhole = around.signal?.aborted !== true && legs.every(({ leg }) => leg.circumstance === undefined);
  const recorded =
    around.record && isWhole ? [...pairs.flatMap(recordedRun), ...claims.flatMap((claim) => claim.recorded)] : [];
  return {
    result: {
      id: scenario.id,
      title: scenario.title,
      ...(scenario.report === undefined ? {} : { report: scenario.report }),
      file: scenario.file,
      line: scenario.positionOf("").line,
      status: worst([client.status, ...claims.map(statusOfClaim)]),
      ...(scenario.status === "open-bug" ? { openBug: true as const } : {}),
      tags: scenario.tags,
      durationMs: Math.round(performance.now() - startedAt),
      legs: legs.map(({ leg }) => leg),
      comparisons: comparisons.map(({ comparison }) => comparison),
      wire,
      claims: claims.map(({ claim }) => claim),
      ...(recorded.length > 0 ? { recorded } : {}),
    },
    exitCodes: [...client.exitCodes, ...claims.flatMap(({ exitCodes }) => exitCodes)],
    warnings: claims.flatMap(({ warnings }) => warnings.map((warning) => `${scenario.id}: ${warning}`)),
  };
}

function legsOf(scenario: Scenario): readonly WantedLeg[] {
  const clients: readonly (Pick<NamedClient, "client"> & { readonly name?: string })[] =
    scenario.clients ?? (scenario.client === undefined ? [] : [{ client: scenario.client }]);
  return scenario.contracts.flatMap((contract) => {
    const expectation = scenario.expect[contract];
    return expectation === undefined ? [] : clients.map((one) => ({ scenario, contract, expectation, ...one }));
  });
}

async function runPair(wanted: WantedLeg, around: Surroundings): Promise<Pair> {
  const mock = around.mock && (await runMockLeg(wanted, around.mock, around));
  const real = around.real && (await runRealLeg(wanted, { target: around.real, around, mock }));
  const comparison = mock && real && compareLegs({ mock, real }, { wanted, around });
  const told = real && sayCircumstance(real, comparison);
  return {
    wanted,
    ...(mock === undefined ? {} : { mock }),
    ...(told === undefined ? {} : { real: told }),
    ...(comparison === undefined ? {} : { comparison }),
  };
}

/** A leg that a circumstance of the run kept from saying anything has not met its expectation, and not failed it. */
function sayCircumstance(real: FinishedLeg, compared: FinishedComparison | undefined): FinishedLeg {
  const { circumstance } = compared ?? {};
  if (circumstance === undefined) return real;
  const { diagnosis: _diagnosis, ...leg } = real.leg;
  const { message: error } = circumstance;
  return { ...real, leg: { ...leg, status: "error", differences: [], error, circumstance }, exitCodes: [3] };
}

/** The real leg of a contract that the real API does not follow has failed only what another contract has answered. */
function forgetSettled(pair: Pair, comparisons: readonly FinishedComparison[]): Pair {
  const { real } = pair;
  const own = comparisons.find(
    ({ comparison }) => comparison.contract === real?.leg.contract && comparison.client === real?.leg.client,
  );
  if (real === undefined || own?.comparison.verdict !== "other-contract") return pair;
  return { ...pair, real: { ...real, exitCodes: real.exitCodes.filter((code) => code !== 1) } };
}

interface Judged {
  readonly status: ScenarioStatus;
  readonly exitCodes: readonly number[];
}

function judgeClient(
  scenario: Scenario,
  parts: { readonly legs: readonly FinishedLeg[]; readonly comparisons: readonly FinishedComparison[] },
): Judged {
  const { legs, comparisons } = parts;
  const codes = [...legs, ...comparisons].flatMap(({ exitCodes }) => exitCodes);
  if (scenario.status === "open-bug" && legs.length > 0) return judgeOpenBug(legs, codes);
  const errors = legs.some(({ leg, exitCodes }) => leg.status === "error" && exitCodes.length > 0);
  return { status: errors ? "error" : codes.length > 0 ? "failed" : "passed", exitCodes: codes };
}

/** A known bug is expected to fail: that it does is no failure, and that it passes on every side that ran is one. */
function judgeOpenBug(legs: readonly FinishedLeg[], codes: readonly number[]): Judged {
  const ran = legs.filter(({ leg }) => leg.status !== "not-run");
  // A client that could not do its work has reproduced nothing.
  const broken = ran.some(({ leg }) => leg.status === "error");
  const others = codes.filter((code) => code !== 1 || broken);
  const gone = ran.length > 0 && ran.every(({ leg }) => leg.status === "passed");
  const exitCodes = gone ? [...others, 1] : others;
  return { status: exitCodes.length > 0 ? "failed" : "passed", exitCodes };
}

function recordedRun({ wanted, real }: Pair): readonly RecordedRun[] {
  if (real?.run === undefined || real.run.exchanges.length + real.run.reads.length === 0) return [];
  const { contract, name } = wanted;
  const { variables, exchanges, reads } = real.run;
  return [
    {
      run: name === undefined ? contract : `${contract} ${name}`,
      contract,
      variables,
      exchanges: [...exchanges, ...reads],
    },
  ];
}

function statusOfClaim({ claim, exitCodes }: FinishedClaim): ScenarioStatus {
  if (claim.error !== undefined) return "error";
  return exitCodes.length > 0 ? "failed" : "passed";
}

function worst(statuses: readonly ScenarioStatus[]): ScenarioStatus {
  if (statuses.includes("error")) return "error";
  return statuses.includes("failed") ? "failed" : "passed";
}
