import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kill } from "node:process";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ClientOf } from "#harness/client/client.ts";
import { runCommand } from "#harness/client/command.ts";
import { aContext, ref } from "./client-context.ts";

function aCommand(argv: readonly string[], changes: Partial<ClientOf<"command">> = {}): ClientOf<"command"> {
  return { kind: "command", argv, timeoutSeconds: 30, ...changes };
}

/** A program in JavaScript, run by the node that runs the tests. */
function aScript(code: string, changes: Partial<ClientOf<"command">> = {}): ClientOf<"command"> {
  return aCommand([process.execPath, "-e", code], changes);
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "command-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** The ids that a command has written into files of a folder, once they are there. */
async function readIds(folder: string, names: readonly string[]): Promise<number[]> {
  const read = (name: string) => readFile(join(folder, name), "utf8").catch(() => "");
  await expect
    .poll(async () => (await Promise.all(names.map(read))).every((id) => id.endsWith("\n")), { timeout: 10_000 })
    .toBe(true);
  return Promise.all(names.map(async (name) => Number(await read(name))));
}

/** Whether a process runs; one that has ended and was not yet collected does not. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    kill(pid, 0);
  } catch {
    return false;
  }
  const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") R");
  return !/\) Z/.test(state);
}

describe("runCommand", { timeout: 30_000 }, () => {
  test("gives back exit code and output, byte for byte", async () => {
    const outcome = await runCommand(aCommand(["sh", "-c", "printf ' é\\n\\n'; echo no >&2; exit 3"]), aContext());
    expect(outcome.result).toEqual({ exitCode: 3, stdout: " é\n\n", stderr: "no\n" });
  });

  test("shows the end of each stream, without colours", async () => {
    const print = "printf '%03000d last\n\n' 0; printf '\u001b[31mred\u001b[0m\n' >&2";
    const { output } = await runCommand(aCommand(["sh", "-c", print]), aContext());
    expect(output).toEqual({ stdout: "last", stderr: "red" });
  });

  test("parses an output that is JSON", async () => {
    const json = await runCommand(aCommand(["echo", '{"a":[1]}']), aContext());
    expect(json.result).toEqual({ exitCode: 0, stdout: '{"a":[1]}\n', stderr: "", json: { a: [1] } });
    for (const text of ["{} {}", ""]) {
      expect((await runCommand(aCommand(["echo", text]), aContext())).result).not.toHaveProperty("json");
    }
  });

  test("binds the arguments and takes no shell", async () => {
    const variables = { id: "it's $HOME", n: 3, list: ["a"] };
    const argv = ["printf", "%s|", ref("id"), `--n=${ref("n")}`, ref("list"), ref("n"), "$HOME", "*", "a b", "", ";ls"];
    const { result } = await runCommand(aCommand(argv), aContext({ variables }));
    expect(result).toEqual({ exitCode: 0, stdout: `it's $HOME|--n=3|["a"]|3|$HOME|*|a b||;ls|`, stderr: "" });
  });

  test("binds the standard input, which is empty without one", async () => {
    const context = aContext({ variables: { id: "é" } });
    expect(await runCommand(aCommand(["cat"], { stdin: `{"id":"${ref("id")}"}` }), context)).toMatchObject({
      result: { stdout: '{"id":"é"}', json: { id: "é" } },
    });
    expect(await runCommand(aCommand(["cat"]), context)).toMatchObject({ result: { exitCode: 0, stdout: "" } });
  });

  test("does not mind a program that reads no input", async () => {
    const outcome = await runCommand(aCommand(["true"], { stdin: "x".repeat(1_000_000) }), aContext());
    expect(outcome).toEqual({ result: { exitCode: 0, stdout: "", stderr: "" } });
  });

  test("gives the program the client's environment and no other", async () => {
    const parentEnv = { PATH: "/usr/bin:/bin", HOME: "/h", SECRET_OF_THE_MACHINE: "x" };
    const { result } = await runCommand(aScript("console.log(JSON.stringify(process.env))"), aContext({ parentEnv }));
    expect(result).toMatchObject({
      json: { PATH: "/usr/bin:/bin", HOME: "/h", GENESYSCLOUD_ACCESS_TOKEN: "the-token" },
    });
    expect(JSON.stringify(result)).not.toMatch(/SECRET_OF_THE_MACHINE|VITEST/);
  });

  test("starts in the given folder, and finds programs there", async () => {
    const cwd = await aFolder();
    await writeFile(join(cwd, "client.sh"), "#!/bin/sh\npwd\n", { mode: 0o755 });
    expect((await runCommand(aCommand(["./client.sh"]), aContext({ cwd }))).result).toMatchObject({
      stdout: expect.stringMatching(/command-\w+\n$/),
    });
  });

  test("keeps the first MiB of each output, up to a word that was cut, and lets the program go on", async () => {
    const mebibyte = 1024 * 1024;
    const code = `process.stdout.write("x".repeat(${mebibyte + 10}), () => process.stderr.write("y".repeat(${mebibyte}), () => process.exit(4)))`;
    const { result } = await runCommand(aScript(code), aContext());
    expect(result).toEqual({
      exitCode: 4,
      stdout: `${"x".repeat(mebibyte - 4096)}\n[cut: only the first MiB of ${mebibyte + 10} bytes is kept]\n`,
      stderr: "y".repeat(mebibyte),
    });
  });

  test("gives a program that was ended by a signal the exit code that a shell gives it", async () => {
    expect(await runCommand(aCommand(["sh", "-c", "kill -9 $$"]), aContext())).toMatchObject({
      result: { exitCode: 137 },
    });
  });

  test.each<[string, readonly string[], string]>([
    [
      "is not there",
      ["no-such-program"],
      'the command "no-such-program" could not be started: it was not found in PATH',
    ],
    ["is not there, by path", ["./none"], 'the command "./none" could not be started: it was not found in PATH'],
    ["may not be executed", ["./data.txt"], 'the command "./data.txt" could not be started: it may not be executed'],
    ["has no name", [""], "the command is empty"],
    ["is no word at all", [], "the command is empty"],
    [
      "has too long an argument",
      ["echo", "x".repeat(3_000_000)],
      'the command "echo" could not be started: spawn E2BIG',
    ],
    ["has a NUL in an argument", ["echo", "\0"], 'the command "echo" could not be '],
    [
      "cannot be bound",
      ["echo", ref("nowhere")],
      'the command "echo" could not be run: expected a value for the variable "nowhere"',
    ],
  ])("reports a program that %s", async (_, argv, message) => {
    const cwd = await aFolder();
    await writeFile(join(cwd, "data.txt"), "", { mode: 0o644 });
    const { error, ...rest } = await runCommand(aCommand(argv), aContext({ cwd }));
    expect(rest).toEqual({});
    expect(error).toContain(message);
  });

  test("reports a folder that is not there", async () => {
    const { error } = await runCommand(aCommand(["echo"]), aContext({ cwd: "/nonexistent" }));
    expect(error).toMatch(/^the command "echo" could not be started: .*\/nonexistent/s);
  });

  test("ends a program that is not done in time, with all that it has started, and shows its output", async () => {
    const cwd = await aFolder();
    const script = "echo $$ > main; echo started; sleep 60 & echo $! > child; echo waiting >&2; wait";
    const running = runCommand(aCommand(["sh", "-c", script], { timeoutSeconds: 2 }), aContext({ cwd }));
    const ids = await readIds(cwd, ["main", "child"]);
    expect(await running).toEqual({
      error: "sh: it was not done within 2 s (timeoutSeconds) and was stopped",
      output: { stdout: "started", stderr: "waiting" },
    });
    expect(await Promise.all(ids.map(isRunning))).toEqual([false, false]);
  });

  test("does not count the time for which the run's rate held its calls", async () => {
    const context = aContext({ heldMs: () => performance.now() });
    const outcome = await runCommand(aCommand(["sleep", "0.5"], { timeoutSeconds: 0.1 }), context);
    expect(outcome).toMatchObject({ result: { exitCode: 0 } });
  });

  test("kills after 2 seconds what does not end when it is asked to", async () => {
    const cwd = await aFolder();
    const script = "trap '' TERM; echo $$ > main; while :; do sleep 0.1; done";
    const start = performance.now();
    const running = runCommand(aCommand(["sh", "-c", script], { timeoutSeconds: 2 }), aContext({ cwd }));
    const ids = await readIds(cwd, ["main"]);
    expect((await running).error).toBe("sh: it was not done within 2 s (timeoutSeconds) and was stopped");
    expect(performance.now() - start).toBeGreaterThan(3900);
    await expect.poll(() => Promise.all(ids.map(isRunning))).toEqual([false]);
  });

  test("lets a program that is asked to end do so in its own way", async () => {
    const cwd = await aFolder();
    const script = "trap 'echo bye > farewell; exit 0' TERM; echo $$ > main; while :; do sleep 0.05; done";
    const running = runCommand(aCommand(["sh", "-c", script], { timeoutSeconds: 2 }), aContext({ cwd }));
    await readIds(cwd, ["main"]);
    expect((await running).error).toContain("it was not done within 2 s");
    await access(join(cwd, "farewell"));
  });

  test("ends what a program leaves behind, and does not wait for it", async () => {
    const cwd = await aFolder();
    const script = "sleep 60 & echo $! > child; echo done";
    const start = performance.now();
    const outcome = await runCommand(aCommand(["sh", "-c", script]), aContext({ cwd }));
    expect(outcome.result).toEqual({ exitCode: 0, stdout: "done\n", stderr: "" });
    expect(performance.now() - start).toBeLessThan(10_000);
    await expect.poll(async () => Promise.all((await readIds(cwd, ["child"])).map(isRunning))).toEqual([false]);
  });

  test("does not wait for a process that has left the group and holds the output open", async () => {
    const code =
      'require("child_process").spawn("sleep", ["8"], { detached: true, stdio: "inherit" }).unref(); console.log("done")';
    const start = performance.now();
    const outcome = await runCommand(aScript(code), aContext());
    expect(outcome.result).toEqual({ exitCode: 0, stdout: "done\n", stderr: "" });
    expect(performance.now() - start).toBeLessThan(7000);
  });

  test.each([
    ["process.exit", "process.exit(9)"],
    ["an error that nobody handles", 'throw new Error("a bug")'],
  ])("leaves no program behind when the harness itself ends by %s", async (_, ending) => {
    const cwd = await aFolder();
    const harness = `
      import { existsSync } from "node:fs";
      import { runCommand } from ${JSON.stringify(import.meta.resolve("#harness/client/command.ts"))};
      const script = "echo $$ > main; sleep 60 & echo $! > child; wait";
      runCommand(
        { kind: "command", argv: ["sh", "-c", script], timeoutSeconds: 60 },
        { baseUrl: "http://127.0.0.1:9", loginUrl: "", clientId: "", clientSecret: "", variables: {}, bind: (text) => text,
          cwd: ${JSON.stringify(cwd)}, parentEnv: { PATH: "/usr/bin:/bin" } },
      );
      setInterval(() => {
        if (!existsSync(${JSON.stringify(join(cwd, "child"))})) return;
        ${ending};
      }, 20);
    `;
    await writeFile(join(cwd, "harness.ts"), harness);
    const args = ["--import", import.meta.resolve("tsx"), join(cwd, "harness.ts")];
    await execa(process.execPath, args, { cwd: import.meta.dirname, reject: false });
    const ids = await readIds(cwd, ["main", "child"]);
    await expect.poll(() => Promise.all(ids.map(isRunning))).toEqual([false, false]);
  });

  test("ends when the run is stopped, even before it has begun", async () => {
    const controller = new AbortController();
    const cwd = await aFolder();
    const context = aContext({ cwd, signal: controller.signal });
    const running = runCommand(aCommand(["sh", "-c", "echo $$ > main; sleep 60"]), context);
    const ids = await readIds(cwd, ["main"]);
    controller.abort();
    expect(await running).toEqual({ error: "sh: it was stopped, because the run was" });
    await expect.poll(() => Promise.all(ids.map(isRunning))).toEqual([false]);
    expect((await runCommand(aCommand(["sleep", "60"]), context)).error).toContain("it was stopped");
  });
});
