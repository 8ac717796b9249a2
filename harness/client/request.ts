import type { RequestStep } from "#harness/scenario/scenario.ts";
import { cutText } from "#redact/cut-text.ts";
import { buildRequest } from "./build-request.ts";
import type { ClientContext, ClientOf, ClientOutcome } from "./client.ts";
import { readPointer } from "./read-pointer.ts";
import { type ReceivedResponse, sendRequest } from "./send-request.ts";
import { startTimer } from "./start-timer.ts";

/**
 * Sends the steps of a scenario one after the other, whatever they are answered; what one saves, the next can use.
 * The result is `{status, headers, body}` of the last response, and `saved` all that the steps have saved. An error names
 * the step and ends the run.
 */
export async function runRequests(client: ClientOf<"request">, context: ClientContext): Promise<ClientOutcome> {
  const saved: Record<string, unknown> = {};
  let outcome: ClientOutcome = {};
  for (const [index, step] of client.requests.entries()) {
    const where = `step ${index + 1} (${step.method} ${step.path})`;
    try {
      const response = await sendStep(step, context, { ...context.variables, ...saved });
      const { status, headers, body } = response;
      outcome = { result: { status, headers, body } };
      Object.assign(saved, readSaved(step, response));
    } catch (error) {
      return { ...outcome, error: `${where}: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
  return { ...outcome, saved };
}

async function sendStep(
  step: RequestStep,
  context: ClientContext,
  variables: Readonly<Record<string, unknown>>,
): Promise<ReceivedResponse> {
  const built = buildRequest(step, context, variables);
  const seconds = context.requestTimeoutSeconds ?? 60;
  const controller = new AbortController();
  const stopTimer = startTimer({
    seconds,
    heldMs: context.heldMs,
    onLate: () =>
      controller.abort(new Error(`there was no whole response within ${seconds} s; the request was given up`)),
  });
  const giveUp = () => controller.abort(new Error("the run was stopped before the response was there"));
  context.signal?.addEventListener("abort", giveUp, { once: true });
  if (context.signal?.aborted) giveUp();
  try {
    return await sendRequest(built, controller.signal);
  } finally {
    stopTimer();
    context.signal?.removeEventListener("abort", giveUp);
  }
}

function readSaved({ save }: RequestStep, response: ReceivedResponse): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(save).map(([name, pointer]) => [name, readSavedValue(name, pointer, response)]),
  );
}

function readSavedValue(name: string, pointer: string, { status, body, isJson }: ReceivedResponse): unknown {
  const expected = `expected a JSON body with a value at ${JSON.stringify(pointer)} to save as "${name}"`;
  if (!isJson) {
    const found = body === "" ? "an empty body" : `a body that is no JSON: ${shorten(String(body))}`;
    throw new Error(`${expected}, found a ${status} response with ${found}`);
  }
  const result = readPointer(body, pointer);
  if (result.kind === "found") return result.value;
  const place = result.parent === "" ? "this body" : `this at ${JSON.stringify(result.parent)}`;
  throw new Error(
    `${expected}, found a ${status} response with ${place}: ${shorten(JSON.stringify(result.parentValue))}`,
  );
}

function shorten(text: string): string {
  return text.length > 300 ? `${cutText(text, 300)} (${text.length} characters)` : text;
}
