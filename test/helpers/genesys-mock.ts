import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { TestContext } from "vitest";

const main = fileURLToPath(new URL("../../harness/cli/main.ts", import.meta.url));

/** A test that runs beside others has to say which one it is. */
type CurrentTest = Pick<TestContext, "onTestFinished">;

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The bin `genesys-mock` in a process of its own. */
export interface RunningProgram {
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves once it has written a text to its standard output; rejects if it ends before. */
  readonly printed: (text: string) => Promise<void>;
  /** Goes away as the reader of its standard output. */
  readonly stopReading: () => void;
  /** Sends a signal to the program alone. */
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The exit code once it has ended; a text names the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Starts the bin from its sources, as the npm scripts do; it is gone after the test. */
export function startProgram(
  { onTestFinished }: CurrentTest,
  args: readonly string[],
  { cwd = "/", env = {} }: ProgramOptions = {},
): RunningProgram {
  const child = execa(process.execPath, ["--import", import.meta.resolve("tsx"), main, ...args], {
    cwd,
    env: { NO_COLOR: "", NO_PROXY: "127.0.0.1", ...env },
    reject: false,
    buffer: false,
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8");
    child[name].on("data", (text: string) => {
      written[name] += text;
    });
  }
  return {
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = () => written.stdout.includes(text) && resolve();
        child.stdout.on("data", look);
        child.stdout.once("end", () =>
          reject(new Error(`"${text}" was not printed, but:\n${JSON.stringify(written)}`)),
        );
        look();
      }),
    stopReading: () => child.stdout.destroy(),
    kill: (signal) => child.kill(signal),
    ended: child.then(({ exitCode, signal }) => exitCode ?? String(signal)),
  };
}

/** Runs the bin to its end. */
export async function runProgram(...parameters: Parameters<typeof startProgram>) {
  const program = startProgram(...parameters);
  const exitCode = await program.ended;
  return { exitCode, stdout: program.stdout(), stderr: program.stderr() };
}
