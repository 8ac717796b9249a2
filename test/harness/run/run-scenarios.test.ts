import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { createMockTarget } from "#harness/target/mock.ts";
import { type Target, TargetError } from "#harness/target/target.ts";
import { aClaim, aDocument, writeFiles } from "#test/harness/scenario/load-text.ts";
import { isRunning, readIds } from "#test/helpers/processes.ts";
import { aroundTarget, aTarget, callsOf, runAll, scenariosOf, watchTarget } from "./build-run.ts";

const mock = createMockTarget({ seed: 1, controlPlane: true });
const user = "/api/v2/users/${activeUser}";

/** A scenario that reads the active user and expects its name to be as given. */
const reads = (id: string, name: unknown) =>
  aDocument({ id, client: { request: { path: user } }, expect: { status: 200, body: { name } } });

/** A scenario that renames the active user, and sees the new name. */
const renames = (id: string) =>
  aDocument({
    id,
    client: {
      requests: [{ method: "POST", path: "/__mock/users", body: { id: "${activeUser}", name: id } }, { path: user }],
    },
    expect: { status: 200, body: { name: id } },
  });

/** The mock, whose org is handed to the scenario with the setting `maxPageSize: n` only as the nth. */
function inOrder(target: Target): Target {
  const closed: (() => void)[] = [];
  const isClosed = [1, 2, 3].map((_, place) => new Promise<void>((resolve) => (closed[place] = resolve)));
  return {
    ...target,
    async prepare(wanted) {
      const place = Number(wanted.given.settings?.["maxPageSize"]) - 1;
      const prepared = await target.prepare(wanted);
      await isClosed[place - 1];
      return {
        ...prepared,
        async close() {
          closed[place]?.();
          await prepared.close();
        },
      };
    },
  };
}

const asPlace = (place: number, document: object) => ({ ...document, given: { settings: { maxPageSize: place } } });

const quick = (id: string) => aDocument({ id, client: { request: { path: "/api/v2/users" } } });

/** A module whose function leaves a mark and then never ends. */
const endlessModule =
  "import { writeFileSync } from 'node:fs';\n" +
  "export function run({ input }) { writeFileSync(input, '0\\n'); return new Promise(() => setInterval(() => {}, 999)); }\n";

