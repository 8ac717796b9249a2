/** The bytes of one body, collected as they pass; no more than a limit is kept. */
export interface KeptBody {
  add(chunk: Buffer): void;
  /** Bytes that have passed, kept or not. */
  size(): number;
  /** The kept bytes: all of them, or the first `maxBytes`. */
  bytes(): Buffer;
  /** Why the kept body is not the whole one; absent if it is. */
  cut(): string | undefined;
}

/** Collects a body; `what` names it in the message of `cut`, e.g. `request body`. */
export function keepBody(what: string, maxBytes: number): KeptBody {
  const chunks: Buffer[] = [];
  let passed = 0;
  let kept = 0;
  return {
    add(chunk) {
      passed += chunk.length;
      const part = chunk.subarray(0, maxBytes - kept);
      if (part.length > 0) chunks.push(part);
      kept += part.length;
    },
    size: () => passed,
    bytes: () => Buffer.concat(chunks),
    cut: () =>
      passed > maxBytes
        ? `the ${what} has ${passed} bytes, of which only the first ${maxBytes} were kept; the rest was passed on unseen`
        : undefined,
  };
}
