import { expect } from "vitest";
import type { Contract } from "#mock-server/contract/contract.ts";
import { findOperation } from "#mock-server/contract/find-operation.ts";
import { asFields } from "#mock-server/contract/read-fields.ts";
import { compileSchema } from "#mock-server/validate/compile-schemas.ts";
import type { RawAnswer } from "./raw-client.ts";

/** Schemas of bodies that an answer may have where it is not known what node made of the bytes. */
const anyRefusal = ["/components/schemas/ErrorBody", "/components/schemas/OAuthError"] as const;

/**
 * The answer is JSON of the contract and no 500, whatever was sent. With `asked` its body fits what the operation of that
 * method and path answers, or the contract's refusal where there is none; without it, any refusal of the contract or the login.
 */
export function expectWellFormed(
  answer: RawAnswer,
  contract: Contract,
  asked?: { readonly method: string; readonly path: string },
): void {
  const { status, headers, body } = answer;
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  expect(headers["content-type"]).toBe("application/json");
  expect(headers["inin-correlation-id"]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  if (asked?.method === "HEAD") {
    expect(body).toBe("");
    return;
  }
  expect(headers["content-length"]).toBe(String(Buffer.byteLength(body)));
  const value: unknown = JSON.parse(body);
  const pointers = asked === undefined ? anyRefusal : [schemaOf(status, contract, asked)];
  const fitting = pointers.filter((pointer) => compileSchema(contract, pointer).validate(value));
  expect({ fitting: fitting.length > 0, value }).toEqual({ fitting: true, value });
  const fields = asFields(value) ?? {};
  if (status !== 200 && fields["error"] === undefined) {
    expect(fields).toMatchObject({ status, contextId: headers["inin-correlation-id"] });
  }
}

function schemaOf(status: number, contract: Contract, { method, path }: { method: string; path: string }): string {
  const found = findOperation(contract, method, path);
  const responses = found.kind === "found" ? found.operation.responses : {};
  return responses[String(status)] ?? responses["default"] ?? "/components/schemas/ErrorBody";
}