describe("runScenarios", { timeout: 30_000 }, () => {
  test("gives results in the order of the files, and events in the order in which scenarios end", async () => {
    const scenarios = await scenariosOf({
      a: asPlace(3, reads("a", "$string")),
      b: asPlace(1, reads("b", "$string")),
      c: asPlace(2, reads("c", "$string")),
    });
    const run = await runAll(scenarios, aroundTarget(inOrder(mock)));
    expect(run.scenarios.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(run.events.map((event) => (event.kind === "scenario-finished" ? event.result.id : event.kind))).toEqual([
      "run-started",
      "b",
      "c",
      "a",
      "run-finished",
    ]);
    expect(run.events[0]).toEqual({ kind: "run-started", scenarios: 3, target: "mock" });
    const { events: _, ...result } = run;
    expect(run.events.at(-1)).toEqual({ kind: "run-finished", run: result });
    expect(run.exitCode).toBe(0);
  });

  test("never lets two scenarios share an org, not even while both run", async () => {
    // Each org but the first was there while the one before it was changed, and is read only afterwards.
    const scenarios = await scenariosOf({
      a: asPlace(1, renames("first-name")),
      b: asPlace(2, renames("second-name")),
      c: asPlace(3, reads("c", { $not: { $oneOf: ["first-name", "second-name"] } })),
    });
    const target = watchTarget(inOrder(mock));
    const run = await runAll(scenarios, aroundTarget(target));
    expect(run.scenarios.map(({ status }) => status)).toEqual(["passed", "passed", "passed"]);
    expect(new Set(target.urls).size).toBe(3);
  });

  test("does not carry an org over to a later run either", async () => {
    const [first] = await scenariosOf({ a: renames("a-name") });
    const [second] = await scenariosOf({ a: reads("a", { $not: "a-name" }) });
    if (first === undefined || second === undefined) throw new Error("there are no scenarios");
    const run = await runAll([first, second, first, second], aroundTarget(mock));
    expect(run.scenarios.map(({ status }) => status)).toEqual(["passed", "passed", "passed", "passed"]);
  });

  test("runs no more scenarios at a time than it is told", async () => {
    let most = 0;
    const target = watchTarget(mock);
    const counting: Target = {
      ...target,
      async prepare(wanted) {
        const prepared = await target.prepare(wanted);
        most = Math.max(most, target.inUse());
        await wait(5);
        return prepared;
      },
    };
    const files = Object.fromEntries([..."abcdefgh"].map((id) => [id, reads(id, "$string")]));
    const scenarios = await scenariosOf(files);
    expect((await runAll(scenarios, { ...aroundTarget(counting), concurrency: 3 })).exitCode).toBe(0);
    expect(most).toBe(3);
    expect(target.wanted).toHaveLength(8);
  });

  test("closes the target once, after the last scenario", async () => {
    const target = watchTarget(mock);
    const scenarios = await scenariosOf({ a: reads("a", "$string"), b: reads("b", "never") });
    const run = await runAll(scenarios, aroundTarget(target));
    expect(run.exitCode).toBe(1);
    expect(target.closed()).toBe(1);
    expect(target.inUse()).toBe(0);
  });

  test("ends with 3 where the target is not there", async () => {
    const scenarios = await scenariosOf({ a: reads("a", "$string") });
    const run = await runAll(scenarios, aroundTarget(aTarget()));
    expect(run).toMatchObject({ exitCode: 3, scenarios: [{ status: "error", legs: [{ target: "fake" }] }] });
  });

  test.each([
    [[], 0],
    [[0, 1, 0], 1],
    [[4, 0], 4],
    [[4, 1], 1],
    [[1, 3, 4], 3],
    [[3, 1, 5], 5],
    [[1, 4, 5, 3, 2, 0], 2],
  ])("ends, where scenarios end with %j, with %d", async (codes, expected) => {
    // A made-up code stands for what leads to it: only the order is looked at here.
    const target = aTarget({
      async prepare({ given }) {
        const code = Number(given.settings?.["maxPageSize"]);
        if (code === 0)
          return mock.prepare({ contract: "published", given: {}, scenario: "a", run: "published", effect: "writes" });
        throw Object.assign(new TargetError("made up", { exitCode: 2 }), { exitCode: code });
      },
    });
    const documents = codes.map((code, place) =>
      aDocument({
        id: `s-${place}`,
        given: { settings: { maxPageSize: code } },
        client: { request: { path: "/api/v2/users" } },
      }),
    );
    const scenarios = codes.length === 0 ? [] : await scenariosOf(Object.fromEntries(documents.entries()));
    expect((await runAll(scenarios, aroundTarget(target))).exitCode).toBe(expected);
  });
});

describe("runScenarios, stopped", { timeout: 60_000 }, () => {
  test("ends early, with commands, modules and waits under way, and gives what there is", async () => {
    const cwd = await writeFiles({});
    const script = "echo $$ > main; sleep 120 & echo $! > child; wait";
    const state = { get: "/api/v2/users", is: { total: -1 }, within: 600, every: 600 };
    const scenarios = await scenariosOf({
      "endless.js": endlessModule,
      a: quick("a"),
      b: aDocument({ id: "b", client: { command: { argv: ["sh", "-c", script], timeout: 600 } } }),
      c: aDocument({ id: "c", client: { module: { path: "endless.js", input: `${cwd}/module`, timeout: 600 } } }),
      d: aDocument({ id: "d", client: { request: { path: "/api/v2/users" } }, expect: { state } }),
      e: { ...quick("e"), claims: [aClaim()] },
    });
    const target = watchTarget(mock);
    const stop = new AbortController();
    // Nothing is left running where an expectation below fails.
    onTestFinished(() => stop.abort());
    const running = runAll(scenarios, { ...aroundTarget(target, { cwd, signal: stop.signal }), concurrency: 3 });
    const [main = 0, child = 0] = await readIds(cwd, ["main", "child", "module"]);
    await expect.poll(() => callsOf(target.urls[3]), { timeout: 20_000 }).toBe(2);
    const startedAt = performance.now();
    stop.abort();
    const run = await running;

    expect(performance.now() - startedAt).toBeLessThan(8000);
    expect(await Promise.all([main, child].map(isRunning))).toEqual([false, false]);
    expect(run.scenarios.map(({ id, status, legs }) => [id, status, legs.map(({ error }) => error)])).toEqual([
      ["a", "passed", [undefined]],
      ["b", "error", ["sh: it was stopped, because the run was"]],
      ["c", "error", [expect.stringMatching(/^run of .*endless\.js: it was stopped, because the run was$/)]],
      ["d", "error", ["the run was stopped before the state was reached"]],
    ]);
    expect(run).toMatchObject({ skipped: 1, exitCode: 130 });
    expect(target.wanted).toHaveLength(4);
    expect([target.inUse(), target.closed()]).toEqual([0, 1]);
  });

  test("starts nothing at all when it is stopped before it begins", async () => {
    const cwd = await writeFiles({});
    const target = watchTarget(mock);
    const marker = { command: ["touch", `${cwd}/marker`] };
    const scenarios = await scenariosOf({ a: aDocument({ id: "a", client: marker }), b: quick("b") });
    const run = await runAll(scenarios, aroundTarget(target, { cwd, signal: AbortSignal.abort() }));
    expect(run).toMatchObject({ scenarios: [], skipped: 2, exitCode: 130 });
    expect(target.wanted).toEqual([]);
    expect(existsSync(`${cwd}/marker`)).toBe(false);
  });
});
