import type { IncomingMessage, ServerResponse } from "node:http";
import type { IncomingCall } from "./call.ts";
import type { Contract } from "./contract/contract.ts";
import { findOperation } from "./contract/find-operation.ts";
import { type ContractName, contractNames, isContractName } from "./contract/index.ts";
import type { Settings } from "./contract/settings.ts";
import { describeBug, keepExchange } from "./control/log-exchange.ts";
import { createFault } from "./fault.ts";
import type { Mock } from "./mock.ts";
import { type ServedCall, serveCall } from "./pipeline.ts";
import { isPreflight } from "./receive/is-preflight.ts";
import { readCall } from "./receive/read-call.ts";
import { respondPreflight, shareWithOrigin } from "./respond/cors.ts";
import { respond, type WireResponse } from "./respond/respond.ts";
import { sendAnswer } from "./respond/send-answer.ts";

/** Answers calls of the Platform API: node's request in, node's response out, and an entry in the exchange log. */
export function createApiHandler(mock: Mock): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const startedAt = performance.now();
    const name = chooseContract(request, mock);
    if (name === undefined) return sendUnknownContract({ request, response }, mock);
    const { contract, settings } = mock.contract(name);
    const correlationId = mock.nextCorrelationId();
    const read = await readCall(request, { correlationId, bytesMax: Number(settings["requestBytesMax"]) });
    if (read.kind === "aborted") return;
    const { served, wire } = await answer(read.call, { mock, contract, settings });
    const { disturbance } = served;
    const sent = await sendAnswer(response, {
      wire,
      close: read.call.tooLarge,
      ...(disturbance === undefined ? {} : { disturbance }),
    });
    keepExchange(mock, {
      call: read.call,
      served,
      wire,
      sent,
      contract: name,
      at: mock.clock.now(),
      durationMs: performance.now() - startedAt,
    });
  };
}

interface Answer {
  readonly served: ServedCall;
  readonly wire: WireResponse;
}

interface Speaking {
  readonly mock: Mock;
  readonly contract: Contract;
  readonly settings: Settings;
}

/** A throw on the way is a bug of the mock: it is reported as one, and the client gets a shaped 500. */
async function answer(call: IncomingCall, { mock, contract, settings }: Speaking): Promise<Answer> {
  const to = { contract, settings, correlationId: call.correlationId };
  try {
    if (isPreflight(call)) return answerPreflight(call, contract);
    const served = await serveCall(call, {
      contract,
      settings,
      org: mock.org(),
      takeFault: mock.faults.take,
      countCall: (matched, caller) => mock.rateLimits.count(matched, caller, mock.clock.now()),
    });
    const { outcome, operation, disturbance } = served;
    if (disturbance?.reset === true) return { served, wire: noAnswer };
    const wire = respond(outcome, operation === undefined ? to : { ...to, operation });
    // A page of the login host is for people to look at, and a redirect for their browser to follow.
    const isData = outcome.kind === "success" || (outcome.kind === "refused" && outcome.redirect === undefined);
    return { served, wire: isData ? shareWithOrigin(wire, contract, call.headers) : wire };
  } catch (error) {
    mock.options.logBug?.(describeBug(call, error));
    const outcome = { kind: "refused", fault: createFault("internal.server.error") } as const;
    const found = findOperation(contract, call.method, call.path);
    const known = found.kind === "found" ? { operation: found.operation } : {};
    const wire = respond(outcome, { ...to, ...known });
    return { served: { outcome, checks: [], ...known }, wire: shareWithOrigin(wire, contract, call.headers) };
  }
}

/** What is kept of a call whose connection is reset in place of an answer. */
const noAnswer: WireResponse = { status: 0, headers: {}, body: "" };

function answerPreflight(call: IncomingCall, contract: Contract): Answer {
  const wire = respondPreflight(contract, call);
  return { served: { outcome: { kind: "success", status: wire.status }, checks: [] }, wire };
}

function chooseContract(request: IncomingMessage, mock: Mock): ContractName | undefined {
  const asked = request.headers["x-mock-contract"];
  if (asked === undefined) return mock.defaultContract;
  const name = String(asked).toLowerCase();
  return isContractName(name) ? name : undefined;
}

async function sendUnknownContract(
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  mock: Mock,
): Promise<void> {
  const message = `X-Mock-Contract has to be one of: ${contractNames.join(", ")}. Leave the header out for the server's default.`;
  const body = JSON.stringify({ code: "mock.unknown.contract", message });
  mock.options.log?.(`400 mock.unknown.contract: ${message}`);
  const { contract } = mock.contract(mock.defaultContract);
  const wire = { status: 400, headers: { "Content-Type": "application/json" }, body };
  await sendAnswer(response, { wire: shareWithOrigin(wire, contract, request.headers), close: true });
}
