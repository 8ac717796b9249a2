import type { IncomingCall } from "#mock-server/call.ts";
import type { DiagnosedRequest } from "./diagnosis.ts";

/** Headers of which node keeps the first when they come twice; it joins the values of others. */
const single: ReadonlySet<string> = new Set([
  "authorization",
  "content-length",
  "content-type",
  "host",
  "location",
  "proxy-authorization",
  "referer",
  "user-agent",
]);

/** The request as the pipeline takes it; a body over `bytesMax` counts as too large. */
export function toIncomingCall(request: DiagnosedRequest, bytesMax: number): IncomingCall {
  const headers = new Map<string, string>();
  for (const [sent, value] of request.headers) {
    const name = sent.toLowerCase();
    const known = headers.get(name);
    if (known === undefined) headers.set(name, value.trim());
    else if (!single.has(name)) headers.set(name, `${known}, ${value.trim()}`);
  }
  const [target = ""] = request.path.split("#", 1);
  const mark = target.indexOf("?");
  const tooLarge = request.body.length > bytesMax;
  return {
    correlationId: "00000000-0000-4000-8000-000000000000",
    method: request.method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? "" : target.slice(mark + 1),
    headers: Object.fromEntries(headers),
    body: tooLarge ? Buffer.alloc(0) : request.body,
    tooLarge,
  };
}
