import { availableParallelism } from "node:os";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRunConfig } from "#harness/config/read-run-config.ts";
import type { RunArguments } from "#harness/config/run-config.ts";

/** The arguments of `run` with nothing written, but for what a test gives. */
const someArguments = (changes: Partial<RunArguments> = {}): RunArguments => ({
  paths: [],
  reporter: [],
  seed: "1",
  ...changes,
});

/** What is wrong with the arguments; none if nothing is. */
function mistakesOf(changes: Partial<RunArguments>): readonly string[] {
  const read = readRunConfig(someArguments(changes));
  return read.kind === "mistakes" ? read.mistakes : [];
}

describe("readRunConfig", () => {
  test("runs everything below scenarios/ and prints to the console when nothing is said", () => {
    expect(readRunConfig(someArguments())).toEqual({
      kind: "config",
      config: {
        paths: ["scenarios"],
        reporters: [{ name: "console" }],
        concurrency: Math.max(4, 2 * availableParallelism()),
        seed: 1,
        tags: [],
        allow: "reads",
        callsPerMinute: 100,
        dryRun: false,
        keep: [],
      },
    });
  });

  test("takes what is written", () => {
    const args = someArguments({
      paths: ["scenarios/users", "a.scenario.yaml"],
      filter: "launch",
      reporter: ["console", "json=reports/run.json", "junit=a=b.xml"],
      concurrency: "64",
      seed: "0",
    });
    expect(readRunConfig(args)).toEqual({
      kind: "config",
      config: {
        paths: ["scenarios/users", "a.scenario.yaml"],
        filter: "launch",
        reporters: [
          { name: "console" },
          { name: "json", file: "reports/run.json" },
          { name: "junit", file: "a=b.xml" },
        ],
        concurrency: 64,
        seed: 0,
        tags: [],
        allow: "reads",
        callsPerMinute: 100,
        dryRun: false,
        keep: [],
      },
    });
  });

  test("prints nothing to the console where only files are asked for", () => {
    const read = readRunConfig(someArguments({ reporter: ["json=run.json"] }));
    expect(read).toMatchObject({ config: { reporters: [{ name: "json", file: "run.json" }] } });
  });

  test.each(["0", "65", "-1", "1.5", "1e1", "0x4", " 4", "four", ""])("refuses the concurrency %j", (concurrency) => {
    expect(mistakesOf({ concurrency })).toEqual([
      `--concurrency: expected a whole number from 1 to 64, found "${concurrency}"`,
    ]);
  });

  test.each(["-1", "2147483648", "1.0", "one", "", "1 "])("refuses the seed %j", (seed) => {
    expect(mistakesOf({ seed })).toEqual([`--seed: expected a whole number from 0 to 2147483647, found "${seed}"`]);
  });

  test("takes the largest seed", () => {
    expect(readRunConfig(someArguments({ seed: "2147483647" }))).toMatchObject({ config: { seed: 2 ** 31 - 1 } });
  });

  test.each(["", " ", "\t"])("refuses the filter %j, which would select everything", (filter) => {
    expect(mistakesOf({ filter })).toEqual(["--filter: expected a text, found an empty one"]);
  });

  test("refuses two reports in one file, of which only one would be left", () => {
    expect(mistakesOf({ reporter: ["json=a", "console", "junit=a", "json=b", "json=b"] })).toEqual([
      '--reporter: two reports cannot share the file "a"; give each one of its own',
      '--reporter: two reports cannot share the file "b"; give each one of its own',
    ]);
  });

  test("reports every mistake at once", () => {
    expect(
      mistakesOf({ filter: "", reporter: ["jsn=a", "json", "console=x", "json="], concurrency: "0", seed: "x" }),
    ).toEqual([
      '--reporter: There is no reporter "jsn". Choose one of console, json=FILE, junit=FILE, markdown[=FILE], github, html=FILE. Did you mean json=FILE?',
      '--reporter: The reporter "json" writes a file, but was given none. Write json=FILE, e.g. json=reports/run.json.',
      '--reporter: The reporter "console" prints to the terminal and takes no file, but was given "console=x". Write console.',
      '--reporter: The reporter "json" writes a file, but was given none. Write json=FILE, e.g. json=reports/run.json.',
      '--concurrency: expected a whole number from 1 to 64, found "0"',
      '--seed: expected a whole number from 0 to 2147483647, found "x"',
      "--filter: expected a text, found an empty one",
    ]);
  });

  test("takes any text for a number as that number within the bounds, or refuses it by its name", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (text) => {
        const read = readRunConfig(someArguments({ concurrency: text }));
        if (read.kind === "mistakes") return read.mistakes.length === 1 && read.mistakes[0]?.includes(`"${text}"`);
        const { concurrency } = read.config;
        return Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= 64 && Number(text) === concurrency;
      }),
    );
  });
});
