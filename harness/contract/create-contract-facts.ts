import type { Contract } from "#mock-server/contract/contract.ts";
import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import { isClosedAt, isDataMapAt } from "./ask-schema.ts";
import type { ContractFacts, SchemaProblem } from "./contract-facts.ts";

/** Where a response body does not fit the schema at a JSON pointer of the contract's document. */
export type ResponseCheck = (schema: string, body: unknown) => readonly SchemaProblem[];

/**
 * What the harness reads from a contract. The check of response bodies is passed in, since it needs ajv, which a run without
 * a real side has no use for: `createResponseCheck` of `create-response-check.ts`, made when it is first asked for.
 */
export function createContractFacts(
  contract: Contract,
  createResponseCheck?: (contract: Contract) => ResponseCheck,
): ContractFacts {
  let check: ResponseCheck | undefined;
  return {
    effectOf(method, path) {
      const operation = operationOf(contract, method, path);
      if (operation !== undefined) return { effect: operation.effect, operationId: operation.id };
      return { effect: readingMethods.has(method.toUpperCase()) ? "reads" : "writes" };
    },
    checkResponse({ method, path, status, body }) {
      const schema = schemaOf(operationOf(contract, method, path), status);
      if (schema === undefined || body === undefined) return [];
      if (createResponseCheck === undefined) {
        throw new Error("checkResponse needs a check: pass createResponseCheck to createContractFacts");
      }
      check ??= createResponseCheck(contract);
      return check(schema, body);
    },
    isClosedValue({ method, path, status }, pointer) {
      const schema = schemaOf(operationOf(contract, method, path), status);
      return schema !== undefined && isClosedAt(contract.document, schema, pointer);
    },
    isDataMap({ method, path, status }, pointer) {
      const schema = schemaOf(operationOf(contract, method, path), status);
      return schema !== undefined && isDataMapAt(contract.document, schema, pointer);
    },
    permissions(method, path) {
      const needed = operationOf(contract, method, path)?.permissions;
      if (needed === undefined || needed.names.length === 0) return undefined;
      return needed.names.join(needed.type === "ANY" ? " or " : " and ");
    },
    unpublished: (method, path) => operationOf(contract, method, path)?.unpublished,
  };
}

const readingMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

function operationOf(contract: Contract, method: string, path: string): Operation | undefined {
  const found = findOperation(contract, method.toUpperCase(), path.replace(/\?.*$/s, ""));
  return found.kind === "found" ? found.operation : undefined;
}

/** JSON pointer of the schema that a response of this status has to fit; `default` is what refusals look like. */
function schemaOf(operation: Operation | undefined, status: number): string | undefined {
  const own = operation?.responses[String(status)];
  return own ?? (status >= 400 ? operation?.responses["default"] : undefined);
}
