import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import type { NamedFile, ReadNamedFile } from "./reading.ts";

const most = 1024 * 1024;

/**
 * Reads files that a request names (`-d @body.json`), as curl does; but a pasted line is a stranger's, so only regular files
 * of at most 1 MB below a folder are read, wherever links lead.
 */
export function readFilesBelow(folder: string): ReadNamedFile {
  return (name) => {
    const refuse = (why: string): NamedFile => ({
      kind: "refused",
      message: `expected the file ${JSON.stringify(name)}, which the request names, below ${folder}; ${why}`,
    });
    try {
      const path = realpathSync(resolve(folder, name));
      const below = relative(realpathSync(folder), path);
      if (below === "" || below.startsWith("..") || isAbsolute(below)) {
        return refuse("found one outside of it, which is not read; copy it there, or write the text in its place");
      }
      return readRegular(path, refuse);
    } catch (error) {
      const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
      return refuse(
        `found ${isMissing ? "none" : "one that cannot be read"}; put it there, or write the text in its place (--data '...')`,
      );
    }
  };
}

function readRegular(path: string, refuse: (why: string) => NamedFile): NamedFile {
  // Without waiting: to open a pipe would wait for a writer.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return refuse("found no regular file");
    if (stats.size > most) return refuse("found one of more than 1 MB, which no request of the API has");
    const bytes = Buffer.alloc(stats.size);
    const length = readSync(file, bytes, 0, stats.size, 0);
    return { kind: "file", bytes: bytes.subarray(0, length) };
  } finally {
    closeSync(file);
  }
}
