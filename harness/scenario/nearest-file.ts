import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { nearestName } from "./nearest-name.ts";

/** Name of the file or folder beside `path` that it is most likely a misspelling of. */
export async function findNearestFile(path: string): Promise<string | undefined> {
  const name = basename(path);
  const others = (await listSiblings(path)).filter((sibling) => sibling !== name);
  return nearestName(name, others);
}

/** Names in the folder of `path`, sorted; none if there is no such folder. */
export async function listSiblings(path: string): Promise<readonly string[]> {
  const names = await readdir(dirname(path)).catch(() => []);
  return names.sort();
}
