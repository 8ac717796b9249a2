import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ClientOf } from "#harness/client/client.ts";
import { runModule } from "#harness/client/module.ts";
import { createModulePool } from "#harness/client/module-pool.ts";
import { aContext } from "./client-context.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/clients/", import.meta.url));

function aModule(changes: Partial<ClientOf<"module">> = {}): ClientOf<"module"> {
  return { kind: "module", path: `${fixtures}leaks.ts`, export: "look", timeoutSeconds: 30, ...changes };
}

function aPool(size = 1) {
  const pool = createModulePool({ size });
  onTestFinished(() => pool.close());
  return pool;
}

/** A folder with the given files, by path. */
async function aFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pool-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) await putFile(join(folder, path), text);
  return folder;
}

async function putFile(path: string, text: string): Promise<void> {
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, text);
}

/** A server that counts what it is asked for. */
async function aServer() {
  let calls = 0;
  const server = createServer((_, answer) => {
    calls += 1;
    answer.end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  // A server that listens on a port has an address object.
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls, connections };
}

// A worker takes a while to start on a busy machine, and these load the official SDK.
describe("createModulePool", { timeout: 120_000 }, () => {
  test.each([
    "state of its module",
    "state of a CommonJS dependency",
    "a token and a host in the SDK",
    "a global",
    "a patched fetch",
    "a patched Date.now",
    "a patched prototype",
    "a patched module of node",
    "environment variables",
    "listeners on process",
    "a default of all emitters",
    "a timer that calls",
    "an open socket",
    "a rejection to come",
    "an exit to come",
  ])("keeps from the next run what a client leaves behind: %s", async (leak) => {
    const { baseUrl, calls, connections } = await aServer();
    const pool = aPool();
    const context = aContext({ baseUrl });
    const before = await pool.run(aModule(), context);
    const leaking = await pool.run(aModule({ export: "leave", input: leak }), context);
    // Else the test would show nothing.
    expect(leaking.result).toEqual(expect.anything());
    expect(leaking).not.toEqual(before);
    const callsOfClient = calls();
    expect(await connections()).toBe(0);
    const after = await pool.run(aModule(), context);
    expect(after).toEqual(before);
    expect(after.result).toMatchObject({ timesCalled: 1, dependency: [], token: null, global: false, now: true });
    expect(calls()).toBe(callsOfClient);
  });

  test("gives each run its own environment", async () => {
    const pool = aPool();
    const environmentOf = async (accessToken: string) =>
      (await pool.run(aModule({ path: `${fixtures}modules.ts`, export: "environment" }), aContext({ accessToken })))
        .result;
    for (const token of ["token-1", "token-2", "token-3"]) {
      expect(await environmentOf(token)).toMatchObject({ GENESYSCLOUD_ACCESS_TOKEN: token, PATH: expect.any(String) });
    }
    const { accessToken: _, ...without } = aContext();
    const { result } = await pool.run(aModule({ path: `${fixtures}modules.ts`, export: "environment" }), without);
    expect(result).not.toHaveProperty("GENESYSCLOUD_ACCESS_TOKEN");
  });

  test("finds out once what all runs of a client need", async () => {
    const pool = aPool();
    for (let run = 0; run < 4; run += 1)
      expect(await pool.run(aModule(), aContext())).toHaveProperty("result.now", true);
    expect(pool.counts().taught).toBe(1);
  });

  test("starts one worker for each run, and up to two ahead of the next ones", async () => {
    const pool = aPool(4);
    const run = () => pool.run(aModule({ path: `${fixtures}plain.js`, export: "run" }), aContext());
    await run();
    expect(pool.counts().started).toBe(1);
    for (let more = 0; more < 3; more += 1) await run();
    expect(pool.counts().started).toBe(6);
  });

  test("runs as many at a time as it has room for, and all in the end", async () => {
    const pool = aPool(2);
    const inputs = [1, 2, 3, 4, 5];
    const outcomes = await Promise.all(
      inputs.map((input) => pool.run(aModule({ path: `${fixtures}plain.js`, export: "run", input }), aContext())),
    );
    expect(outcomes).toEqual(inputs.map((input) => ({ result: { kind: "ESM", input } })));
  });

  test.each([
    ["TypeScript", "modules.ts", "failLate"],
    ["a module that is broken", "broken.ts", "run"],
    ["CommonJS", "common.cjs", "run"],
    ["a module that is not there", "none.ts", "run"],
  ])("gives every run the same outcome: %s", async (_, file, name) => {
    const pool = aPool();
    const client = aModule({ path: `${fixtures}${file}`, export: name });
    const alone = await runModule(client, aContext());
    for (let run = 0; run < 3; run += 1) expect(await pool.run(client, aContext())).toEqual(alone);
  });

  test("gives every run the same where require meets TypeScript", async () => {
    const folder = await aFolder({
      "package.json": "{}",
      "run.ts":
        'enum Name { A = "a" }\nimport { other } from "./other";\nexport const run = (): string => Name.A + other;\n',
      "other.ts": 'export const other: string = "b";\n',
    });
    const pool = aPool();
    const client = aModule({ path: join(folder, "run.ts"), export: "run" });
    for (let run = 0; run < 3; run += 1) expect(await pool.run(client, aContext())).toEqual({ result: "ab" });
  });

  test("gives an ES module the names of a big CommonJS package, each time from a fresh copy", async () => {
    const folder = await aFolder({
      "run.mjs":
        'import whole, { count, add } from "big";\nexport const run = () => (add(), [count, whole.count, typeof whole]);\n',
      "node_modules/big/index.js": `exports.count = 0;\nexports.add = () => { exports.count += 1; };\n// ${"x".repeat(70_000)}\n`,
    });
    const pool = aPool();
    const client = aModule({ path: join(folder, "run.mjs"), export: "run" });
    for (let run = 0; run < 3; run += 1)
      expect(await pool.run(client, aContext())).toEqual({ result: [0, 1, "object"] });
    expect(pool.counts().taught).toBe(1);
  });

  test("loads anew what has changed since the last run", async () => {
    const folder = await aFolder({
      "run.ts": 'import value from "small";\nexport const run = (): string => `1 ${value}`;\n',
      "node_modules/small/index.js": "module.exports = 'a';\n",
    });
    const pool = aPool();
    const client = aModule({ path: join(folder, "run.ts"), export: "run" });
    expect(await pool.run(client, aContext())).toEqual({ result: "1 a" });
    await putFile(
      join(folder, "run.ts"),
      'import value from "small";\nexport const run = (): string => `2 ${value}`;\n',
    );
    await putFile(join(folder, "node_modules/small/index.js"), "module.exports = 'b';\n");
    expect(await pool.run(client, aContext())).toEqual({ result: "2 b" });
    expect(await pool.run(client, aContext())).toEqual({ result: "2 b" });
  });

  test("goes on after a client that blocks, one that exits, and one that takes too much memory", async () => {
    const pool = aPool();
    const loop = await pool.run(
      aModule({ path: `${fixtures}modules.ts`, export: "loop", timeoutSeconds: 2 }),
      aContext(),
    );
    expect(loop.error).toContain("it was not done within 2 s (timeoutSeconds) and was stopped");
    const exit = await pool.run(aModule({ path: `${fixtures}modules.ts`, export: "exit" }), aContext());
    expect(exit.error).toContain("the worker ended with code 3 before the function returned");
    const full = await pool.run(aModule({ export: "fillMemory" }), aContext());
    expect(full.error).toContain("nobody handled Error: Worker terminated due to reaching memory limit");
    expect(await pool.run(aModule(), aContext())).toHaveProperty("result.timesCalled", 1);
  });

  test("stops when the run is stopped, those that wait for room as well", async () => {
    const controller = new AbortController();
    const pool = aPool();
    const context = aContext({ signal: controller.signal });
    const client = aModule({ path: `${fixtures}modules.ts`, export: "waitWithTimer" });
    const running = [pool.run(client, context), pool.run(client, context)];
    controller.abort();
    for (const { error } of await Promise.all(running)) {
      expect(error).toContain("it was stopped, because the run was");
    }
  });

  test("runs no more once it is closed, and ends what runs", async () => {
    const pool = createModulePool({ size: 1 });
    const running = pool.run(aModule({ path: `${fixtures}modules.ts`, export: "waitWithTimer" }), aContext());
    await expect.poll(() => pool.counts().started).toBe(1);
    await pool.close();
    expect((await running).error).toContain("the worker ended");
    expect((await pool.run(aModule(), aContext())).error).toContain("the pool of workers is closed");
  });

  test("is what runModule uses where the context has one", async () => {
    const pool = aPool();
    const client = aModule({ path: `${fixtures}plain.js`, export: "run", input: 1 });
    expect(await runModule(client, aContext({ pool }))).toEqual({ result: { kind: "ESM", input: 1 } });
    expect(pool.counts().started).toBe(1);
  });
});
