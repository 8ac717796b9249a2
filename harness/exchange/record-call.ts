import type { IncomingMessage } from "node:http";
import { headerLines } from "./end-to-end-headers.ts";
import type { Exchange } from "./exchange.ts";
import { keepBody } from "./kept-body.ts";

/** How a call ended: with a response, with a reason for having none, or with a response that could not be kept whole. */
export interface Ending {
  readonly response?: NonNullable<Exchange["response"]>;
  readonly error?: string | undefined;
}

export interface Recording {
  readonly maxBodyBytes: number;
  /** Takes the exchange before the client can see the end of its response; called again if the request ends later. */
  readonly keep: (exchange: Exchange) => void;
}

/** Collects a request from now on, and gives a function that keeps the exchange: its first call counts, no other. */
export function recordCall(incoming: IncomingMessage, { maxBodyBytes, keep }: Recording): (ending: Ending) => void {
  const startedAt = new Date().toISOString();
  const start = performance.now();
  const body = keepBody("request body", maxBodyBytes);
  incoming.on("data", (chunk: Buffer) => body.add(chunk));
  let settled = false;
  return ({ response, error }) => {
    if (settled) return;
    settled = true;
    const durationMs = performance.now() - start;
    const keepNow = () => {
      const errors = [error, body.cut()].filter((text) => text !== undefined);
      keep({
        startedAt,
        durationMs,
        request: {
          method: incoming.method ?? "",
          path: incoming.url ?? "",
          headers: headerLines(incoming.rawHeaders),
          body: body.bytes(),
        },
        ...(response && { response }),
        ...(errors.length > 0 && { error: errors.join("; ") }),
      });
    };
    keepNow();
    // A target may answer before it has the whole body; the rest belongs to the exchange all the same.
    if (!incoming.readableEnded) incoming.once("end", keepNow);
  };
}
