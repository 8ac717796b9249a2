import { readCurl } from "#explain/read/read-curl.ts";
import type { Reading, ReadNamedFile } from "#explain/read/reading.ts";

/** A request in few words: method, address, headers as lines, body. */
export interface ShortRequest {
  readonly call: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** The requests of a reading in few words; throws where it is unreadable. */
export function short(reading: Reading): readonly ShortRequest[] {
  if (reading.kind === "unreadable") throw new Error(reading.message);
  return reading.requests.map(({ request }) => ({
    call: `${request.method} ${request.origin ?? ""}${request.path}`,
    headers: request.headers.map(([name, value]) => `${name}: ${value}`),
    body: request.body.toString("utf8"),
  }));
}

/** The message of a reading that is unreadable; throws where it is not. */
export function messageOf(reading: Reading): string {
  if (reading.kind === "unreadable") return reading.message;
  throw new Error(`expected an unreadable text, found ${JSON.stringify(short(reading))}`);
}

/** The notes of a reading that can be read. */
export function notesOf(reading: Reading): readonly string[] {
  return reading.kind === "requests" ? reading.notes : [];
}

/** Files by name, in place of a folder. */
export function filesOf(files: Readonly<Record<string, string>>): ReadNamedFile {
  return (name) => {
    const text = files[name];
    return text === undefined ? { kind: "refused", message: `no ${name}` } : { kind: "file", bytes: Buffer.from(text) };
  };
}

/** The first request of a curl line in few words. */
export function curl(text: string, files: Readonly<Record<string, string>> = {}): ShortRequest {
  const [first] = short(readCurl(text, filesOf(files)));
  if (first === undefined) throw new Error("no request");
  return first;
}
