import type { Response } from "supertest";
import { expect } from "vitest";
import { type Asked, expectValidAnswer } from "./expect-valid-answer.ts";

/** A refusal as a test expects it. */
export interface ExpectedRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Published refusals with named slots: the template and what fills it. */
  readonly params?: { readonly messageWithParams: string; readonly messageParams: Readonly<Record<string, string>> };
  /** The list of the thread's shape; empty when left out. */
  readonly errors?: readonly { readonly code: string; readonly message: string; readonly field: string }[];
}

/** The answer is this refusal in the contract's shape, to the byte, and valid besides. */
export function expectRefusal(response: Response, asked: Asked, expected: ExpectedRefusal): void {
  if (asked.operationId !== undefined && isHead(asked)) {
    expect({ status: response.status, body: response.text }).toEqual({ status: expected.status, body: undefined });
    expectValidAnswer(response, asked);
    return;
  }
  const body = asked.contract.name === "thread" ? threadBody(response, expected) : platformBody(response, expected);
  expect({ status: response.status, body: response.body }).toEqual({ status: expected.status, body });
  // The same keys in the same order.
  expect(response.text).toBe(JSON.stringify(body));
  expectValidAnswer(response, asked);
}

/** The answer to HEAD has no body. */
function isHead({ contract, operationId }: Asked): boolean {
  return contract.operations.some(({ id, method }) => id === operationId && method === "HEAD");
}

function platformBody(response: Response, { status, code, message, params }: ExpectedRefusal): unknown {
  return { message, code, status, ...params, contextId: contextIdOf(response), details: [], errors: [] };
}

function threadBody(response: Response, { status, code, message, errors = [] }: ExpectedRefusal): unknown {
  return { code, message, status, errors, contextId: contextIdOf(response) };
}

function contextIdOf(response: Response): string | undefined {
  return response.headers["inin-correlation-id"];
}
