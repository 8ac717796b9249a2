import type { IncomingCall } from "#mock-server/call.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import type { WireResponse } from "./respond.ts";

type Headers = IncomingCall["headers"];

// The mock's own, which no contract knows: a page may choose the contract, too.
const contractHeader = "X-Mock-Contract";

/** An answer as a page of another origin may read it. Without `Origin` it stays as it is (BLOG-LOG). */
export function shareWithOrigin(wire: WireResponse, { cors }: Pick<Contract, "cors">, headers: Headers): WireResponse {
  if (headers["origin"] === undefined) return wire;
  const exposed = { "Access-Control-Expose-Headers": cors.exposeHeaders.join(", ") };
  return { ...wire, headers: { ...wire.headers, "Access-Control-Allow-Origin": cors.allowOrigin, ...exposed } };
}

/** The answer to a preflight: what a page of another origin may send, whatever the path. */
export function respondPreflight(
  { cors }: Pick<Contract, "cors">,
  { headers, correlationId }: Pick<IncomingCall, "headers" | "correlationId">,
): WireResponse {
  const { status, allowMethods, allowHeaders, maxAgeSeconds } = cors.preflight;
  const asked = String(headers["access-control-request-headers"] ?? "").toLowerCase();
  const own = asked.includes(contractHeader.toLowerCase()) ? [contractHeader] : [];
  return {
    status,
    headers: {
      "Access-Control-Allow-Origin": cors.allowOrigin,
      "Access-Control-Allow-Methods": allowMethods.join(", "),
      "Access-Control-Allow-Headers": [...allowHeaders, ...own].join(", "),
      "Access-Control-Max-Age": String(maxAgeSeconds),
      "ININ-Correlation-Id": correlationId,
    },
    body: "",
  };
}
