import type { Exchange } from "#harness/exchange/exchange.ts";

type Headers = Exchange["request"]["headers"];

/** One side of an exchange; `json` is sent with a JSON content type, `text` as it is. */
interface Side {
  readonly headers?: Headers;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Buffer;
}

interface Call extends Side {
  readonly method?: string;
  readonly path?: string;
  readonly response?: Side & { readonly status?: number };
  /** Given alone, there is no response. */
  readonly error?: string;
}

/** An exchange with what a test names; the rest is a GET that is answered with 200 and nothing. */
export function buildExchange(call: Call = {}): Exchange {
  const { method = "GET", path = "/api/v2/users/me", error } = call;
  const response = call.response ?? (error === undefined ? {} : undefined);
  return {
    startedAt: "2024-05-31T10:00:00.000Z",
    durationMs: 3,
    request: { method, path, ...buildSide(call) },
    ...(response === undefined ? {} : { response: { status: response.status ?? 200, ...buildSide(response) } }),
    ...(error === undefined ? {} : { error }),
  };
}

function buildSide({ headers = [], json, text, bytes }: Side): { readonly headers: Headers; readonly body: Buffer } {
  return json === undefined
    ? { headers, body: bytes ?? Buffer.from(text ?? "") }
    : { headers: [["Content-Type", "application/json"], ...headers], body: Buffer.from(JSON.stringify(json)) };
}
