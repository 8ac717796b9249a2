import { findMistakes } from "./check-body.ts";
import type { ControlAnswer } from "./control-answer.ts";
import type { ControlSchema } from "./control-schemas.ts";

/** Hands a body to `then` if it fits the schema that describes `Body`. */
export function withBody<Body>(
  schema: ControlSchema,
  body: unknown,
  then: (body: Body) => Promise<ControlAnswer>,
): Promise<ControlAnswer> {
  return withoutMistakes(findMistakes(schema, body), body, then);
}

/** Hands a body to `then` if no mistakes were found in it, which makes it a `Body`. */
export async function withoutMistakes<Body>(
  mistakes: readonly string[],
  body: unknown,
  then: (body: Body) => Promise<ControlAnswer>,
): Promise<ControlAnswer> {
  if (mistakes.length > 0) {
    return { status: 400, body: { code: "control.body.invalid", message: `${mistakes.join(". ")}.` } };
  }
  // No mistakes: it is what the schema describes.
  return then(body as Body);
}
