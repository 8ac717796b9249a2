import type { Contract, Refusal } from "#mock-server/contract/contract.ts";
import type { ErrorShape } from "#mock-server/contract/operation.ts";
import type { Fault, Problem } from "#mock-server/fault.ts";

/** What an error body is made of. */
export interface ErrorParts {
  readonly fault: Fault;
  readonly refusal: Refusal;
  readonly status: number;
  readonly contextId: string;
  readonly contract: Contract;
}

/** The error body of a refusal; the only place that knows what one looks like. */
export function formatErrorBody(shape: ErrorShape, parts: ErrorParts): unknown {
  return shapes[shape](parts);
}

const shapes: Readonly<Record<ErrorShape, (parts: ErrorParts) => unknown>> = {
  platform: formatPlatformBody,
  thread: formatThreadBody,
  oauth: formatOauthBody,
};

/** Keys in the order of the one body that is published whole (ANN-429). */
function formatPlatformBody({ fault, refusal, status, contextId }: ErrorParts): unknown {
  return {
    message: fillSlots(refusal.message, fault.slots),
    code: refusal.code,
    status,
    ...namedSlots(fault, refusal),
    contextId,
    details: [],
    errors: [],
  };
}

function namedSlots(fault: Fault, refusal: Refusal): Readonly<Record<string, unknown>> {
  if (refusal.params === undefined) return {};
  const named = refusal.params.map((name, position) => [name, fault.slots[position] ?? ""] as const);
  return {
    messageWithParams: fillSlots(
      refusal.message,
      named.map(([name]) => `{${name}}`),
    ),
    messageParams: Object.fromEntries(named),
  };
}

function formatThreadBody({ fault, refusal, status, contextId, contract }: ErrorParts): unknown {
  return {
    code: refusal.code,
    message: fillSlots(refusal.message, fault.slots),
    status,
    errors: fault.problems.filter(isFieldProblem).map((problem) => ({
      code: contract.problems.find((policy) => policy.rule === problem.rule)?.code ?? refusal.code,
      message: describeProblem(problem),
      field: problem.field,
    })),
    contextId,
  };
}

/** Only what is wrong with the request itself has a field; a token or a path has none. */
function isFieldProblem(problem: Problem): boolean {
  return problem.check === "validate" || (problem.check === "domain" && problem.in === "body");
}

function describeProblem(problem: Problem): string {
  if (problem.rule === "missing-property") return `${problem.field} is required`;
  return `expected ${problem.expected}, found ${problem.found}`;
}

/** GO `AuthErrorResponse` has exactly these; both descriptions are the same text (GCX). */
function formatOauthBody({ fault, refusal }: ErrorParts): unknown {
  const description = fillSlots(refusal.message, fault.slots);
  return { error: refusal.code, description, error_description: description };
}

/** A refusal as an application gets it in its address (RFC 6749, 4.1.2.1; JS reads these two). */
export function formatRedirectedError({ fault, refusal }: Pick<ErrorParts, "fault" | "refusal">): {
  readonly error: string;
  readonly error_description: string;
} {
  return { error: refusal.code, error_description: fillSlots(refusal.message, fault.slots) };
}

function fillSlots(template: string, slots: readonly string[]): string {
  let position = 0;
  return template.replaceAll("%s", () => {
    const slot = slots[position] ?? "";
    position += 1;
    return slot;
  });
}
