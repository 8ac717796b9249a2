import type { Response } from "supertest";
import { expect } from "vitest";
import { type Asked, expectValidAnswer } from "./expect-valid-answer.ts";

/** The answer is this refusal of the login host, to the byte, and valid besides. */
export function expectOauthError(
  response: Response,
  asked: Asked,
  expected: { readonly error: string; readonly description: string; readonly status?: number },
): void {
  const { error, description, status = 400 } = expected;
  expect({ status: response.status, body: response.body }).toEqual({
    status,
    body: { error, description, error_description: description },
  });
  expect(response.text).toBe(JSON.stringify({ error, description, error_description: description }));
  expectValidAnswer(response, asked);
}
