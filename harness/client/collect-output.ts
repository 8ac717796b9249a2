import type { Readable } from "node:stream";
import { dropCutWord } from "./whole-words.ts";

const maxBytes = 1024 * 1024;

/** Reads a program's output to its end and keeps the first MiB; the function gives the text so far, as UTF-8. */
export function collectOutput(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  let passed = 0;
  stream.on("data", (chunk: Buffer) => {
    if (passed < maxBytes) chunks.push(chunk.subarray(0, maxBytes - passed));
    passed += chunk.length;
  });
  return () => {
    const text = Buffer.concat(chunks).toString("utf8");
    return passed > maxBytes ? `${dropCutWord(text)}\n[cut: only the first MiB of ${passed} bytes is kept]\n` : text;
  };
}
