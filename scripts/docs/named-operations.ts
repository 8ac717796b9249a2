import type { Contract } from "#mock-server/contract/contract.ts";
import { findOperation } from "#mock-server/contract/find-operation.ts";

/** `GET /api/v2/flows/{flowId}`, in a title or an expectation. */
const written = /\b(GET|HEAD|POST|PATCH|DELETE) (\/[^\s"'`?]*)/g;
/** `.get("/api/v2/flows?name=a")`, a call of supertest. */
const called = /\.(get|head|post|patch|delete)\(\s*["'`](\/[^"'`?]*)/g;
const placeOrValue = /\$?\{[^}]*\}/g;

/**
 * The ids of the operations that the text of a test names: by the id, which is also the name of the function in the SDK, or by
 * method and path, where anything may stand for a parameter.
 */
export function namedOperations(text: string, contract: Contract): ReadonlySet<string> {
  const byId = contract.operations.filter(({ id }) => new RegExp(`\\b${id}\\b`).test(text)).map(({ id }) => id);
  const byPath = [...text.matchAll(written), ...text.matchAll(called)].flatMap(([, method = "", path = ""]) => {
    const found = findOperation(contract, method.toUpperCase(), path.replaceAll(placeOrValue, "x"));
    return found.kind === "found" ? [found.operation.id] : [];
  });
  return new Set([...byId, ...byPath]);
}
