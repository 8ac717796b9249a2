import type { Contract } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import { operationOf } from "./a-call.ts";

/** A bearer operation `GET /made-up` that asks for nothing, but for what is given. */
export function anOperation(parts: Partial<Operation> = {}): Operation {
  return {
    id: "madeUp",
    method: "GET",
    path: "/made-up",
    summary: "Made up",
    effect: "reads",
    security: "bearer",
    scopes: [],
    requiresUser: false,
    checksAccept: false,
    parameters: [],
    responses: {},
    errorShape: "platform",
    refusals: [],
    problemRefusals: {},
    launchableTypes: [],
    injectedRefusals: {},
    source: "made up",
    ...parts,
  };
}

/** A contract like the given one whose launch takes a body of another schema; `components` are schemas it refers to. */
export function aContractWithBody(
  base: Contract,
  schema: Readonly<Record<string, unknown>>,
  components: Readonly<Record<string, unknown>> = {},
): { readonly contract: Contract; readonly operation: Operation } {
  const operation: Operation = {
    ...operationOf(base, "postFlowsExecutions"),
    checksAccept: false,
    body: { required: true, mediaType: "application/json", schema: "/x-body", formInQuery: false },
  };
  const document = { "x-body": schema, components: { schemas: components } };
  return { contract: { ...base, document, operations: [operation] }, operation };
}
