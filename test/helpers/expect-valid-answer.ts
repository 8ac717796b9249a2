import type { Response } from "supertest";
import { expect } from "vitest";
import type { Contract, Refusal } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { asFields } from "#mock-server/contract/read-fields.ts";
import { compileSchema } from "#mock-server/validate/compile-schemas.ts";

/** What an answer is measured by; without an operation it is an answer to a path or method that the contract lacks. */
export interface Asked {
  readonly contract: Contract;
  readonly operationId?: OperationId;
  /** Headers besides those of every answer, in lower case. */
  readonly headers?: readonly string[];
}

const headersOfEveryAnswer = {
  "content-type": "application/json",
  "strict-transport-security": "max-age=600; includeSubDomains",
  "cache-control": "no-cache, no-store, must-revalidate",
  pragma: "no-cache",
  expires: "0",
} as const;
const headersOfTheConnection = ["connection", "content-length", "date"] as const;
const correlationHeader = "inin-correlation-id";

/**
 * The answer is one that the contract describes: the body fits the schema of its status, a refusal is among those that the
 * operation declares, the headers are the contract's and no others, and `contextId` is the correlation id.
 */
export function expectValidAnswer(response: Response, asked: Asked): void {
  const operation = findOperation(asked);
  if (response.type === "text/html" || response.status === 302) {
    expectPageOrRedirect(response, asked, operation);
    return;
  }
  expectHeaders(response, asked.headers ?? []);
  // To HEAD there is no body, and to some calls none to a good one.
  if (bodyOf(response) === "") {
    const isHead = operation?.method === "HEAD";
    expect({ status: response.status, isHead }).toEqual({ status: isHead ? response.status : 200, isHead });
    if (response.status === 200) expect(operation?.responses).not.toHaveProperty("200");
    return;
  }
  const pointer = operation?.responses[String(response.status)] ?? operation?.responses["default"];
  const { validate } = compileSchema(asked.contract, pointer ?? "/components/schemas/ErrorBody");
  validate(response.body);
  expect((validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)).toEqual([]);
  if (response.status === 200) return;
  const body = asFields(response.body) ?? {};
  if (operation !== undefined) expect(declaredCodes(response.status, operation, asked)).toContain(codeOf(body));
  if ("contextId" in body) expect(body["contextId"]).toBe(response.headers[correlationHeader]);
}

/** A page of the login host loads and runs nothing; a redirect has no body and says where to. */
function expectPageOrRedirect(response: Response, asked: Asked, operation: Operation | undefined): void {
  expect(operation?.errorShape).toBe("oauth");
  if (response.status === 302) {
    expectHeaders(response, ["location", ...(asked.headers ?? [])]);
    expect(bodyOf(response)).toBe("");
    return;
  }
  const headersOfPages = ["content-security-policy", "referrer-policy", "x-content-type-options"];
  expectHeaders(response, [...headersOfPages, ...(asked.headers ?? [])], "text/html; charset=utf-8");
  expect(response.headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-[^;]+'; /);
  expect(response.status).toBe(200);
}

/** Of an answer to HEAD supertest has no text at all. */
function bodyOf(response: { readonly text?: string }): string {
  return response.text ?? "";
}

function expectHeaders(response: Response, others: readonly string[], contentType = "application/json"): void {
  const body = bodyOf(response);
  expect(response.headers).toMatchObject({ ...headersOfEveryAnswer, "content-type": contentType });
  if (body !== "") expect(response.headers["content-length"]).toBe(String(Buffer.byteLength(body)));
  expect(response.headers[correlationHeader]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const expected = [...Object.keys(headersOfEveryAnswer), ...headersOfTheConnection, correlationHeader, ...others];
  expect(Object.keys(response.headers).sort()).toEqual(expected.sort());
}

function findOperation({ contract, operationId }: Asked): Operation | undefined {
  if (operationId === undefined) return undefined;
  const operation = contract.operations.find(({ id }) => id === operationId);
  if (operation === undefined) throw new Error(`the contract ${contract.name} has no operation ${operationId}`);
  return operation;
}

/** Codes of the refusals that the operation can give with a status. */
function declaredCodes(status: number, operation: Operation, { contract }: Asked): string[] {
  const names = [...operation.refusals, ...contract.refusalsOfEveryOperation];
  const refusals = names.map((name) => contract.refusals.get(name)).filter((refusal) => refusal !== undefined);
  const has = (refusal: Refusal) => refusal.status === status || refusal.statusSetting !== undefined;
  return refusals.filter(has).map(({ code }) => code);
}

/** OAuth errors have their code in `error`. */
function codeOf(body: Readonly<Record<string, unknown>>): unknown {
  return body["code"] ?? body["error"];
}
