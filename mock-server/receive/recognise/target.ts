import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";

/** Where a request goes: its path, and what follows the first question mark. */
export interface Target {
  readonly path: string;
  readonly query: string;
}

/** Takes the target of a request apart; a fragment stays with the client and is left out. */
export function splitTarget(target: string): Target {
  const [sent = ""] = target.split("#", 1);
  const mark = sent.indexOf("?");
  return mark < 0 ? { path: sent, query: "" } : { path: sent.slice(0, mark), query: sent.slice(mark + 1) };
}

/** The request with another path, and with its query unless another is given. */
export function withPath(request: DiagnosedRequest, path: string, query?: string): DiagnosedRequest {
  const kept = query ?? splitTarget(request.path).query;
  return { ...request, path: kept === "" ? path : `${path}?${kept}` };
}

/** The segment without its percent-encoding; as it was sent where that cannot be read. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
