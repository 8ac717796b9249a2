import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { ControlAnswer } from "./control-answer.ts";

const loopbackHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);
const loopbackAddress = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Who may use the control plane: with a control token, whoever sends it as a Bearer token; without one, a caller on this
 * machine who used a loopback name. The name and `Origin` are looked at since any web page can make a browser send requests
 * to this machine. Gives the refusal, or nothing.
 */
export function checkCaller(request: IncomingMessage, controlToken: string | undefined): ControlAnswer | undefined {
  if (controlToken !== undefined) {
    return sameText(request.headers.authorization ?? "", `Bearer ${controlToken}`)
      ? undefined
      : forbidden(
          401,
          "The control plane of this mock needs its token: send Authorization: Bearer and the text given with --control-token.",
        );
  }
  if (!loopbackAddress.test(request.socket.remoteAddress ?? "")) {
    return forbidden(
      403,
      "The control plane answers callers on its own machine only. Start the mock with --control-token to use it from elsewhere.",
    );
  }
  const host = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  if (!loopbackHosts.has(host)) {
    return forbidden(
      403,
      `The control plane is reached as localhost, 127.0.0.1 or [::1]; this request named another host. Start the mock with --control-token to use another name.`,
    );
  }
  const origin = request.headers.origin;
  if (origin !== undefined && origin.toLowerCase() !== `http://${(request.headers.host ?? "").toLowerCase()}`) {
    return forbidden(403, "The control plane does not answer web pages of another origin.");
  }
  return undefined;
}

function forbidden(status: number, message: string): ControlAnswer {
  return { status, body: { code: "control.forbidden", message } };
}

function sameText(one: string, other: string): boolean {
  const [oneBytes, otherBytes] = [Buffer.from(one), Buffer.from(other)];
  return oneBytes.length === otherBytes.length && timingSafeEqual(oneBytes, otherBytes);
}
