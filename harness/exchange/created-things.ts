import { decodeBody } from "./decode-body.ts";
import type { Exchange } from "./exchange.ts";
import { knownBefore } from "./known-before.ts";
import { normalizePath } from "./normalize-path.ts";

/** A thing with an `id` in the answer to a POST. */
export interface CreatedThing {
  readonly id: unknown;
  /** That of the POST and the id; absent for an id that could not stand in a path as it is. */
  readonly path?: string;
  /** Its `selfUri` says that this is its path: a search or a copy answers with an `id` as well. */
  readonly isAtPath: boolean;
  /** From where its id was known before the answer, as half a sentence: then nobody can say that this call has created it. */
  readonly known?: string;
}

export interface CreatedThings {
  /** `one`: the answer itself is the thing. `listed`: things in a list, which is the answer or stands in it. */
  readonly kind: "one" | "listed";
  readonly things: readonly CreatedThing[];
}

/**
 * What a POST that was answered 2xx has in its JSON body that has an `id`; nothing for every other call. `earlier` are the calls of
 * the run before it.
 */
export function createdThings(exchange: Exchange, earlier: readonly Exchange[]): CreatedThings {
  const { kind, things } = answeredThings(exchange);
  return { kind, things: things.map((thing) => withKnown(thing, { exchange, earlier })) };
}

/**
 * Whether one of the calls, in their order, has created what is at this path, for whoever wants to delete it. Of a list counts what
 * its `selfUri` confirms.
 */
export function isCreated(path: string, exchanges: readonly Exchange[]): boolean {
  return exchanges.some((exchange, index) => {
    const { kind, things } = answeredThings(exchange);
    const found = things.find((thing) => thing.path === path && (kind === "one" || thing.isAtPath));
    return (
      found !== undefined && withKnown(found, { exchange, earlier: exchanges.slice(0, index) }).known === undefined
    );
  });
}

function withKnown(thing: CreatedThing, call: Parameters<typeof knownBefore>[1]): CreatedThing {
  const known = typeof thing.id === "string" ? knownBefore(thing.id, call) : undefined;
  return known === undefined ? thing : { ...thing, known };
}

function answeredThings(exchange: Exchange): CreatedThings {
  const found = answered.get(exchange) ?? readCreated(exchange);
  answered.set(exchange, found);
  return found;
}

// Every DELETE looks at all calls before it, and a body should be read only once.
const answered = new WeakMap<Exchange, CreatedThings>();

function readCreated({ request, response }: Exchange): CreatedThings {
  const nothing = { kind: "listed", things: [] } as const;
  if (request.method !== "POST" || response === undefined || response.status < 200 || response.status > 299) {
    return nothing;
  }
  const decoded = decodeBody(response);
  if (decoded.kind === "broken") return nothing;
  const body = readJson(decoded.body.toString("utf8"));
  const place = request.path.replace(/[?#].*$/s, "");
  if (isRecord(body) && "id" in body) return { kind: "one", things: [readThing(body, place)] };
  const lists = isRecord(body) ? Object.values(body) : [body];
  const listed = lists.flatMap((list) => (Array.isArray(list) ? list : []));
  const things = listed.filter((one) => isRecord(one) && "id" in one).map((one) => readThing(one, place));
  return { kind: "listed", things };
}

function readThing({ id, selfUri }: Readonly<Record<string, unknown>>, place: string): CreatedThing {
  // An id of dots would stand for a folder above, and what it holds is not this run's.
  if (typeof id !== "string" || !/^[\w~.-]+$/.test(id) || /^\.+$/.test(id)) return { id, isAtPath: false };
  const { path } = normalizePath(`${place}/${id}`);
  return { id, path, isAtPath: typeof selfUri === "string" && selfUri.endsWith(path) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
