import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import type { ClientOf } from "#harness/client/client.ts";
import { runModule } from "#harness/client/module.ts";
import { aContext, ref } from "./client-context.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/clients/", import.meta.url));

/** The function of the fixture `modules.ts`, or another one. */
function aModule(changes: Partial<ClientOf<"module">> = {}): ClientOf<"module"> {
  return { kind: "module", path: `${fixtures}modules.ts`, export: "run", timeoutSeconds: 30, ...changes };
}

// A worker takes half a second to start, and several start at once on a busy machine.
describe("runModule", { timeout: 60_000 }, () => {
  test.concurrent("calls the function of a TypeScript module with one object and gives back what it returns", async () => {
    const context = aContext({ variables: { flowId: "the-flow", n: 7 } });
    const outcome = await runModule(aModule({ input: { flow: ref("flowId"), n: ref("n") } }), context);
    expect(outcome).toEqual({
      result: {
        given: {
          baseUrl: "http://127.0.0.1:9",
          loginUrl: "http://127.0.0.1:9",
          accessToken: "the-token",
          clientId: "the-id",
          clientSecret: "the-secret",
          variables: { flowId: "the-flow", n: 7 },
          input: { flow: "the-flow", n: 7 },
        },
      },
    });
  });

  test.concurrent("waits for the promise of a function that makes calls", async () => {
    const server = createServer((_, answer) => answer.end('{"id":"me"}')).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const outcome = await runModule(aModule({ export: "call" }), aContext({ baseUrl }));
    expect(outcome).toEqual({ result: { status: 200, body: { id: "me" } } });
    server.close();
  });

  test.concurrent("loads a CommonJS module", async () => {
    const outcome = await runModule(aModule({ path: `${fixtures}common.cjs`, input: 1 }), aContext());
    expect(outcome).toEqual({ result: { kind: "CommonJS", input: 1, here: true } });
  });

  test.concurrent("loads a TypeScript module from a folder that says nothing of module types", async () => {
    const folder = await mkdtemp(join(tmpdir(), "module-"));
    await writeFile(join(folder, "package.json"), "{}");
    await writeFile(join(folder, "run.ts"), "enum Name { A = 'a' }\nexport const run = (): Name => Name.A;\n");
    expect(await runModule(aModule({ path: join(folder, "run.ts") }), aContext())).toEqual({ result: "a" });
    await rm(folder, { recursive: true });
  });

  test.concurrent("gives the module the client's environment and no other", async () => {
    const context = aContext({ parentEnv: { PATH: "/bin", SECRET_OF_THE_MACHINE: "x" } });
    const { result } = await runModule(aModule({ export: "environment" }), context);
    expect(result).toMatchObject({ PATH: "/bin", GENESYSCLOUD_ACCESS_TOKEN: "the-token" });
    expect(result).not.toHaveProperty("SECRET_OF_THE_MACHINE");
    expect(result).not.toHaveProperty("VITEST");
  });

  test.concurrent("works from any folder, started in the way that users start the harness", async () => {
    const script = `${fixtures}run-module.ts`;
    const loader = import.meta.resolve("tsx");
    const { stdout } = await execa(process.execPath, ["--import", loader, script], { cwd: "/" });
    expect(JSON.parse(stdout)).toMatchObject({ result: { given: { baseUrl: "http://127.0.0.1:9" } } });
  });

  test.concurrent("reports what was thrown, where, why, and what was printed before", async () => {
    const { error, ...rest } = await runModule(aModule({ export: "failLate" }), aContext({ cwd: fixtures }));
    expect(rest).toEqual({ output: { stdout: "before the fault" } });
    expect(error?.split("\n")).toEqual([
      "failLate of modules.ts: the function threw TypeError: the fault",
      expect.stringMatching(/^ +at fail \(.*modules\.ts:31:9\)$/),
      expect.stringMatching(/^ +at failLate \(.*modules\.ts:27:10\)$/),
      "caused by Error: the cause",
      expect.stringMatching(/^ +at fail \(.*modules\.ts:31:\d+\)$/),
      expect.stringMatching(/^ +at failLate \(.*modules\.ts:27:10\)$/),
    ]);
  });

  test.concurrent("shows the end of what was printed, from a whole word on", async () => {
    const { output } = await runModule(aModule({ export: "printMuch" }), aContext());
    expect(output).toEqual({ stdout: "end" });
  });

  test.concurrent.each([
    ["exit", "the worker ended with code 3 before the function returned; something in it called process.exit"],
    ["forgetRejection", "nobody handled Error: nobody waits for me\n"],
    ["failInTimer", "nobody handled Error: from a timer\n"],
    ["waitForEver", "it waits for a promise that nothing will settle"],
    [
      "giveFunction",
      "the function returned what cannot be handed over: ()=>{} could not be cloned.; return plain data",
    ],
  ])("reports an error for the function %s", async (name, expected) => {
    const { error, output, ...rest } = await runModule(aModule({ export: name }), aContext({ cwd: fixtures }));
    expect(rest).toEqual({});
    expect(output).toEqual(name === "exit" ? { stdout: "about to leave" } : undefined);
    expect(error).toContain(`${name} of modules.ts: ${expected}`);
  });

  test.concurrent.each([
    ["loop", { stdout: "around and", stderr: "around" }],
    ["block", undefined],
  ])("stops the function %s when its time is over", async (name, output) => {
    const outcome = await runModule(aModule({ export: name, timeoutSeconds: 2 }), aContext({ cwd: fixtures }));
    expect(outcome).toEqual({
      error: `${name} of modules.ts: it was not done within 2 s (timeoutSeconds) and was stopped`,
      ...(output === undefined ? {} : { output }),
    });
  });

  test.concurrent("does not count the time for which the run's rate held its calls", async () => {
    // It waits for 5 s.
    const context = aContext({ heldMs: () => performance.now() });
    expect(await runModule(aModule({ export: "block", timeoutSeconds: 1 }), context)).toEqual({ result: 0 });
  });

  test.concurrent("stops when the run is stopped, even before it has begun", async () => {
    const controller = new AbortController();
    const running = runModule(aModule({ export: "waitWithTimer" }), aContext({ signal: controller.signal }));
    controller.abort();
    expect((await running).error).toContain("it was stopped, because the run was");
    const again = await runModule(aModule({ export: "loop" }), aContext({ signal: controller.signal }));
    expect(again.error).toContain("it was stopped, because the run was");
  });

  test.concurrent("reports that a module cannot be loaded", async () => {
    const { error } = await runModule(aModule({ path: `${fixtures}none.ts` }), aContext({ cwd: fixtures }));
    expect(error).toContain("run of none.ts: the module could not be loaded: Error: Cannot find module");
  });

  test.concurrent("reports variables that cannot be handed over, and texts that cannot be bound", async () => {
    const unknown = await runModule(aModule({ input: ref("nowhere") }), aContext());
    expect(unknown.error).toContain(
      'it could not be started: UnboundVariableError: expected a value for the variable "nowhere"',
    );
    const uncloneable = await runModule(aModule(), aContext({ variables: { handler: () => {} } }));
    expect(uncloneable.error).toContain("it could not be started: DataCloneError: ");
  });
});
