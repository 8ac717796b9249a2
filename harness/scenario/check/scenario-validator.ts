import type { Options, ValidateFunction } from "ajv";
import type { ScenarioDocument } from "#harness/scenario/document/scenario-document.ts";

/** How the schema of scenarios is compiled; the build uses the same, and puts what it made in this module's place. */
export const scenarioAjvOptions: Options = {
  allErrors: true,
  // Puts the failed part of the schema into each error, which the messages are made from.
  verbose: true,
  allowUnionTypes: true,
  keywords: ["errorMessage"],
};

let compiled: Promise<ValidateFunction<ScenarioDocument>> | undefined;

/** The validator of `scenario.schema.json`, compiled on first use and kept. */
export function scenarioValidator(): Promise<ValidateFunction<ScenarioDocument>> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<ValidateFunction<ScenarioDocument>> {
  const { Ajv } = await import("ajv");
  const { default: schema } = await import("#harness/scenario/scenario.schema.json", { with: { type: "json" } });
  return new Ajv(scenarioAjvOptions).compile<ScenarioDocument>(schema);
}
