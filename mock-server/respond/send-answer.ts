import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Disturbance } from "#mock-server/fault.ts";
import type { WireResponse } from "./respond.ts";

/** What became of an answer; `abandoned` when the client went away while it was held back. */
export type Sent = "whole" | "cut" | "reset" | "abandoned";

/** Sends an answer, with what was ordered to happen to it on its way. Ends the connection after it where `close` says so. */
export async function sendAnswer(
  response: ServerResponse,
  { wire, close, disturbance = {} }: { wire: WireResponse; close: boolean; disturbance?: Omit<Disturbance, "id"> },
): Promise<Sent> {
  const { delay = 0, reset = false, cutBody } = disturbance;
  if (delay > 0 && !(await waitWhileOpen(response, delay))) return "abandoned";
  if (reset) {
    response.socket?.resetAndDestroy();
    return "reset";
  }
  const length = Buffer.byteLength(wire.body);
  // A 204 has no length (RFC 9110, 8.6); what a client still sends after a closing answer belongs to no call of its own.
  const framing: Record<string, number> = wire.status === 204 ? {} : { "Content-Length": length };
  response.writeHead(wire.status, { ...wire.headers, ...(close ? { Connection: "close" } : {}), ...framing });
  const end = cutBody === "half" ? Math.floor(length / 2) : cutBody;
  if (end === undefined || end >= length || response.req.method === "HEAD") {
    // As text it goes out in one piece with the headers.
    response.end(wire.body);
    return "whole";
  }
  response.flushHeaders();
  if (end > 0) response.write(Buffer.from(wire.body).subarray(0, end));
  response.socket?.destroySoon();
  return "cut";
}

/** Waits in real time; false as soon as the client goes away. */
async function waitWhileOpen(response: ServerResponse, milliseconds: number): Promise<boolean> {
  const gone = new AbortController();
  const abort = () => gone.abort();
  response.once("close", abort);
  if (response.closed) abort();
  try {
    await sleep(milliseconds, undefined, { signal: gone.signal });
    return true;
  } catch {
    return false;
  } finally {
    response.off("close", abort);
  }
}
