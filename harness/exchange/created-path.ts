import { decodeBody } from "./decode-body.ts";
import type { Exchange } from "./exchange.ts";
import { normalizePath } from "./normalize-path.ts";

/**
 * The path of what a call has created: that of a POST which was answered 2xx with a JSON body, and the `id` in it.
 * Undefined for every other call, and for an id that could not stand in a path as it is.
 */
export function createdPath(exchange: Exchange): string | undefined {
  if (!known.has(exchange)) known.set(exchange, readCreatedPath(exchange));
  return known.get(exchange);
}

// Every DELETE looks at all calls before it, and a body should be read only once.
const known = new WeakMap<Exchange, string | undefined>();

function readCreatedPath({ request, response }: Exchange): string | undefined {
  if (request.method !== "POST" || response === undefined || response.status < 200 || response.status > 299) {
    return undefined;
  }
  const id = readId(response);
  return id === undefined ? undefined : normalizePath(`${request.path.replace(/[?#].*$/s, "")}/${id}`).path;
}

function readId(response: NonNullable<Exchange["response"]>): string | undefined {
  const decoded = decodeBody(response);
  if (decoded.kind === "broken") return undefined;
  try {
    const body: unknown = JSON.parse(decoded.body.toString("utf8"));
    const id = typeof body === "object" && body !== null && "id" in body ? body.id : undefined;
    // An id of dots would stand for a folder above, and what it holds is not this run's.
    return typeof id === "string" && /^[\w~.-]+$/.test(id) && !/^\.+$/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
