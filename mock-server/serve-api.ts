import type { IncomingMessage, ServerResponse } from "node:http";
import type { IncomingCall } from "./call.ts";
import { type ContractName, contractNames, isContractName } from "./contract/index.ts";
import { describeBug, formatLogLine, toLoggedExchange } from "./control/log-exchange.ts";
import { createFault } from "./fault.ts";
import type { Mock } from "./mock.ts";
import { type ServedCall, serveCall } from "./pipeline.ts";
import { bodyTooLarge } from "./receive/faults.ts";
import { readCall } from "./receive/read-call.ts";
import { respond, type WireResponse } from "./respond/respond.ts";

/** Answers calls of the Platform API: node's request in, node's response out, and an entry in the exchange log. */
export function createApiHandler(mock: Mock): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const startedAt = performance.now();
    const name = chooseContract(request, mock);
    if (name === undefined) return sendUnknownContract(response);
    const { contract, settings } = mock.contract(name);
    const correlationId = mock.correlationIds.nextId();
    const read = await readCall(request, { correlationId, bytesMax: Number(settings["requestBytesMax"]) });
    if (read.kind === "aborted") return;
    const served: ServedCall =
      read.kind === "too-large"
        ? { outcome: { kind: "refused", fault: bodyTooLarge(Number(settings["requestBytesMax"])) }, checks: [] }
        : await serveOrReport(read.call, { mock, name });
    const to = {
      contract,
      settings,
      correlationId,
      ...(served.operation === undefined ? {} : { operation: served.operation }),
    };
    const wire = respond(served.outcome, to);
    send(response, { wire, close: read.kind === "too-large" });
    const exchange = toLoggedExchange({
      call: read.call,
      served,
      wire,
      contract: name,
      at: mock.clock.now(),
      durationMs: performance.now() - startedAt,
    });
    mock.exchanges.add(exchange);
    mock.options.log?.(formatLogLine(exchange));
  };
}

/** A throw on the way is a bug of the mock: it is reported as one, and the client gets a shaped 500. */
async function serveOrReport(
  call: IncomingCall,
  { mock, name }: { mock: Mock; name: ContractName },
): Promise<ServedCall> {
  try {
    const { contract, settings } = mock.contract(name);
    return await serveCall(call, { contract, settings, org: mock.org(), injectFault: mock.faults.take });
  } catch (error) {
    mock.options.logBug?.(describeBug(call, error));
    return { outcome: { kind: "refused", fault: createFault("internal.server.error") }, checks: [] };
  }
}

function chooseContract(request: IncomingMessage, mock: Mock): ContractName | undefined {
  const asked = request.headers["x-mock-contract"];
  if (asked === undefined) return mock.defaultContract;
  return typeof asked === "string" && isContractName(asked) ? asked : undefined;
}

function sendUnknownContract(response: ServerResponse): void {
  const message = `X-Mock-Contract has to be one of: ${contractNames.join(", ")}. Leave the header out for the server's default.`;
  const body = JSON.stringify({ code: "mock.unknown.contract", message });
  send(response, { wire: { status: 400, headers: { "Content-Type": "application/json" }, body }, close: true });
}

function send(response: ServerResponse, { wire, close }: { wire: WireResponse; close: boolean }): void {
  // What a client still sends after this answer belongs to no call of its own.
  const connection: Record<string, string> = close ? { Connection: "close" } : {};
  response.writeHead(wire.status, { ...wire.headers, ...connection, "Content-Length": Buffer.byteLength(wire.body) });
  response.end(wire.body);
}
