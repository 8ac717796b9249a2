import { executionOutcomes, flowStates, flowTypes } from "#mock-server/org/entities.ts";
import { anyObject, closed, instant, named, text } from "./schema-parts.ts";

const flowErrorInfo = closed(
  {
    message: text,
    code: text,
    status: { type: "integer" },
    entityId: text,
    entityName: text,
    messageWithParams: text,
    messageParams: { type: "object", additionalProperties: text },
  },
  ["message", "code"],
);
/** JSON schemas of how a run ends, of flows and of executions. */
export const runEnd = {
  outcome: { type: "string", enum: executionOutcomes },
  completionReason: text,
  outputData: anyObject,
  flowErrorInfo,
} as const;
const runsFor = { type: "number", minimum: 0, maximum: 31_536_000 } as const;
const flowVersion = { type: "string", pattern: "^[1-9]\\d{0,8}\\.0$" } as const;

const inputCondition = {
  ...closed(
    {
      equals: {},
      oneOf: { type: "array", minItems: 1 },
      greaterThan: { type: "number" },
      lessThan: { type: "number" },
      absent: { type: "boolean" },
    },
    [],
  ),
  minProperties: 1,
} as const;
const conditionalOutcome = closed(
  { when: { type: "object", additionalProperties: inputCondition }, runsFor, ...runEnd },
  ["when", "outcome"],
);

export const flow = closed(
  {
    ...named,
    description: text,
    type: { type: "string", enum: flowTypes },
    divisionId: text,
    state: { type: "string", enum: flowStates },
    version: flowVersion,
    publishedVersion: flowVersion,
    neverSaved: { type: "boolean" },
    secure: { type: "boolean" },
    createdAt: instant,
    publishedAt: instant,
    // What stands in schemas and conditions is looked at by find-flow-mistakes.ts.
    inputSchema: anyObject,
    outputSchema: anyObject,
    runsFor,
    ...runEnd,
    outcomes: { type: "array", items: conditionalOutcome },
  },
  ["id", "name", "type", "divisionId", "state", "version", "runsFor", "outcome"],
);

export const execution = closed(
  {
    ...named,
    flowId: text,
    flowVersion: text,
    launchedAt: instant,
    endsAt: instant,
    ...runEnd,
    inputData: anyObject,
  },
  ["id", "name", "flowId", "flowVersion", "launchedAt", "endsAt", "outcome", "inputData"],
);
