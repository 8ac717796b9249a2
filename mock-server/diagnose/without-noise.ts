import type { DiagnosedRequest } from "./diagnosis.ts";

/** Headers that every client sends by itself and that decide nothing here. */
const noise: ReadonlySet<string> = new Set([
  "accept-encoding",
  "accept-language",
  "connection",
  "content-length",
  "host",
  "sec-fetch-mode",
  "user-agent",
  "x-mock-contract",
]);

/** The request without the headers that a reader need not send. */
export function withoutNoise(request: DiagnosedRequest): DiagnosedRequest {
  return {
    ...request,
    headers: request.headers.filter(
      ([name, value]) => !noise.has(name.toLowerCase()) && !(name.toLowerCase() === "accept" && value === "*/*"),
    ),
  };
}
