import type { SentRequest } from "./wire-run.ts";

/** A request with the lines of one header (its name in lower case) as in another request. */
export function replaceHeader(request: SentRequest, name: string, source: SentRequest): SentRequest {
  const isNamed = ([key]: readonly [string, string]) => key.toLowerCase() === name;
  const lines = source.headers.filter(isNamed);
  return { ...request, headers: [...request.headers.filter((line) => !isNamed(line)), ...lines] };
}
