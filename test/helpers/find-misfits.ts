import { createResponseCheck } from "#harness/contract/create-response-check.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";

/** An answer as it was sent. */
export interface SentAnswer {
  readonly method: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty for none. */
  readonly body: string;
}

const checks = new WeakMap<Contract, ReturnType<typeof createResponseCheck>>();
const refusalSchema = "/components/schemas/ErrorBody";

/**
 * Where an answer is not what the contract says of its operation and status, one line each. A property that a schema does not
 * declare is a misfit, and so is a body where none is described. Without an operation it has to be a refusal of the contract.
 */
export function findMisfits(contract: Contract, operation: Operation | undefined, answer: SentAnswer): string[] {
  const { method, status, body } = answer;
  const { type, location } = { type: headerOf(answer, "content-type"), location: headerOf(answer, "location") };
  const at = `${contract.name} ${operation?.id ?? "no operation"} ${status}`;
  if (method === "HEAD" || (body === "" && (status === 204 || location !== undefined))) return [];
  if (type?.startsWith("text/html")) return [];
  const declared = operation?.responses[String(status)];
  if (body === "") return status < 300 && declared === undefined ? [] : [`${at}: expected a body, found none`];
  const value = parse(body);
  if (value === undefined) return [`${at}: expected JSON, found ${body.slice(0, 80)}`];
  const pointer = status < 300 ? declared : (declared ?? operation?.responses["default"] ?? refusalSchema);
  if (pointer === undefined) return [`${at}: expected no body, found ${body.slice(0, 80)}`];
  const check = checks.get(contract) ?? createResponseCheck(contract);
  checks.set(contract, check);
  return check(pointer, value.json).map(
    (problem) =>
      `${at}: ${problem.pointer} ${problem.kind}: ${problem.expected}, found ${JSON.stringify(problem.found)}`,
  );
}

function headerOf({ headers }: SentAnswer, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function parse(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
