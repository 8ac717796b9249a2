import type { DriftItem } from "#harness/compare/drift/drift.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";

/** Which parts of an answer differ from the other side's. */
export interface DriftPlaces {
  readonly status: boolean;
  /** Names in lower case. */
  readonly headers: ReadonlySet<string>;
  /** JSON pointers into the body; `""` for the whole. */
  readonly body: readonly string[];
}

/** Gives what is different in an exchange, by the differences that were seen on a call like it. */
export function placesOf(exchange: Exchange, drift: readonly DriftItem[]): DriftPlaces {
  const places = drift
    .filter(({ call }) => call !== undefined && isCall(call, exchange))
    .map(({ at }) => at.replace(/^\/expect(?=\/)/, ""));
  const below = (start: string) =>
    places.flatMap((place) => (place.startsWith(`${start}/`) ? [place.slice(start.length)] : []));
  return {
    status: places.includes("/status"),
    headers: new Set(below("/headers").map((name) => name.slice(1).toLowerCase())),
    body: [
      ...below("/body"),
      ...places.filter((place) => place === "/code" || place === "/message"),
      ...(places.includes("/body") ? [""] : []),
    ],
  };
}

/** Whether the value at a pointer of the body is part of what differs. */
export function isDrift(pointer: string, { body }: DriftPlaces): boolean {
  return body.some((place) => pointer === place || pointer.startsWith(`${place}/`));
}

/** A difference names its call with aliases in place of ids: `GET /api/v2/flows/<publishedFlow>`. */
function isCall(call: string, { request }: Exchange): boolean {
  const wanted = splitCall(call);
  const found = splitCall(`${request.method} ${request.path}`);
  const segments = found.path.split("/");
  const same = wanted.path.split("/").map((segment, index) => alike(segment, segments[index]));
  return wanted.method === found.method && same.length === segments.length && same.every(Boolean);
}

function alike(wanted: string, found: string | undefined): boolean {
  return wanted === found || (/<[^>]+>/.test(wanted) && found !== undefined && found !== "");
}

function splitCall(call: string): { readonly method: string; readonly path: string } {
  const [method = "", path = ""] = call.split(/ (.*)/s);
  return { method, path: path.replace(/\?.*$/s, "") };
}
