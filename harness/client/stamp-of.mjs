import { statSync } from "node:fs";

/** What tells one state of a file from a later one; undefined if there is no such file. */
export function stampOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
}
