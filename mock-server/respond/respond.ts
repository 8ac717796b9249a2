import type { Outcome } from "#mock-server/call.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import type { Settings } from "#mock-server/contract/settings.ts";
import { formatErrorBody, formatRedirectedError } from "./error-body.ts";
import { formatLocation } from "./format-location.ts";
import { pageHeaders } from "./page-headers.ts";
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

type RefusedOutcome = Extract<Outcome, { readonly kind: "refused" }>;

/** The wire form of an outcome: status, headers and body as the contract says. */
export function respond(outcome: Outcome, to: Addressee): WireResponse {
  if (outcome.kind === "refused") return respondRefusal(outcome, to);
  if (outcome.kind === "page") {
    return { status: 200, headers: { ...headersFor(to), ...pageHeaders(outcome) }, body: outcome.html };
  }
  if (outcome.kind === "redirect") return redirect(formatLocation(outcome.to, outcome.values), to);
  const body =
    to.operation === undefined
      ? outcome.body
      : selectDeclared(outcome.body, { ...to, operation: to.operation, status: outcome.status });
  return { status: outcome.status, headers: headersFor(to), body: body === undefined ? "" : JSON.stringify(body) };
}

/** 302 as the login host answers (RFC 6749, 4.1.2: by a redirect). */
function redirect(location: string, to: Addressee): WireResponse {
  return { status: 302, headers: { ...headersFor(to), Location: location }, body: "" };
}

function respondRefusal(outcome: RefusedOutcome, to: Addressee): WireResponse {
  const { fault } = outcome;
  const refusal = to.contract.refusals.get(fault.name);
  if (refusal === undefined) throw new Error(`the contract ${to.contract.name} has no refusal ${fault.name}`);
  if (outcome.redirect !== undefined) {
    return redirect(formatLocation(outcome.redirect, formatRedirectedError({ fault, refusal })), to);
  }
  const setting = refusal.statusSetting === undefined ? undefined : to.settings[refusal.statusSetting];
  const status = typeof setting === "number" ? setting : refusal.status;
  const shape = to.operation?.errorShape ?? to.contract.errorShape;
  const body = formatErrorBody(shape, { fault, refusal, status, contextId: to.correlationId, contract: to.contract });
  return { status, headers: { ...headersFor(to), ...fault.headers }, body: JSON.stringify(body) };
}

function headersFor({ contract, correlationId }: Addressee): Record<string, string> {
  return { ...contract.responseHeaders, "ININ-Correlation-Id": correlationId };
}
