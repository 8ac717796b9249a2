import { closest } from "fastest-levenshtein";
import { asFields, escapePointer } from "#mock-server/contract/read-fields.ts";
import { placesIn } from "#mock-server/domain/executions/fill-output.ts";
import type { Flow, InputCondition } from "#mock-server/org/entities.ts";
import { shorten } from "./check-body.ts";
import { findSchemaMistakes } from "./find-schema-mistakes.ts";

/** One line per thing in a flow of the right form that does not go together; `at` is the flow's place in the body. */
export function findFlowMistakes(flow: Flow, at = ""): string[] {
  const { inputSchema, outputSchema } = flow;
  return [
    ...findVersionMistakes(flow, at),
    ...(inputSchema === undefined ? [] : findSchemaMistakes(inputSchema, `${at}/inputSchema`)),
    ...(outputSchema === undefined ? [] : findSchemaMistakes(outputSchema, `${at}/outputSchema`)),
    ...findConditionMistakes(flow, at),
    ...findNameMistakes(flow, at),
  ];
}

function findVersionMistakes({ version, publishedVersion, neverSaved, state }: Flow, at: string): string[] {
  const late = publishedVersion !== undefined && Number.parseInt(publishedVersion, 10) > Number.parseInt(version, 10);
  return [
    ...(late
      ? [`${at}/publishedVersion is "${publishedVersion}"; expected none after ${at}/version, which is "${version}"`]
      : []),
    ...(neverSaved === true && state === "published"
      ? [`${at}/neverSaved is true; expected a flow whose state is not published, since publishing saves it`]
      : []),
  ];
}

function findConditionMistakes({ outcomes = [] }: Flow, at: string): string[] {
  return outcomes.flatMap(({ when }, position) =>
    Object.entries(when).flatMap(([name, condition]) =>
      findValueMistakes(condition, `${at}/outcomes/${position}/when/${escapePointer(name)}`),
    ),
  );
}

function findValueMistakes({ equals, oneOf = [] }: InputCondition, at: string): string[] {
  const compared: [string, unknown][] = [
    ...(equals === undefined ? [] : [["equals", equals] satisfies [string, unknown]]),
    ...oneOf.map((value, position): [string, unknown] => [`oneOf/${position}`, value]),
  ];
  return compared
    .filter(([, value]) => !["string", "number", "boolean"].includes(typeof value))
    .map(([word, value]) => `${at}/${word} is ${shorten(value)}; expected a text, a number, true or false`);
}

/** Names of inputs in conditions and outputs, where the flow's schema says which inputs there are. */
function findNameMistakes({ inputSchema, outputData, outcomes = [] }: Flow, at: string): string[] {
  if (inputSchema?.["additionalProperties"] !== false) return [];
  const declared = Object.keys(asFields(inputSchema["properties"]) ?? {});
  const used: [string, string][] = [
    ...placesIn(outputData).map((name): [string, string] => [`${at}/outputData`, name]),
    ...outcomes.flatMap((outcome, position) => [
      ...Object.keys(outcome.when).map((name): [string, string] => [`${at}/outcomes/${position}/when`, name]),
      ...placesIn(outcome.outputData).map((name): [string, string] => [`${at}/outcomes/${position}/outputData`, name]),
    ]),
  ];
  return used
    .filter(([, name]) => !declared.includes(name))
    .map(
      ([place, name]) =>
        `${place} names the input ${shorten(name)}, which ${at}/inputSchema does not declare${nearest(name, declared)}`,
    );
}

function nearest(name: string, declared: readonly string[]): string {
  return declared.length === 0 ? "" : `; did you mean "${closest(name, declared)}"? It declares ${declared.join(", ")}`;
}
