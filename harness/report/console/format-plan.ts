import { countOf } from "#harness/report/count-of.ts";
import { listNotPlanned } from "#harness/report/list-not-run.ts";
import { oneLine } from "#harness/report/output.ts";
import type { PlannedScenario, RunPlan } from "#harness/run/run-event.ts";
import { effects } from "#harness/scenario/scenario.ts";
import type { Colours } from "./colours.ts";
import { formatNames } from "./format-names.ts";

/** Gives what a run will do on a real org, for a reader who may still stop it. Ends with an empty line. */
export function formatPlan(plan: RunPlan, colours: Colours): string {
  const running = plan.scenarios.filter(({ notRun }) => notRun === undefined);
  const notRun = listNotPlanned(plan);
  const lines = [
    `target        ${oneLine(plan.target)}, ${oneLine(plan.address)}`,
    `organization  ${organizationOf(plan)}`,
    `allowed       ${allowances[plan.allowed]}`,
    ...(plan.callsPerMinute === undefined
      ? []
      : [`rate          at most ${countOf(plan.callsPerMinute, "call")} a minute`]),
    `runs there    ${running.length} of ${countOf(plan.scenarios.length, "scenario")}${effectsOf(running)}`,
    ...(plan.dryRun ? running.map(({ id, effect }) => `                ${oneLine(id)} (${effect})`) : []),
    ...(notRun.length > 0 ? [`not there     ${plan.scenarios.length - running.length}`] : []),
    ...notRun.map(
      ({ reason, scenarios }) => `                ${scenarios.length}: ${oneLine(reason)} (${formatNames(scenarios)})`,
    ),
  ];
  const ending = plan.dryRun ? `${colours.bold("Only the plan was asked for: nothing was sent.")}\n\n` : "";
  return `${colours.bold("Plan")}\n${lines.map((line) => `  ${line}\n`).join("")}\n${ending}`;
}

function organizationOf({ target, organizationId }: RunPlan): string {
  if (organizationId !== undefined) return `${oneLine(organizationId)}, and no other (GENESYS_ORG_ID)`;
  return target === "recording"
    ? "that of the recordings"
    : "whichever the credentials belong to; pin it with GENESYS_ORG_ID";
}

const allowances: Readonly<Record<RunPlan["allowed"], string>> = {
  reads: "reads only: nothing is launched or written",
  launches: "reads and launches: nothing is written",
  writes: "reads, launches and writes",
};

function effectsOf(running: readonly PlannedScenario[]): string {
  const counts = effects.flatMap((effect) => {
    const count = running.filter((scenario) => scenario.effect === effect).length;
    return count === 0 ? [] : [`${count} ${effect}`];
  });
  return counts.length === 0 ? "" : `: ${counts.join(", ")}`;
}
