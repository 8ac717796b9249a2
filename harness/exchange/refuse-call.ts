import type { IncomingMessage, ServerResponse } from "node:http";
import { type RecordedCall, type Recording, recordCall } from "./record-call.ts";

export interface Refusal extends Recording {
  /** What is wrong and what to do about it, for people. */
  readonly reason: string;
  /** The client waits for `100 Continue` before it sends its body. */
  readonly expectsContinue: boolean;
}

/**
 * Answers 403 with the code `refused.for.safety` in place of the target, which hears nothing of the call. Most clients read
 * no answer before they have sent their body, so up to `maxBodyBytes` of it are taken first; after that the connection ends.
 */
export function refuseCall(incoming: IncomingMessage, outgoing: ServerResponse, refusal: Refusal): void {
  refuseRecorded(incoming, outgoing, { ...refusal, ...recordCall(incoming, refusal) });
}

/** The same for a call that is recorded already. */
export function refuseRecorded(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  refusal: Omit<Refusal, "keep"> & Pick<RecordedCall, "settle">,
): void {
  const { reason, expectsContinue, maxBodyBytes, settle } = refusal;
  const settleRefused = () => settle({ error: `refused for safety: ${reason}`, refused: true });
  const answer = () => {
    if (outgoing.headersSent || outgoing.destroyed) return;
    settleRefused();
    const body = Buffer.from(JSON.stringify({ code: "refused.for.safety", message: reason }));
    outgoing.writeHead(403, {
      "Content-Type": "application/json",
      "Content-Length": body.length,
      ...(incoming.readableEnded ? {} : { Connection: "close" }),
    });
    outgoing.end(body);
  };
  let taken = 0;
  incoming.on("data", (chunk: Buffer) => {
    taken += chunk.length;
    if (taken > maxBodyBytes) answer();
  });
  incoming.once("end", answer);
  outgoing.on("error", () => outgoing.destroy());
  // A client may have gone while it was found out.
  if (outgoing.destroyed) settleRefused();
  else outgoing.once("close", settleRefused);
  if (expectsContinue) answer();
}
