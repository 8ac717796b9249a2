import { Command } from "commander";
import { version } from "#mock-server/version.ts";

/** The bin `genesys-mock`: the verbs of both sides. */
const program = new Command("genesys-mock")
  .description(
    "A local mock of the Genesys Cloud Platform API, and scenarios that settle what a request is refused for.",
  )
  .version(version)
  .showHelpAfterError("Run with --help for the options.")
  .exitOverride();

program
  .command("serve")
  .description("Start the mock and keep it up until Ctrl-C.")
  .option("--port <number>", "port to listen on; 0 takes any free one", "8088")
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--contract <name>", "published or thread; a request can choose with X-Mock-Contract", "published")
  .option("--seed <number>", "the same seed gives the same org", "1")
  .option("--set <name=value>", "a named setting, e.g. unknownProperties=drop; can be repeated", collect, [])
  .option(
    "--rate-limit [number]",
    "answer 429 to more calls a minute than this per token and per OAuth client; without a number, the platform's limits",
  )
  .option("--org <file>", "an org as GET /__mock/org gives it, in place of the seeded one")
  .option("--control-token <text>", "open /__mock to whoever sends this as a Bearer token")
  .action(async (options) => {
    const { serve } = await import("#mock-server/cli/serve.ts");
    process.exitCode = await serve(options, {
      env: process.env,
      print: (line) => process.stdout.write(`${line}\n`),
      printError: (line) => process.stderr.write(`${line}\n`),
      stopped: new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
    });
  });

program
  .command("run")
  .description("Run scenarios on the mock, and with --live on the real API too, and say where the two differ.")
  .argument("[paths...]", "scenario files or folders; default: scenarios")
  .option("--filter <text>", "only scenarios with this text in id, title, file, tags or a claim")
  .option("--tag <text>", "only scenarios with this tag; can be repeated: any of them", collect, [])
  .option("--shard <i/n>", "only the i-th of n parts, for several machines")
  .option("--bail [number]", "start no further scenario after so many have failed (1)")
  .option(
    "--reporter <name>",
    "console, json=FILE, junit=FILE, html=FILE, markdown[=FILE] or github; can be repeated",
    collect,
    [],
  )
  .option("--concurrency <number>", "how many scenarios run at a time")
  .option("--seed <number>", "seed of the mock's org", "1")
  .option(
    "--url <base>",
    "run on the mock that was started at this address, which is reset before each scenario, in place of one in this process",
  )
  .option("--target <name>", "mock, live or recording: run on this one only")
  .option("--live", "run each scenario on the real API, too, and compare (docs/live.md)")
  .option("--live-url <base>", "reach the real API, or a stand-in for it, at this base URL")
  .option("--live-ca <file>", "certificates (PEM) to trust on the live side")
  .option("--allow <effect>", "reads, launches or writes: the most that a live run may do (default: reads)")
  .option("--rate <number>", "calls a minute on the live side at most (default: 100)")
  .option("--dry-run", "print the plan of the live run and send nothing")
  .option("--record <folder>", "keep what went over the wire on the live side, redacted, as HAR files")
  .option("--keep <field>", "a field of people's data that recordings keep; can be repeated", collect, [])
  .option("--recording <folder>", "compare with recordings in place of the live API")
  .option("--max-age <days>", "warn about older recordings, or with DAYS:fail do not use them")
  .action(async (paths, options) => {
    const { run } = await import("./run.ts");
    const stop = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopOrLeave(stop));
    const around = {
      env: process.env,
      cwd: process.cwd(),
      stdout: process.stdout,
      stderr: process.stderr,
      signal: stop.signal,
    };
    process.exitCode = await run({ ...options, paths }, around);
  });

program
  .command("explain")
  .description("Say why a request is refused and what to send in its place. Sends nothing; needs no server.")
  .argument(
    "[file]",
    "a curl command, a PowerShell script, a HAR file, a raw HTTP message or a scenario; default: standard input",
  )
  .option("--curl <file>", "a text with one or more curl commands; - is standard input")
  .option("--powershell <file>", "a script with Invoke-RestMethod or Invoke-WebRequest in it")
  .option("--har <file>", "a HAR file, as browsers and proxies write it")
  .option("--raw <file>", "an HTTP message: request line, headers, an empty line, the body")
  .option("--scenario <file>", "a scenario with a request")
  .option("--method <name>", "method of the request; default GET, or POST with a body")
  .option("--path <path>", "path and query of the request, or its whole address")
  .option("--header <line>", '"Name: value"; can be repeated', collect, [])
  .option("--body <text>", "body of the request, or @FILE")
  .option("--contract <name>", "published, thread or all (default: that of the scenario, else published)")
  .option("--org <file>", "an org as GET /__mock/org gives it: ids that it lacks are then unknown")
  .option("--permissions <list>", "the permissions that the token has, with commas between; default: all")
  .option("--seed <number>", "seed of the org", "1")
  .option("--json", "print the diagnosis as JSON")
  .action(async (file: string | undefined, options) => {
    const { explain } = await import("#explain/explain.ts");
    const { readStandardInput } = await import("#explain/read-standard-input.ts");
    process.exitCode = await explain(
      { ...options, file },
      {
        cwd: process.cwd(),
        stdin: () => readStandardInput(process.stdin, process.stderr),
        stdout: process.stdout,
        stderr: process.stderr,
      },
    );
  });

program
  .command("new")
  .description("Write a scenario that reproduces a request, with what the mock answers as its expectation.")
  .option("--from-curl <file>", "a text with one or more curl commands; - is standard input")
  .option("--from-har <file>", "a HAR file; the answers in it become what was reported")
  .option("--from-report <id>", "a report of the catalogue, scenarios/reported/catalogue.yaml")
  .option("--id <name>", "id of the scenario")
  .option("--out <file>", "file to write; it must not be there yet")
  .action(async (options) => {
    const { writeNew } = await import("#explain/new/new.ts");
    const { readStandardInput } = await import("#explain/read-standard-input.ts");
    process.exitCode = await writeNew(options, {
      cwd: process.cwd(),
      stdin: () => readStandardInput(process.stdin, process.stderr),
      stdout: process.stdout,
      stderr: process.stderr,
    });
  });

// A reader that has gone away, such as `head`, is no fault of the run; its exit code still counts.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

program.parseAsync().catch((error: unknown) => {
  // Commander has printed its message already; a wrong option is exit code 2, help and version are none.
  if (error instanceof Error && "code" in error && error.code === "commander.excessArguments") {
    process.stderr.write('Options behind an npm script stand after "--": npm start -- --port 8193\n');
  }
  if (!(error instanceof Error && "exitCode" in error)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
});

/** Once asked, a run ends what is under way and deletes what it has created; asked again, it leaves at once. */
function stopOrLeave(stop: AbortController): void {
  if (stop.signal.aborted) {
    process.stderr.write("Left at once: what the run had created on a real org may still be there.\n");
    process.exit(130);
  }
  process.stderr.write("Stopping: waiting for what is under way, and for clean-up. Once more leaves at once.\n");
  stop.abort();
}

function collect(value: string, values: readonly string[]): readonly string[] {
  return [...values, value];
}
