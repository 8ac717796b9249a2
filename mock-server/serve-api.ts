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
import { readCall } from "./receive/read-call.ts";
import { respond, type WireResponse } from "./respond/respond.ts";

/** Answers calls of the Platform API: node's request in, node's response out, and an entry in the exchange log. */
export function createApiHandler(mock: Mock): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const startedAt = performance.now();
    const name = chooseContract(request, mock);
    if (name === undefined) return sendUnknownContract(response, mock);
    const { contract, settings } = mock.contract(name);
    const correlationId = mock.nextCorrelationId();
    const read = await readCall(request, { correlationId, bytesMax: Number(settings["requestBytesMax"]) });
    if (read.kind === "aborted") return;
    const { served, wire } = await answer(read.call, { mock, contract, settings });
    send(response, { wire, close: read.call.tooLarge });
    keepExchange(mock, {
      call: read.call,
      served,
      wire,
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
    const served = await serveCall(call, { contract, settings, org: mock.org(), injectFault: mock.faults.take });
    const { outcome, operation } = served;
    return { served, wire: respond(outcome, operation === undefined ? to : { ...to, operation }) };
  } catch (error) {
    mock.options.logBug?.(describeBug(call, error));
    const outcome = { kind: "refused", fault: createFault("internal.server.error") } as const;
    const found = findOperation(contract, call.method, call.path);
    return {
      served: { outcome, checks: [] },
      wire: respond(outcome, found.kind === "found" ? { ...to, operation: found.operation } : to),
    };
  }
}

function chooseContract(request: IncomingMessage, mock: Mock): ContractName | undefined {
  const asked = request.headers["x-mock-contract"];
  if (asked === undefined) return mock.defaultContract;
  const name = String(asked).toLowerCase();
  return isContractName(name) ? name : undefined;
}

function sendUnknownContract(response: ServerResponse, mock: Mock): void {
  const message = `X-Mock-Contract has to be one of: ${contractNames.join(", ")}. Leave the header out for the server's default.`;
  const body = JSON.stringify({ code: "mock.unknown.contract", message });
  mock.options.log?.(`400 mock.unknown.contract: ${message}`);
  send(response, { wire: { status: 400, headers: { "Content-Type": "application/json" }, body }, close: true });
}

function send(response: ServerResponse, { wire, close }: { wire: WireResponse; close: boolean }): void {
  // What a client still sends after this answer belongs to no call of its own.
  const connection: Record<string, string> = close ? { Connection: "close" } : {};
  response.writeHead(wire.status, { ...wire.headers, ...connection, "Content-Length": Buffer.byteLength(wire.body) });
  response.end(wire.body);
}
