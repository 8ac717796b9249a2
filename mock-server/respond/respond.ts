import type { Outcome } from "#mock-server/call.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import type { Settings } from "#mock-server/contract/settings.ts";
import type { Fault } from "#mock-server/fault.ts";
import { formatErrorBody } from "./error-body.ts";
import { selectDeclared } from "./select-declared.ts";

/** An answer as it goes on the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8; empty for no content. */
  readonly body: string;
}

/** What an answer is written for; `operation` is absent where none was found. */
export interface Addressee {
  readonly contract: Contract;
  readonly settings: Settings;
  readonly operation?: Operation;
  readonly correlationId: string;
}

/** The wire form of an outcome: status, headers and body as the contract says. */
export function respond(outcome: Outcome, to: Addressee): WireResponse {
  if (outcome.kind === "refused") return respondRefusal(outcome.fault, to);
  const body =
    to.operation === undefined
      ? outcome.body
      : selectDeclared(outcome.body, { ...to, operation: to.operation, status: outcome.status });
  return { status: outcome.status, headers: headersFor(to), body: body === undefined ? "" : JSON.stringify(body) };
}

function respondRefusal(fault: Fault, to: Addressee): WireResponse {
  const refusal = to.contract.refusals.get(fault.name);
  if (refusal === undefined) throw new Error(`the contract ${to.contract.name} has no refusal ${fault.name}`);
  const setting = refusal.statusSetting === undefined ? undefined : to.settings[refusal.statusSetting];
  const status = typeof setting === "number" ? setting : refusal.status;
  const shape = to.operation?.errorShape ?? to.contract.errorShape;
  const body = formatErrorBody(shape, { fault, refusal, status, contextId: to.correlationId, contract: to.contract });
  return { status, headers: { ...headersFor(to), ...fault.headers }, body: JSON.stringify(body) };
}

function headersFor({ contract, correlationId }: Addressee): Record<string, string> {
  return { ...contract.responseHeaders, "ININ-Correlation-Id": correlationId };
}
