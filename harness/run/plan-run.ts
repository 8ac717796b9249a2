import type { Scenario } from "#harness/scenario/scenario.ts";
import { NotComparableError, type Target } from "#harness/target/target.ts";
import { assertBound, bindRun } from "./bind-run.ts";
import { stripGrant } from "./lay-over.ts";
import type { PlannedScenario, RunPlan } from "./run-event.ts";
import { whyNotRun } from "./run-leg.ts";
import type { RunOptions } from "./run-options.ts";

/** What the run will do on its real side, as far as it can be said before anything is sent; undefined without a real side. */
export async function planRun(
  scenarios: readonly Scenario[],
  options: Pick<RunOptions, "real" | "allow" | "dryRun" | "planned">,
): Promise<RunPlan | undefined> {
  const { real, allow, planned = {}, dryRun = false } = options;
  if (real === undefined) return undefined;
  const plannedScenarios: PlannedScenario[] = [];
  for (const scenario of scenarios) {
    const notRun = whyNotRun(scenario, options) ?? whyGiven(scenario, real) ?? (await whyUnbound(scenario, real));
    plannedScenarios.push({
      id: scenario.id,
      effect: scenario.effect,
      ...(notRun === undefined ? {} : { notRun }),
    });
  }
  return { target: real.name, address: real.address, ...planned, allowed: allow, dryRun, scenarios: plannedScenarios };
}

/**
 * What the real side cannot give. The grant of a token is left out there unless the mock refuses something for it: before it has run,
 * only the expectation tells.
 */
function whyGiven({ given, expect }: Scenario, { whyNotGiven }: Target): string | undefined {
  const isAboutRights = Object.values(expect).some(namesRefusal);
  return whyNotGiven?.(isAboutRights ? given : stripGrant(given, { exchanges: [] }));
}

/** Whether 401 or 403 stands anywhere in what is expected: as a status, or in what a client of its own makes of one. */
function namesRefusal(expected: unknown): boolean {
  if (typeof expected === "object" && expected !== null) return Object.values(expected).some(namesRefusal);
  return expected === 401 || expected === 403;
}

/** A value that the real side does not have shows in the plan, not after the first calls. */
async function whyUnbound(scenario: Scenario, target: Target): Promise<string | undefined> {
  const [contract] = scenario.contracts;
  const clients = [scenario.client, ...(scenario.clients ?? []).map(({ client }) => client)].flatMap(
    (client) => client ?? [],
  );
  if (contract === undefined) return undefined;
  try {
    const run = nameFirstRun(scenario, contract);
    const builtIn = await target.variables(contract, { scenario: scenario.id, run });
    const bound = bindRun({ target, contract, builtIn, declared: scenario.variables });
    bound.bind(scenario.given);
    const expectation = scenario.expect[contract];
    for (const client of clients)
      assertBound({ target, client, ...(expectation === undefined ? {} : { expectation }) }, bound);
    return undefined;
  } catch (error) {
    if (error instanceof NotComparableError) return error.message;
    throw error;
  }
}

function nameFirstRun({ client, clients }: Scenario, contract: string): string {
  if (clients !== undefined) return `${contract} ${clients[0]?.name}`;
  return client === undefined ? "claim 1 control" : contract;
}
