import type { ReadStream } from "node:tty";

/** Reads a stream to its end; somebody at a terminal is told what to do. */
export async function readStandardInput(
  stream: Pick<ReadStream, "isTTY" | typeof Symbol.asyncIterator>,
  terminal: { write(text: string): unknown },
): Promise<string> {
  if (stream.isTTY)
    terminal.write("Paste a curl command or a request, then press Enter and Ctrl-D (on Windows Ctrl-Z, Enter).\n");
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  // Windows hands over UTF-16 in some shells.
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.subarray(2).toString("utf16le") : bytes.toString("utf8");
}
