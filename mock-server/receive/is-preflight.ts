import type { IncomingCall } from "#mock-server/call.ts";

/** Whether a browser asks, before the call of a page, if that page may make it (Fetch, 3.3.2: CORS-preflight request). */
export function isPreflight({ method, headers }: Pick<IncomingCall, "method" | "headers">): boolean {
  return (
    method === "OPTIONS" && headers["origin"] !== undefined && headers["access-control-request-method"] !== undefined
  );
}
