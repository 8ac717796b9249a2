import process, { kill } from "node:process";
import { setTimeout as delay } from "node:timers/promises";

/** What is needed of a child process that leads a process group of its own. */
export interface GroupLeader {
  readonly pid?: number | undefined;
  kill(): boolean;
}

/**
 * Ends a process and all that it has started: they are asked to (SIGTERM), and after 2 seconds made to (SIGKILL).
 * Resolves when none is left, or at once where the system knows no process groups; then only the process itself is asked.
 */
export async function endGroup(leader: GroupLeader): Promise<void> {
  if (leader.pid === undefined || !signalGroup(leader.pid, "SIGTERM")) {
    leader.kill();
    return;
  }
  const deadline = performance.now() + 2000;
  while (performance.now() < deadline) {
    if (!signalGroup(leader.pid, 0)) return;
    await delay(10);
  }
  signalGroup(leader.pid, "SIGKILL");
}

/** Groups that must not outlive this process, however it ends. */
const bound = new Set<number>();

/**
 * Has a group killed if this process ends before it, without waiting for anything (`process.exit`, an error nobody handled).
 * The function that is returned lets go of it.
 */
export function bindGroup({ pid }: GroupLeader): () => void {
  if (pid === undefined) return () => {};
  // One listener for all: node takes many of them for a leak.
  if (!process.listeners("exit").includes(killBound)) process.on("exit", killBound);
  bound.add(pid);
  return () => bound.delete(pid);
}

function killBound(): void {
  for (const pid of bound) signalGroup(pid, "SIGKILL");
}

/** Whether there was a process to take the signal; 0 only asks. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return kill(-pid, signal);
  } catch {
    return false;
  }
}
