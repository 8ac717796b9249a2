import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** What V8 compiled of the package's files, from one process to the next. */
export interface CodeCache {
  /** What was kept of a file with just this source; undefined where nothing whole of one's own is there. */
  read(id: string, source: Buffer): Buffer | undefined;
  /** Keeps it, with the functions that have been called, when the process ends. */
  keepAtExit(id: string, compiled: Compiled): void;
}

interface Compiled {
  readonly script: Script;
  readonly source: Buffer;
}

export interface CodeCacheOptions {
  /** The package's folder; the cache stands in it unless there is another place. */
  readonly folder: string;
  /** Another folder, which others may use as well. */
  readonly elsewhere: string | undefined;
  /** Keeps caches apart that hold other functions of the same files. */
  readonly part: string;
}

/**
 * Opens the cache of this node and this user. What is kept is code that will be run: only files that belong to the user, and
 * that nobody else can write, are read, from a folder of which that is true as well. Never throws.
 */
export function openCodeCache({ folder, elsewhere, part }: CodeCacheOptions): CodeCache {
  const user = process.getuid?.();
  const home = elsewhere || join(folder, ".compile-cache");
  // One level, so that one look tells whose it is.
  const cache = join(home, `genesys-mock-${process.version}-${process.arch}${user === undefined ? "" : `-${user}`}`);
  const fileOf = (id: string) => join(cache, `${part}-${id.replace("./", "")}`);
  const waiting = new Map<string, Compiled>();
  const keepAll = () => {
    // In somebody else's package, what root leaves behind could not be removed.
    if (!elsewhere && !isOwn(tryStat(folder), user)) return;
    try {
      mkdirSync(home, { recursive: true, mode: 0o700 });
      mkdirSync(cache, { recursive: true, mode: 0o700 });
      const found = lstatSync(cache);
      if (!found.isDirectory() || !isPrivate(found, user)) return;
      for (const [id, compiled] of waiting) keep(fileOf(id), compiled);
    } catch {
      // Where this user may not write, the next start is no quicker.
    }
  };
  return {
    read: (id, source) => readKept(fileOf(id), { source, user }),
    keepAtExit(id, compiled) {
      if (waiting.size === 0) process.once("exit", keepAll);
      waiting.set(id, compiled);
    },
  };
}

type User = number | undefined;

interface Owned {
  readonly uid: number;
  readonly mode: number;
}

function isOwn(found: Owned | undefined, user: User): boolean {
  return found !== undefined && (user === undefined || found.uid === user);
}

function isPrivate(found: Owned, user: User): boolean {
  return user === undefined || (found.uid === user && (found.mode & 0o022) === 0);
}

function tryStat(path: string): Owned | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Bytes of two checksums at the end: V8 reads the data where it begins, and wants it aligned. */
const sumsLength = 8;

/** V8 itself looks at the length of the source only, and ends the process over data that are damaged. */
function readKept(
  file: string,
  { source, user }: { readonly source: Buffer; readonly user: User },
): Buffer | undefined {
  let opened: number | undefined;
  try {
    opened = openSync(file, "r");
    if (!isPrivate(fstatSync(opened), user)) return undefined;
    const bytes = readFileSync(opened);
    if (bytes.length < sumsLength) return undefined;
    const data = bytes.subarray(0, -sumsLength);
    const [ofData, ofSource] = [bytes.readUInt32LE(data.length), bytes.readUInt32LE(data.length + 4)];
    return crc32(data) === ofData && crc32(source) === ofSource ? data : undefined;
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** A file is whole when it gets its name: others may be reading. */
function keep(file: string, { script, source }: Compiled): void {
  const unfinished = `${file}.unfinished`;
  try {
    // Written anew, never through what stands there.
    writeFileSync(unfinished, withSums(script.createCachedData(), source), { flag: "wx", mode: 0o600 });
    renameSync(unfinished, file);
  } catch {
    // Another process is writing the same, or one was ended while it did.
    if (isOld(unfinished)) rmSync(unfinished, { force: true });
  }
}

const longestWriteMs = 60_000;

function isOld(file: string): boolean {
  try {
    return Date.now() - lstatSync(file).mtimeMs > longestWriteMs;
  } catch {
    return false;
  }
}

function withSums(data: Buffer, source: Buffer): Buffer {
  const sums = Buffer.alloc(sumsLength);
  sums.writeUInt32LE(crc32(data));
  sums.writeUInt32LE(crc32(source), 4);
  return Buffer.concat([data, sums]);
}
