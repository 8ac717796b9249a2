import { asFields } from "#mock-server/contract/read-fields.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import { createIdSource, type IdSource } from "#mock-server/org/id-source.ts";
import type { Org } from "#mock-server/org/org.ts";

/**
 * The configuration of a flow: the top-level properties of a captured one (ARCH `workflow-9-nodes.json`), with the variables
 * that the flow's schemas declare and one action that ends it. What stands inside them is inferred. A flow has the same ids in
 * it whenever it is asked for.
 */
export function formatConfiguration(flow: Flow, org: Org): Readonly<Record<string, unknown>> {
  const ids = createIdSource(0, flow.id);
  const language = org.organization.defaultLanguage ?? "en-us";
  const initialSequence = ids.nextId();
  const variables = formatVariables(flow, ids);
  return {
    name: flow.name,
    description: flow.description ?? "",
    type: flow.type.toLowerCase(),
    defaultLanguage: language,
    supportedLanguages: [language],
    supportedLanguageOptions: [{ language }],
    initialSequence,
    nextTrackingNumber: 12,
    flowSequenceItemList: [formatSequence(flow, { id: initialSequence, actionId: ids.nextId() })],
    variables,
    manifest: {},
    errorHandling: {},
    defaultSettings: {},
    debugSettings: {},
    uiMetaData: {},
    customDefinitions: [],
    flowMetaData: {},
    versionMetaData: {
      ...(flow.inputSchema === undefined ? {} : { inputSchema: flow.inputSchema }),
      ...(flow.outputSchema === undefined ? {} : { outputSchema: flow.outputSchema }),
    },
  };
}

function formatSequence(
  flow: Flow,
  { id, actionId }: { id: string; actionId: string },
): Readonly<Record<string, unknown>> {
  const action = {
    id: actionId,
    name: `End ${flow.type === "WORKFLOW" ? "Workflow" : "Flow"}`,
    trackingId: 11,
    __type: flow.type === "WORKFLOW" ? "EndWorkflowAction" : "EndFlowAction",
    ...(flow.completionReason === undefined ? {} : { exitReason: flow.completionReason }),
  };
  return {
    id,
    name: "Initial State",
    trackingId: 10,
    startAction: actionId,
    __type: "Sequence",
    actionList: [action],
    variables: [],
    uiMetaData: {},
  };
}

/** One per name; a name that both schemas have is an input and an output. */
function formatVariables(flow: Flow, ids: IdSource): Readonly<Record<string, unknown>>[] {
  const inputs = asFields(flow.inputSchema?.["properties"]) ?? {};
  const outputs = asFields(flow.outputSchema?.["properties"]) ?? {};
  return [...new Set([...Object.keys(inputs), ...Object.keys(outputs)])].map((name) => ({
    id: ids.nextId(),
    name,
    __type: typeOf(Object.hasOwn(inputs, name) ? inputs[name] : outputs[name]),
    isInput: Object.hasOwn(inputs, name),
    isOutput: Object.hasOwn(outputs, name),
    isCollection: false,
    isInternal: false,
    isSecure: false,
    initialValue: null,
    version: 1,
  }));
}

const types: Readonly<Record<string, string>> = {
  integer: "IntegerVariable",
  number: "DecimalVariable",
  boolean: "BooleanVariable",
};

/** Only `StringVariable` was seen (ARCH); the other names are inferred. */
function typeOf(schema: unknown): string {
  const type = asFields(schema)?.["type"];
  const names = Array.isArray(type) ? type.map(String) : [String(type)];
  return names.map((name) => types[name]).find((name) => name !== undefined) ?? "StringVariable";
}
