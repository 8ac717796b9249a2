import type { IncomingMessage } from "node:http";
import { headerLines } from "./end-to-end-headers.ts";
import type { Exchange } from "./exchange.ts";
import { keepBody } from "./kept-body.ts";

/** How a call ended: with a response, with a reason for having none, or with a response that could not be kept whole. */
export interface Ending {
  readonly response?: NonNullable<Exchange["response"]>;
  readonly error?: string | undefined;
  /** The call was refused for safety, and nothing left. */
  readonly refused?: true;
}

export interface Recording {
  readonly maxBodyBytes: number;
  /** Takes the exchange before the client can see the end of its response; called again if the request ends later. */
  readonly keep: (exchange: Exchange) => void;
}

/** One call that is being recorded. */
export interface RecordedCall {
  /** Starts the clock anew: the time for which a call was held back here is not the target's. */
  restart(): void;
  /**
   * Keeps the exchange. The first ending counts; only a refusal overrules it, since it is what kept the call from leaving, whatever
   * became of the client meanwhile.
   */
  settle(ending: Ending): void;
}

/** Collects a request from now on. */
export function recordCall(incoming: IncomingMessage, { maxBodyBytes, keep }: Recording): RecordedCall {
  let startedAt = new Date().toISOString();
  let start = performance.now();
  const body = keepBody("request body", maxBodyBytes);
  incoming.on("data", (chunk: Buffer) => body.add(chunk));
  let settled = false;
  let keepNow = () => {};
  const settle = ({ response, error, refused }: Ending) => {
    if (settled && refused !== true) return;
    const isFirst = !settled;
    settled = true;
    const durationMs = performance.now() - start;
    keepNow = () => {
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
        ...(refused && { refused }),
      });
    };
    keepNow();
    // A target may answer before it has the whole body; the rest belongs to the exchange all the same.
    if (isFirst && !incoming.readableEnded) incoming.once("end", () => keepNow());
  };
  return {
    settle,
    restart() {
      startedAt = new Date().toISOString();
      start = performance.now();
    },
  };
}
