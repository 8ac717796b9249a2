import { compareOutcome } from "#harness/compare/compare.ts";
import { formatCurl } from "#harness/exchange/format-curl.ts";
import type { Client, ContractName, Expectation, Scenario } from "#harness/scenario/scenario.ts";
import { TargetError } from "#harness/target/target.ts";
import { type FinishedClaim, runClaim } from "./run-claim.ts";
import { type ClientRun, runClient, type Surroundings } from "./run-client.ts";
import type { ClaimResult, Leg, ScenarioResult, ScenarioStatus } from "./run-event.ts";

/** A scenario's result, with what it means for the exit code of the run. */
export interface FinishedScenario {
  readonly result: ScenarioResult;
  readonly exitCodes: readonly number[];
}

/** Runs a scenario: its client once per contract, then its claims. Never rejects. */
export async function runScenario(scenario: Scenario, around: Surroundings): Promise<FinishedScenario> {
  const startedAt = performance.now();
  const legs: FinishedLeg[] = [];
  const { client } = scenario;
  if (client !== undefined) {
    for (const contract of scenario.contracts) {
      const expectation = scenario.expect[contract];
      if (expectation !== undefined) legs.push(await runLeg({ scenario, contract, client, expectation }, around));
    }
  }
  const claims: FinishedClaim[] = [];
  for (const claim of scenario.claims) claims.push(await runClaim(claim, scenario, around));
  const statuses = [...legs.map(({ leg }) => leg.status), ...claims.map(({ claim }) => statusOfClaim(claim))];
  return {
    result: {
      id: scenario.id,
      title: scenario.title,
      file: scenario.file,
      line: scenario.positionOf("").line,
      status: worst(statuses),
      durationMs: Math.round(performance.now() - startedAt),
      legs: legs.map(({ leg }) => leg),
      claims: claims.map(({ claim }) => claim),
    },
    exitCodes: [...legs, ...claims].map(({ exitCode }) => exitCode),
  };
}

interface FinishedLeg {
  readonly leg: Leg;
  readonly exitCode: number;
}

interface WantedLeg {
  readonly scenario: Scenario;
  readonly contract: ContractName;
  readonly client: Client;
  readonly expectation: Expectation;
}

async function runLeg(wanted: WantedLeg, around: Surroundings): Promise<FinishedLeg> {
  const { scenario, contract, client, expectation } = wanted;
  const base = { target: around.target.name, contract };
  try {
    const run = await runClient(
      { contract, client, expectation, given: scenario.given, variables: scenario.variables },
      around,
    );
    if (run.error !== undefined) {
      return {
        leg: {
          ...base,
          status: "error",
          differences: [],
          exchanges: run.exchanges,
          error: run.error,
          ...repeated(run, contract),
        },
        exitCode: 1,
      };
    }
    return finishLeg(run, { base, wanted });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const exitCode = error instanceof TargetError ? error.exitCode : 1;
    return { leg: { ...base, status: "error", differences: [], exchanges: [], error: message }, exitCode };
  }
}

function finishLeg(
  run: ClientRun,
  { base, wanted }: { base: Pick<Leg, "target" | "contract">; wanted: WantedLeg },
): FinishedLeg {
  const { scenario, contract } = wanted;
  const differences = compareOutcome(run.expectation ?? wanted.expectation, run).map((difference) => ({
    ...difference,
    ...placeOf(scenario, contract, difference.at),
  }));
  const failed = differences.length > 0;
  return {
    leg: {
      ...base,
      status: failed ? "failed" : "passed",
      differences,
      exchanges: run.exchanges,
      ...(failed ? repeated(run, contract) : {}),
    },
    exitCode: failed ? 1 : 0,
  };
}

/** An expectation that is keyed by contract stands one level deeper in the file; what is absent has its parent's place. */
function placeOf({ positionOf }: Scenario, contract: ContractName, at: string): { line: number; column: number } {
  const [whole, own] = [positionOf("/expect"), positionOf(`/expect/${contract}`)];
  const isKeyed = own.line !== whole.line || own.column !== whole.column;
  const { line, column } = positionOf(isKeyed ? `/expect/${contract}${at}` : `/expect${at}`);
  return { line, column };
}

// Where `npm start` listens, so that the line can be pasted beside a started mock.
const startedMockUrl = "http://127.0.0.1:8088";

function repeated({ exchanges }: ClientRun, contract: ContractName): Pick<Leg, "curl"> {
  const last = exchanges.at(-1);
  if (last === undefined) return {};
  const { headers } = last.request;
  // A client that chose a contract itself has chosen it for the repeated call, too.
  const chosen = headers.some(([name]) => name.toLowerCase() === "x-mock-contract");
  const all = chosen ? headers : [...headers, ["X-Mock-Contract", contract] as const];
  return { curl: formatCurl({ ...last.request, headers: all }, startedMockUrl) };
}

function statusOfClaim(claim: ClaimResult): ScenarioStatus {
  if (claim.error !== undefined) return "error";
  return claim.flipped.length > 0 ? "failed" : "passed";
}

function worst(statuses: readonly ScenarioStatus[]): ScenarioStatus {
  if (statuses.includes("error")) return "error";
  return statuses.includes("failed") ? "failed" : "passed";
}
