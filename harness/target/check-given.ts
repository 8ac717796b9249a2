import type { Given, Scenario, Trial } from "#harness/scenario/scenario.ts";
import type { ScenarioProblem } from "#harness/scenario/scenario-problem.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import { findSettingMistakes } from "#mock-server/contract/settings.ts";
import { findMistakes } from "#mock-server/control/check-body.ts";
import { controlValidator } from "#mock-server/control/control-validators.ts";

/**
 * What is wrong with the orders that a scenario has for the mock, as far as their form shows it, before anything is sent. A
 * value with a variable in it is looked at when it is known.
 */
export function checkGiven(scenario: Scenario, contracts: () => readonly Contract[]): ScenarioProblem[] {
  return listGiven(scenario).flatMap(({ given, pointer }) =>
    [...findInOrders(given), ...findInSettings(given, contracts)].map(({ at, message }) => {
      const { line, column } = scenario.positionOf(pointer + at);
      return { file: scenario.file, line, column, message };
    }),
  );
}

interface GivenPart {
  readonly given: Given;
  readonly pointer: string;
}

/** That of the scenario and those of its claims' trials. */
function listGiven({ given, claims }: Scenario): GivenPart[] {
  const ofTrial = (trial: Trial, pointer: string): GivenPart[] =>
    trial.given === undefined ? [] : [{ given: trial.given, pointer: `${pointer}/given` }];
  const ofClaims = claims.flatMap((claim) => {
    const ofList = (name: string, trials: readonly Trial[]) =>
      trials.flatMap((trial, index) => ofTrial(trial, `${claim.pointer}/${name}/${index}`));
    if (claim.experiment === "values")
      return [...ofList("accepted", claim.accepted), ...ofList("refused", claim.refused)];
    if (claim.experiment === "none") return [];
    return [
      ...ofTrial(claim.control, `${claim.pointer}/control`),
      ...ofTrial(claim.variation, `${claim.pointer}/variation`),
    ];
  });
  return [{ given, pointer: "/given" }, ...ofClaims];
}

interface Found {
  /** JSON pointer below `given`. */
  readonly at: string;
  readonly message: string;
}

const schemas = { flows: "flow", users: "user", faults: "fault" } as const;

function findInOrders(given: Given): Found[] {
  return (["flows", "users", "faults"] as const).flatMap((kind) =>
    (given[kind] ?? []).flatMap((order, index) => {
      const schema = schemas[kind];
      // A line for each of the first errors, in their order. What is missing the org may have.
      const lines = findMistakes(schema, order);
      const errors = lines.length === 0 ? [] : (controlValidator(schema).errors ?? []);
      return errors.flatMap(({ instancePath, keyword, params, data }, position) => {
        const line = lines[position];
        if (line === undefined || keyword === "required" || isBoundLater(data)) return [];
        const key = keyword === "additionalProperties" ? `/${String(params["additionalProperty"])}` : "";
        const message = `given.${kind}: ${line.replace(/^the body/, `the ${schema}`)}`;
        return [{ at: `/${kind}/${index}${instancePath}${key}`, message }];
      });
    }),
  );
}

function isBoundLater(value: unknown): boolean {
  return typeof value === "string" && value.includes("${");
}

function findInSettings({ settings = {} }: Given, contracts: () => readonly Contract[]): Found[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    isBoundLater(value)
      ? []
      : findSettingMistakes(contracts(), { [name]: value }).map((mistake) => ({
          at: `/settings/${name}`,
          message: `given.settings: ${mistake}`,
        })),
  );
}
