import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import type { ServedCall } from "#mock-server/pipeline.ts";

/** One call and its answer, with what every check said. Bodies are text; long ones are cut. */
export interface LoggedExchange {
  readonly contextId: string;
  /** ISO 8601, UTC, on the org's clock. */
  readonly at: string;
  readonly durationMs: number;
  readonly contract: string;
  readonly operation?: string;
  readonly request: {
    readonly method: string;
    /** Path and query. */
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly outcome: "accepted" | "refused";
  /** Name of the fault that decided, for a refusal. */
  readonly fault?: string;
  readonly checks: readonly { readonly name: string; readonly state: string; readonly why?: string }[];
  readonly problems: readonly LoggedProblem[];
  /** What a reader of this exchange should know besides. */
  readonly hints: readonly string[];
}

export interface LoggedProblem {
  readonly check: string;
  readonly rule: string;
  readonly in: string;
  readonly pointer: string;
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** The latest exchanges, oldest first; bounded in number and in bytes, the oldest go. */
export interface ExchangeLog {
  /** `request` is what a diagnosis is made from: the call as it came, its credentials included; it is never shown. */
  add(exchange: LoggedExchange, request?: DiagnosedRequest): void;
  get(contextId: string): LoggedExchange | undefined;
  /** What was kept for a diagnosis; nothing for a call that was accepted, or too long to be kept whole. */
  requestOf(contextId: string): DiagnosedRequest | undefined;
  list(): readonly LoggedExchange[];
  clear(): void;
}

const mostExchanges = 500;
const mostCharacters = 16 * 1024 * 1024;

/** An empty exchange log. */
export function createExchangeLog(): ExchangeLog {
  const exchanges = new Map<
    string,
    { readonly exchange: LoggedExchange; readonly request: DiagnosedRequest | undefined; readonly size: number }
  >();
  let characters = 0;
  const remove = (contextId: string) => {
    characters -= exchanges.get(contextId)?.size ?? 0;
    exchanges.delete(contextId);
  };
  return {
    add(exchange, request) {
      remove(exchange.contextId);
      const size = sizeOf(exchange) + (request === undefined ? 0 : sizeOfRequest(request));
      exchanges.set(exchange.contextId, { exchange, request, size });
      characters += size;
      for (const oldest of exchanges.keys()) {
        if (exchanges.size <= mostExchanges && characters <= mostCharacters) break;
        remove(oldest);
      }
    },
    get: (contextId) => exchanges.get(contextId)?.exchange,
    requestOf: (contextId) => exchanges.get(contextId)?.request,
    list: () => [...exchanges.values()].map(({ exchange }) => exchange),
    clear() {
      exchanges.clear();
      characters = 0;
    },
  };
}

/** What a client chooses in an exchange, in characters: path, headers, bodies, and what the problems quote of them. */
function sizeOf({ request, response, problems }: LoggedExchange): number {
  let size = request.path.length + request.body.length + response.body.length;
  for (const [name, text] of Object.entries(request.headers)) size += name.length + text.length;
  for (const { pointer, field, expected, found } of problems) {
    size += pointer.length + field.length + expected.length + found.length;
  }
  return size;
}

function sizeOfRequest({ path, headers, body }: DiagnosedRequest): number {
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length, path.length + body.length);
}

/** Every problem that a check or the domain found, the deciding ones first. */
export function problemsOf(served: ServedCall): LoggedProblem[] {
  const deciding = served.outcome.kind === "refused" ? [served.outcome.fault] : [];
  const others = served.checks.flatMap(({ result }) => (result.state === "failed" ? [result.fault] : []));
  const faults = [...new Set([...deciding, ...others])];
  return faults.flatMap((fault) =>
    fault.problems.map(({ check, rule, in: place, pointer, field, expected, found }) => ({
      check,
      rule,
      in: place,
      pointer,
      field,
      expected,
      found,
    })),
  );
}
