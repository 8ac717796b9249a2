import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

export interface Measured {
  readonly seconds: number;
  /** The most memory that it held at a time, in MB; 0 where the system does not say. */
  readonly megabytes: number;
}

/** Runs a command as a process of its own and measures the whole of it. Rejects when it ends with another code than 0. */
export async function measure(command: string, args: readonly string[]): Promise<Measured> {
  const startedAt = performance.now();
  const child = spawn(command, args, { stdio: "ignore" });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code));
  });
  const watched = watchMemory(child);
  const code = await ended;
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with code ${code}; run it by hand to see why`);
  return { seconds, megabytes: (await watched) / 1024 };
}

/** The peak that Linux has counted, in KiB, read again and again since it is gone with the process. */
async function watchMemory(child: ChildProcess): Promise<number> {
  let peak = 0;
  while (child.exitCode === null && child.signalCode === null) {
    const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
    peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0));
    await wait(4);
  }
  return peak;
}

/** The one in the middle of an odd number of values. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
