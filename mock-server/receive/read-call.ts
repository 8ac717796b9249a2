import type { IncomingMessage } from "node:http";
import type { IncomingCall } from "#mock-server/call.ts";

/** What became of reading a request. */
export type ReadCall =
  | { readonly kind: "read"; readonly call: IncomingCall }
  /** The client went away before its request was complete: nobody waits for an answer. */
  | { readonly kind: "aborted" };

// A client that still sends its body does not read the answer yet, so an over-long body is read on, up to this many bytes.
const drainedBytesMax = 8 * 1024 * 1024;

/** Reads a request to its end. Keeps at most `bytesMax` bytes of the body in memory. */
export async function readCall(
  request: IncomingMessage,
  { correlationId, bytesMax }: { readonly correlationId: string; readonly bytesMax: number },
): Promise<ReadCall> {
  const head = {
    correlationId,
    method: request.method ?? "GET",
    ...splitTarget(request.url ?? "/"),
    headers: request.headers,
  };
  const body = await readBody(request, bytesMax);
  return body === undefined ? { kind: "aborted" } : { kind: "read", call: { ...head, ...body } };
}

/** The body as far as it is kept, or nothing if the client went away. Events, since an iterator takes several times as long. */
function readBody(
  request: IncomingMessage,
  bytesMax: number,
): Promise<Pick<IncomingCall, "body" | "tooLarge"> | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = () => {
      const tooLarge = length > bytesMax;
      resolve({ tooLarge, body: tooLarge ? Buffer.alloc(0) : joinChunks(chunks) });
    };
    // A request without an encoding gives its body as buffers.
    request.on("data", function keep(bytes: Buffer) {
      length += bytes.length;
      if (length <= bytesMax) chunks.push(bytes);
      else chunks.length = 0;
      if (length <= bytesMax + drainedBytesMax) return;
      request.off("data", keep);
      request.pause();
      finish();
    });
    request.once("end", finish);
    // After the end neither of them changes anything.
    request.once("error", () => resolve(undefined));
    request.once("close", () => resolve(undefined));
  });
}

function joinChunks(chunks: readonly Buffer[]): Buffer {
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** The target may be absolute (`GET http://host/path`), as a proxy's client sends it. */
function splitTarget(target: string): { path: string; query: string } {
  const relative = target.replace(/^https?:\/\/[^/?#]*(\/?)/i, "/");
  const mark = relative.indexOf("?");
  return mark < 0 ? { path: relative, query: "" } : { path: relative.slice(0, mark), query: relative.slice(mark + 1) };
}
