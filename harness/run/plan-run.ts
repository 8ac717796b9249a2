import type { Scenario } from "#harness/scenario/scenario.ts";
import { NotComparableError, type Target } from "#harness/target/target.ts";
import { assertBound, bindRun } from "./bind-run.ts";
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
    const notRun = whyNotRun(scenario, options) ?? whyGiven(scenario) ?? (await whyUnbound(scenario, real));
    plannedScenarios.push({
      id: scenario.id,
      effect: scenario.effect,
      ...(notRun === undefined ? {} : { notRun }),
    });
  }
  return { target: real.name, address: real.address, ...planned, allowed: allow, dryRun, scenarios: plannedScenarios };
}

/** What only a mock can be given. */
function whyGiven({ given }: Scenario): string | undefined {
  if ((given.faults ?? []).length > 0) return "given.faults: only a mock can be made to fail";
  return Object.keys(given.settings ?? {}).length > 0 ? "given.settings: only a mock has them" : undefined;
}

/** A value that the real side does not have shows in the plan, not after the first calls. */
async function whyUnbound(scenario: Scenario, target: Target): Promise<string | undefined> {
  const [contract] = scenario.contracts;
  const clients = [scenario.client, ...(scenario.clients ?? []).map(({ client }) => client)].flatMap(
    (client) => client ?? [],
  );
  if (contract === undefined || clients.length === 0) return undefined;
  try {
    const run = scenario.clients === undefined ? contract : `${contract} ${scenario.clients[0]?.name}`;
    const builtIn = await target.variables(contract, { scenario: scenario.id, run });
    const bound = bindRun({ target, contract, builtIn, declared: scenario.variables });
    bound.bind(scenario.given);
    for (const client of clients) assertBound(client, bound, target);
    return undefined;
  } catch (error) {
    if (error instanceof NotComparableError) return error.message;
    throw error;
  }
}
