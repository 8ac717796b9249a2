import type { Division, Flow } from "#mock-server/org/entities.ts";
import { knownIds } from "./known-ids.ts";

/** The flows of the default org: one for every answer that a launch can get. */
export function seedFlows(divisions: readonly Division[]): Flow[] {
  const sales = divisions[1]?.id ?? knownIds.homeDivision;
  const workflow = {
    type: "WORKFLOW",
    divisionId: knownIds.homeDivision,
    state: "published",
    version: "3.0",
    outcome: "COMPLETED",
  } as const;
  return [
    {
      ...workflow,
      id: knownIds.publishedFlow,
      name: "Desktop callback",
      description: "Completes after one second",
      runsFor: 1,
      completionReason: "Done",
      outputData: { "Flow.Result": "ok" },
    },
    {
      ...workflow,
      id: knownIds.unpublishedFlow,
      name: "Draft callback",
      description: "Was never published",
      state: "unpublished",
      version: "1.0",
      runsFor: 1,
    },
    {
      ...workflow,
      id: knownIds.notLaunchableFlow,
      name: "Main menu",
      description: "An inbound call flow, which no API call launches",
      type: "INBOUNDCALL",
      version: "9.0",
      runsFor: 1,
    },
    {
      ...workflow,
      id: knownIds.inputSchemaFlow,
      name: "Refund request",
      description: "Declares its inputs",
      divisionId: sales,
      runsFor: 1,
      inputSchema: {
        $schema: "http://json-schema.org/draft-04/schema#",
        title: "Refund request",
        type: "object",
        properties: {
          "Flow.customerId": { type: ["string", "null"], maxLength: 32000 },
          "Flow.amount": { type: ["number", "null"] },
          "Flow.express": { type: ["boolean", "null"] },
        },
        additionalProperties: false,
      },
    },
    { ...workflow, id: knownIds.slowFlow, name: "Nightly report", description: "Runs for a minute", runsFor: 60 },
    {
      ...workflow,
      id: knownIds.failingFlow,
      name: "Broken lookup",
      description: "Is launched like any other; its logic fails after one second",
      runsFor: 1,
      outcome: "FAILED",
      completionReason: "Error",
      flowErrorInfo: { message: "The data action returned an error.", code: "flow.execution.failed" },
    },
    {
      ...workflow,
      id: knownIds.deletedFlow,
      name: "Old callback",
      description: "Deleted",
      divisionId: sales,
      state: "deleted",
      runsFor: 1,
    },
  ];
}
