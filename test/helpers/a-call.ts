import type { AcceptedCall, AcceptedInput, IncomingCall, MatchedCall } from "#mock-server/call.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { resolveSettings } from "#mock-server/contract/settings.ts";

/** A call as it comes in: `GET /` with nothing else, but for what is given. */
export function anIncomingCall(parts: Partial<IncomingCall> = {}): IncomingCall {
  return {
    correlationId: "00000000-0000-4000-8000-000000000000",
    method: "GET",
    path: "/",
    query: "",
    headers: {},
    body: Buffer.alloc(0),
    tooLarge: false,
    ...parts,
  };
}

/** Headers and body of a call that sends JSON; a text goes as it is. */
export function jsonParts(value: unknown): Pick<IncomingCall, "headers" | "body"> {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return { headers: { "content-type": "application/json" }, body: Buffer.from(text) };
}

/** A call of an operation, by its id or as it is, under the contract's default settings. */
export function aMatchedCall(
  contract: Contract,
  operation: OperationId | Operation,
  parts: Partial<MatchedCall> = {},
): MatchedCall {
  const known = typeof operation === "string" ? operationOf(contract, operation) : operation;
  return {
    ...anIncomingCall({ method: known.method, path: known.path }),
    contract,
    operation: known,
    pathParameters: {},
    settings: resolveSettings(contract, {}),
    ...parts,
  };
}

type AcceptedParts = Partial<Omit<AcceptedCall, "input">> & { readonly input?: Partial<AcceptedInput> };

/** A call that passed every check: of the OAuth client `client-1` with all rights, with the input that is given. */
export function anAcceptedCall(
  contract: Contract,
  operation: OperationId,
  { input = {}, ...parts }: AcceptedParts = {},
): AcceptedCall {
  return {
    contract,
    operation: operationOf(contract, operation),
    settings: resolveSettings(contract, {}),
    principal: { kind: "client", id: "client-1", clientId: "client-1", permissions: ["*"] },
    ...parts,
    input: { path: {}, query: {}, body: undefined, ...input },
  };
}

/** The operation of a contract; throws if there is none. */
export function operationOf(contract: Contract, id: OperationId): Operation {
  const found = contract.operations.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`the contract ${contract.name} has no operation ${id}`);
  return found;
}
