import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, type TestContext, test } from "vitest";
import { runProgram, startProgram } from "#test/helpers/genesys-mock.ts";
import { isRunning, readIds } from "#test/helpers/processes.ts";
import { readReport } from "./run-verb.ts";

const passing = `id: passing
title: Users are listed
client: { request: { path: /api/v2/users } }
expect: { status: 200 }
`;

const endlessCommand = `id: endless-command
title: A program with a child
client: { command: { argv: [sh, -c, "echo $$ > main; sleep 120 & echo $! > child; wait"], timeout: 10m } }
expect: { result: { exitCode: 0 } }
`;

const endlessModule = `id: endless-module
title: A function without an end
client: { module: { path: endless.js, timeout: 10m } }
expect: { result: $any }
`;

const endless = `import { writeFileSync } from "node:fs";
export function run() {
  writeFileSync(new URL("module", import.meta.url), "0\\n");
  return new Promise(() => setInterval(() => {}, 1000));
}
`;

/** Writes files below a new folder, which is gone after the test, one of several at a time. */
async function writeFilesFor(
  { onTestFinished }: TestContext,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "run-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

describe("genesys-mock run", { timeout: 60_000 }, () => {
  test.concurrent("is stopped by Ctrl-C: ends what it has started, reports what there is, and ends with 130", async (current) => {
    const cwd = await writeFilesFor(current, {
      "a.scenario.yaml": passing,
      "b.scenario.yaml": endlessCommand,
      "c.scenario.yaml": endlessModule,
      "d.scenario.yaml": passing.replace("passing", "never-begun"),
      "endless.js": endless,
    });
    const reporters = ["--reporter", "console", "--reporter", "json=run.json", "--reporter", "junit=out/junit.xml"];
    const program = startProgram(current, ["run", ".", "--concurrency", "2", ...reporters], { cwd });
    const [main = 0, child = 0] = await readIds(cwd, ["main", "child", "module"]);
    program.kill("SIGINT");
    expect(await program.ended).toBe(130);
    expect(await Promise.all([main, child].map(isRunning))).toEqual([false, false]);
    expect(program.stderr()).toMatch(
      /^Stopping: waiting for what is under way, and for clean-up\. Once more leaves at once\.\n$/,
    );
    expect(
      program
        .stdout()
        .match(/^[✓!] [a-z-]+ {2}/gm)
        ?.map((line) => line.trim()),
    ).toEqual(["✓ passing", "! endless-command", "! endless-module"]);
    expect(program.stdout()).toContain("b.scenario.yaml:1  sh: it was stopped, because the run was\n");
    expect(program.stdout()).toContain("c.scenario.yaml:1  run of endless.js: it was stopped, because the run was\n");
    expect(JSON.parse(await readReport(cwd, "run.json"))).toMatchObject({
      summary: { scenarios: { total: 3, passed: 1, failed: 0, error: 2, skipped: 1 } },
    });
    expect(await readReport(cwd, "out/junit.xml")).toContain('tests="3"');
  });

  test.concurrent("ends with 0 when all is as expected, even if nobody reads its report any more", async (current) => {
    const cwd = await writeFilesFor(current, { "a.scenario.yaml": passing });
    const program = startProgram(current, ["run", "a.scenario.yaml", "--reporter", "console"], { cwd });
    program.stopReading();
    expect([await program.ended, program.stderr()]).toEqual([0, ""]);
  });

  test.concurrent("names a broken file on standard error, sends nothing and ends with 2", async (current) => {
    const marking = `id: marking
title: Leaves a mark
client: { command: [touch, mark] }
expect: { result: { exitCode: 0 } }
`;
    const broken = passing.replace("status", "statsu");
    const cwd = await writeFilesFor(current, { "a.scenario.yaml": marking, "sub/b.scenario.yaml": broken });
    expect(await runProgram(current, ["run", "a.scenario.yaml", "sub"], { cwd })).toEqual({
      exitCode: 2,
      stdout: "",
      stderr:
        'sub/b.scenario.yaml:4:11: unknown key "statsu", did you mean "status"?\n\n1 problem. Nothing was sent.\n',
    });
    expect(existsSync(join(cwd, "mark"))).toBe(false);
  });

  test.concurrent("ends with 2 for an option that there is not, and for no verb at all", async (current) => {
    const [misspelt, missing] = await Promise.all([
      runProgram(current, ["run", "--reportr", "console"]),
      runProgram(current, []),
    ]);
    expect(misspelt).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "error: unknown option '--reportr'\n(Did you mean --reporter?)\nRun with --help for the options.\n",
    });
    expect(missing).toMatchObject({ exitCode: 2, stdout: "" });
    expect(missing.stderr).toMatch(/^Usage: genesys-mock \[options\] \[command\]\n/);
  });
});
