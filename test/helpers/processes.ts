import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { kill } from "node:process";
import { vi } from "vitest";

/** Whether a process runs; one that has ended and was not yet collected does not. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    kill(pid, 0);
  } catch {
    return false;
  }
  const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") R");
  return !/\) Z/.test(state);
}

/** The process ids that programs write into files of a folder, each with a line end, once all of them are there. */
export async function readIds(folder: string, names: readonly string[]): Promise<number[]> {
  const read = async () => {
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    if (!texts.every((text) => text.endsWith("\n")))
      throw new Error(`found ${JSON.stringify(texts)} in ${names.join(", ")}`);
    return texts.map(Number);
  };
  return vi.waitFor(read, { timeout: 20_000, interval: 20 });
}
