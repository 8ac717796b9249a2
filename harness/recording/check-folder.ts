import { stat } from "node:fs/promises";
import { findNearestFile } from "#harness/scenario/nearest-file.ts";
import { recordAgain } from "./recording-file.ts";

/** Says what is wrong with a folder that should hold recordings; undefined where it is one. */
export async function checkFolder(folder: string): Promise<string | undefined> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() === true) return undefined;
  if (found !== undefined)
    return `--recording: expected a folder of recordings, found the file ${folder}; name its folder`;
  const nearest = await findNearestFile(folder);
  const meant = nearest === undefined ? "" : ` (is ${nearest} meant, which is beside it?)`;
  return `--recording: expected a folder of recordings, found nothing at ${folder}${meant}; correct the name, or ${recordAgain}`;
}
