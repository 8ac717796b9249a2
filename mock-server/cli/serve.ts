import { readServeConfig, type ServeArguments } from "#mock-server/config.ts";
import { type RunningMock, startMock } from "#mock-server/start-mock.ts";
import { version } from "#mock-server/version.ts";
import { describeExamples } from "./describe-examples.ts";

/** What the verb needs of the process it runs in. */
export interface ServeProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Resolves when the process is asked to end. */
  readonly stopped: Promise<void>;
}

/** The verb `serve`: starts a mock and keeps it up until the process is asked to end. Gives the exit code. */
export async function serve(args: ServeArguments, around: ServeProcess): Promise<number> {
  const config = readServeConfig(args, around.env);
  if (config.kind === "mistakes") {
    for (const mistake of config.mistakes) around.printError(mistake);
    return 2;
  }
  const { options } = config;
  let running: RunningMock;
  try {
    running = await startMock({ ...options, log: around.print, logBug: around.printError });
  } catch (error) {
    around.printError(describeListenError(error, options));
    return 1;
  }
  around.print(
    [
      `genesys-mock ${version}: contract ${options.contract}, seed ${options.seed}`,
      "",
      `  API and login   ${running.url}`,
      `  Control plane   ${running.url}/__mock/health`,
      "",
      ...describeExamples(running.mock.defaultContract, running.url),
      "Every call is logged below. Ctrl-C ends the mock.",
      "",
    ].join("\n"),
  );
  if (!isLoopback(options.host)) around.print(describeExposure(options.host, options.controlToken));
  await around.stopped;
  await running.close();
  around.print("The mock has ended.");
  return 0;
}

function describeListenError(error: unknown, { host, port }: { host: string; port: number }): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken by another program. Choose another with --port N; --port 0 takes any free one.`;
    case "EACCES":
      return `Port ${port} on ${host} may not be opened by this user. Choose one above 1023 with --port N.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `This machine has no address ${host}. Choose one of its own with --host H; the default is 127.0.0.1.`;
    default:
      return `The mock cannot listen on ${host}, port ${port}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

function describeExposure(host: string, controlToken: string | undefined): string {
  const control =
    controlToken === undefined
      ? "The control plane answers this machine only; --control-token opens it to others."
      : "The control plane answers whoever sends the control token.";
  return `Note: ${host} can be reached from other machines, and the tokens of the default org are public. ${control}\n`;
}
