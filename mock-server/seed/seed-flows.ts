import type { Division, Flow } from "#mock-server/org/entities.ts";
import { knownIds } from "./known-ids.ts";

/** Schemas as Architect writes them: references to definitions that admit null (ARCH). */
const approval = {
  inputSchema: {
    $schema: "http://json-schema.org/draft-04/schema#",
    title: "Purchase approval",
    description: "Inputs",
    type: "object",
    properties: {
      "Flow.customerId": { $ref: "#/definitions/archString" },
      "Flow.amount": { $ref: "#/definitions/archNumber" },
      "Flow.dueDate": { $ref: "#/definitions/archDate" },
    },
    additionalProperties: false,
    definitions: {
      archString: { oneOf: [{ type: "null" }, { type: "string", maxLength: 32000 }] },
      archNumber: { oneOf: [{ type: "null" }, { type: "number" }] },
      archDate: { oneOf: [{ type: "null" }, { type: "string", minLength: 4, maxLength: 10 }] },
    },
  },
  outputSchema: {
    $schema: "http://json-schema.org/draft-04/schema#",
    title: "Purchase approval",
    description: "Outputs",
    type: "object",
    properties: {
      "Flow.approvedAmount": { $ref: "#/definitions/archNumber" },
      "Flow.message": { $ref: "#/definitions/archString" },
    },
    additionalProperties: false,
    definitions: {
      archString: { oneOf: [{ type: "null" }, { type: "string", maxLength: 32000 }] },
      archNumber: { oneOf: [{ type: "null" }, { type: "number" }] },
    },
  },
  completionReason: "Approved",
  outputData: {
    "Flow.approvedAmount": placeOf("Flow.amount"),
    "Flow.message": `Approved for ${placeOf("Flow.customerId")}`,
  },
  outcomes: [
    {
      when: { "Flow.customerId": { absent: true } },
      outcome: "ERROR",
      completionReason: "No customer",
      flowErrorInfo: { message: "Flow.customerId is not set.", code: "flow.execution.error" },
    },
    {
      when: { "Flow.amount": { greaterThan: 100 } },
      outcome: "FAILED",
      completionReason: "Refused",
      flowErrorInfo: { message: "The amount is over the limit of 100.", code: "flow.execution.failed" },
    },
  ],
} as const;

/** What stands in a definition's output for an input. */
function placeOf(input: string): string {
  return `\${${input}}`;
}

/** The flows of the default org: one for every answer that a launch can get. */
export function seedFlows(divisions: readonly Division[]): Flow[] {
  const sales = divisions[1]?.id ?? knownIds.homeDivision;
  const workflow = {
    type: "WORKFLOW",
    divisionId: knownIds.homeDivision,
    state: "published",
    version: "3.0",
    createdAt: "2025-02-03T08:00:00.000Z",
    outcome: "COMPLETED",
  } as const;
  const publishedAt = "2025-11-17T14:30:00.000Z";
  return [
    {
      ...workflow,
      id: knownIds.publishedFlow,
      name: "Desktop callback",
      description: "Completes after one second",
      publishedAt,
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
      publishedAt,
      runsFor: 1,
    },
    {
      ...workflow,
      id: knownIds.inputSchemaFlow,
      name: "Refund request",
      description: "Declares its inputs",
      divisionId: sales,
      publishedAt,
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
    {
      ...workflow,
      id: knownIds.slowFlow,
      name: "Nightly report",
      description: "Runs for a minute",
      publishedAt,
      runsFor: 60,
    },
    {
      ...workflow,
      id: knownIds.failingFlow,
      name: "Broken lookup",
      description: "Is launched like any other; its logic fails after one second",
      publishedAt,
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
    {
      ...workflow,
      ...approval,
      id: knownIds.approvalFlow,
      name: "Purchase approval",
      description: "Fails when Flow.amount is over 100, and ends in an error without Flow.customerId",
      version: "6.0",
      publishedVersion: "5.0",
      publishedAt,
      runsFor: 1,
    },
    {
      ...workflow,
      id: knownIds.erroneousFlow,
      name: "Faulty import",
      description: "Ends in an error after one second",
      publishedAt,
      runsFor: 1,
      outcome: "ERROR",
      flowErrorInfo: {
        message: "The workflow ran into an error that it does not handle.",
        code: "flow.execution.error",
        status: 500,
      },
    },
    {
      ...workflow,
      id: knownIds.terminatedFlow,
      name: "Stopped import",
      description: "Is terminated after one second",
      publishedAt,
      runsFor: 1,
      outcome: "TERMINATED",
      completionReason: "Terminated",
    },
    {
      ...workflow,
      id: knownIds.neverSavedFlow,
      name: "Empty draft",
      description: "Was created and never saved",
      state: "unpublished",
      version: "1.0",
      neverSaved: true,
      runsFor: 1,
    },
  ];
}
