import { once } from "node:events";
import { Agent, get, request } from "node:http";
import { execa } from "execa";
import { describe, expect, type TestContext, test } from "vitest";
import { type RunningProgram, runProgram, startProgram } from "#test/helpers/genesys-mock.ts";

/** A mock in a process of its own, once it listens, and its address. */
async function aServer(current: TestContext, ...args: string[]): Promise<RunningProgram & { readonly url: string }> {
  const program = startProgram(current, ["serve", "--port", "0", ...args]);
  await program.printed("Ctrl-C ends the mock.");
  const url = /API and login {3}(\S+)/.exec(program.stdout())?.[1] ?? "";
  return { ...program, url };
}

/** The commands that a server has printed, each over several lines. */
function curlLines({ stdout }: RunningProgram): readonly string[] {
  return stdout().match(/^ {4}curl (?:.*\\\n)*.*$/gm) ?? [];
}

/** The status line that a command prints. */
async function statusLineOf(command: string): Promise<string | undefined> {
  const { stdout } = await execa("sh", ["-c", command], { env: { NO_PROXY: "127.0.0.1" } });
  return stdout.split("\r\n")[0];
}

/** An idle connection that is kept open, and a request that is never finished. */
async function keepBusy(url: string): Promise<{ readonly reset: Promise<unknown> }> {
  const agent = new Agent({ keepAlive: true });
  const [answer] = await once(get(`${url}/__mock/health`, { agent }), "response");
  answer.resume();
  await once(answer, "end");
  const unfinished = request(`${url}/oauth/token`, { method: "POST", headers: { "Content-Length": "10" } });
  unfinished.write("a");
  const [socket] = await once(unfinished, "socket");
  if (socket.connecting) await once(socket, "connect");
  // Answered after the connection above was accepted.
  await fetch(`${url}/__mock/health`);
  return { reset: once(unfinished, "error") };
}

/** The printed commands do what is said of them, and the log tells of it. */
async function expectExamples(server: RunningProgram, logged: string): Promise<void> {
  const [launch = "", refused = "", ...others] = curlLines(server);
  expect(others).toEqual([]);
  expect(await statusLineOf(launch)).toBe("HTTP/1.1 200 OK");
  expect(await statusLineOf(refused)).toBe("HTTP/1.1 400 Bad Request");
  await server.printed(logged);
}

/** The server ends at once, with an idle connection and an unfinished request. */
async function expectEnd(server: RunningProgram & { readonly url: string }, signal: NodeJS.Signals): Promise<void> {
  const { reset } = await keepBusy(server.url);
  const startedAt = performance.now();
  server.kill(signal);
  expect(await server.ended).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(3000);
  expect(await reset).toMatchObject([{ code: "ECONNRESET" }]);
  expect(server.stdout()).toMatch(/\nThe mock has ended\.\n$/);
  expect(server.stderr()).toBe("");
}

describe("genesys-mock serve", { timeout: 60_000 }, () => {
  test.concurrent("prints curl lines that give 200 and 400, keeps its port, and ends with 0 on SIGINT", async (current) => {
    const server = await aServer(current);
    await expectExamples(server, "400 POST /api/v2/flows/executions [published] invalid.property");
    const { port } = new URL(server.url);
    expect(await runProgram(current, ["serve", "--port", port])).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `Port ${port} on 127.0.0.1 is taken by another program. Choose another with --port N; --port 0 takes any free one.\n`,
    });
    await expectEnd(server, "SIGINT");
  });

  test.concurrent("prints curl lines of the contract thread that give 200 and 400, and ends with 0 on SIGTERM", async (current) => {
    const server = await aServer(current, "--contract", "thread");
    await expectExamples(server, "400 POST /api/v2/flows/executions [thread] bad.request");
    await expectEnd(server, "SIGTERM");
  });

  test.concurrent("ends with 2 and a line for every wrong option", async (current) => {
    expect(
      await runProgram(current, ["serve", "--port", "x", "--contract", "y", "--set", "a=1", "--set", "b"]),
    ).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^--port: expected .*"x"\n--contract: expected published or thread, found "y"\n--set: expected name=value, found "b"\n--set: there is no setting "a"; .*\n$/,
      ),
    });
  });

  test.concurrent("explains every option with --help, and ends with 0", async (current) => {
    const { exitCode, stdout, stderr } = await runProgram(current, ["serve", "--help"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout.match(/^ {2}(?:-h, )?--[a-z-]+/gm)).toEqual([
      "  --port",
      "  --host",
      "  --contract",
      "  --seed",
      "  --set",
      "  --rate-limit",
      "  --org",
      "  --control-token",
      "  -h, --help",
    ]);
  });
});
