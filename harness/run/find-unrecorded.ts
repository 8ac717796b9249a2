import type { Exchange } from "#harness/exchange/exchange.ts";
import type { ClientRun } from "./run-client.ts";

/** A call that a replay could not answer: the real API has said nothing of it. */
export interface Unrecorded {
  /** For people: which call, the nearest recorded one, what differs. */
  readonly message: string;
  /** The run was recorded, and this call is not as it was then. Otherwise it was refused when it was recorded, too. */
  readonly isChanged: boolean;
}

/** The first such call of a client or of the harness's own reads; a replay answers it in its own name (`recording/`). */
export function findUnrecorded({ exchanges, reads }: Pick<ClientRun, "exchanges" | "reads">): Unrecorded | undefined {
  for (const exchange of [...exchanges, ...reads]) {
    const own = readOwnAnswer(exchange);
    if (own === undefined) continue;
    const isChanged = own.code === "recording.no.such.call";
    return {
      isChanged,
      message: isChanged ? `a request has changed since it was recorded: ${own.message}` : own.message,
    };
  }
  return undefined;
}

const ownCode = /^\{"code":"(recording\.no\.such\.call|recording\.call\.refused)","message":/;

function readOwnAnswer({ response }: Exchange): { readonly code: string; readonly message: string } | undefined {
  const text = response?.status === 502 ? response.body.toString("utf8") : "";
  const [, code] = ownCode.exec(text) ?? [];
  if (code === undefined) return undefined;
  try {
    return { code, message: String(JSON.parse(text).message) };
  } catch {
    // An answer of that form which was cut or recorded from elsewhere.
    return undefined;
  }
}
