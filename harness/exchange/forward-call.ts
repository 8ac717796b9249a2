import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import { headerLines } from "./end-to-end-headers.ts";
import { keepBody } from "./kept-body.ts";
import { openUpstream, type Upstream } from "./open-upstream.ts";
import { endWithoutTarget, passOnHead, passOnTrailers, sendHead } from "./pass-on.ts";
import { type Ending, type Recording, recordCall } from "./record-call.ts";
import { refuseRecorded } from "./refuse-call.ts";

export interface Forwarding extends Recording, Upstream {
  /** The client waits for `100 Continue` before it sends its body. */
  readonly expectsContinue: boolean;
  /** Waited for first: the reason why the call is refused for safety, if it is. */
  readonly refusal?: Promise<string | undefined>;
  /** Waited for before the call leaves; its body waits, too. */
  readonly turn?: (stillWanted: () => boolean) => Promise<void>;
}

/** One call on its way: the client's side, and what is kept of it. */
interface Call extends Forwarding {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly settle: (ending: Ending) => void;
  /** Keeps the reason and closes the client's connection, so that it cannot take what it has for a whole response. */
  readonly giveUp: (error: string) => void;
}

/**
 * Sends one call on to the target and its answer back, both as they come, and keeps what passed.
 * Never throws; what goes wrong is in the kept exchange's `error` and, as far as possible, in what the client sees.
 */
export function forwardCall(incoming: IncomingMessage, outgoing: ServerResponse, forwarding: Forwarding): void {
  const { refusal, turn } = forwarding;
  const waits = refusal !== undefined || turn !== undefined;
  if (waits) incoming.pause();
  let left = !waits;
  const { settle, restart } = recordCall(incoming, forwarding);
  const giveUp = (error: string) => {
    settle({ error });
    outgoing.destroy();
  };
  const call: Call = { ...forwarding, incoming, outgoing, settle, giveUp };
  // Writing to a client that has just gone away is no fault: `close` says so too.
  outgoing.on("error", () => outgoing.destroy());
  outgoing.once("close", () => {
    settle({ error: left ? "the connection to the client was closed before the response was complete" : neverLeft });
  });
  if (!waits) {
    send(call);
    return;
  }
  const leave = async () => {
    const reason = await refusal;
    if (reason !== undefined) {
      restart();
      refuseRecorded(incoming, outgoing, { ...call, reason });
      incoming.resume();
      return;
    }
    await turn?.(() => !outgoing.destroyed);
    if (outgoing.destroyed) return;
    restart();
    left = true;
    send(call);
    incoming.resume();
  };
  leave().catch((error) => giveUp(`${couldNotWait}: ${reasonOf(error)}`));
}

/** How the error of a call begins that was to wait and never left. */
export const couldNotWait = "the call could not wait its turn";

/** Whether a call has no response for what the target did, and not since its client was gone or it could not be sent. */
export function isOfTarget(error: string): boolean {
  return error.startsWith(noConnection) || error.startsWith(targetClosed);
}

const noConnection = "No connection to ";
const targetClosed = "the target closed the connection ";
const neverLeft = `${couldNotWait}: the connection to the client was closed before`;

function send(call: Call): void {
  try {
    const upstream = openUpstream(call, call.incoming);
    passOnRequest(call, upstream);
    passOnAnswer(call, upstream);
    call.outgoing.once("close", () => upstream.destroy());
  } catch (error) {
    call.giveUp(`the call could not be sent on as it was: ${reasonOf(error)}`);
  }
}

function passOnRequest({ incoming, outgoing, expectsContinue }: Call, upstream: ClientRequest): void {
  upstream.on("continue", () => {
    if (expectsContinue) outgoing.writeContinue();
  });
  incoming.on("data", (chunk: Buffer) => {
    if (!upstream.destroyed && !upstream.write(chunk)) incoming.pause();
  });
  incoming.once("end", () => {
    if (upstream.destroyed) return;
    passOnTrailers(incoming, upstream);
    upstream.end();
  });
  upstream.on("drain", () => incoming.resume());
  // The rest of a body that the target no longer takes is still read, so that the client gets to its answer.
  upstream.once("close", () => incoming.resume());
  sendHead(upstream);
}

function passOnAnswer(call: Call, upstream: ClientRequest): void {
  const { incoming, outgoing, settle, giveUp, target, maxBodyBytes } = call;
  const body = keepBody("response body", maxBodyBytes);
  let connected = false;
  let status: number | undefined;
  let ended = false;

  const fail = (error: Error) => {
    // What happens after a whole answer, or after the client has gone, is no failure of the call.
    if (ended || outgoing.destroyed) return;
    if (!connected) return answerForTarget(call, error);
    const part = status === undefined ? "without a response" : `after ${body.size()} bytes of a ${status} response`;
    giveUp(`${targetClosed}${part} (${reasonOf(error)})`);
  };
  upstream.on("error", fail);
  upstream.once("socket", (socket) => {
    socket.once(target.protocol === "https:" ? "secureConnect" : "connect", () => {
      connected = true;
    });
  });

  upstream.once("response", (answer) => {
    const answered = answer.statusCode ?? 0;
    status = answered;
    const complete = () => {
      const response = { status: answered, headers: headerLines(answer.rawHeaders), body: body.bytes() };
      settle({ response, error: body.cut() });
    };
    const declared = Number(answer.headers["content-length"]);
    answer.on("data", (chunk: Buffer) => {
      body.add(chunk);
      // With a declared length the client sees the end in the last byte, before the end is known here.
      if (body.size() === declared) complete();
      if (!outgoing.write(chunk)) answer.pause();
    });
    outgoing.on("drain", () => answer.resume());
    answer.on("error", fail);
    answer.once("end", () => {
      ended = true;
      complete();
      passOnTrailers(answer, outgoing);
      outgoing.end();
    });
    try {
      passOnHead(answer, incoming, { outgoing, target });
    } catch (error) {
      giveUp(`the response could not be passed on as it was: ${reasonOf(error)}`);
    }
  });
}

/** The client gets a response that says that there was no target. */
function answerForTarget({ incoming, outgoing, expectsContinue, settle, target }: Call, error: Error): void {
  const message = `${noConnection}${target.origin}: ${reasonOf(error)}. Check that the target runs at this address.`;
  const answer = () => {
    settle({ error: message });
    endWithoutTarget(outgoing, message);
  };
  // A client that is still sending might not read an answer, so it comes after the body.
  if (incoming.readableEnded || expectsContinue) answer();
  else incoming.once("end", answer);
}

/** What went wrong, in words; the error for several tried addresses has only a code. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== "") return error.message;
  return "code" in error ? String(error.code) : error.name;
}
