import { type RawTarget, startRawTarget } from "#test/harness/exchange/raw-http.ts";

/**
 * A server that answers its nth connection with the nth of the given bytes (latin1) once a whole request has come, and
 * then closes; `null` stands for no answer.
 */
export function startTarget(responses: readonly (string | null)[]): Promise<RawTarget> {
  return startRawTarget((socket, text, place) => {
    const response = responses[place] ?? null;
    if (response !== null && isWhole(text)) socket.end(response, "latin1");
  });
}

function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const head = text.slice(0, end);
  if (/\r\ntransfer-encoding: chunked/i.test(head)) return text.endsWith("0\r\n\r\n");
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return text.length >= end + 4 + length;
}
