import { describe, expect, test } from "vitest";
import { createConsoleReporter } from "#harness/report/console.ts";
import { aPlan, aRecordingOutput, aRun, aScenario } from "./builders.ts";
import { printConsole } from "./print-console.ts";

describe("the console report while a run goes on", () => {
  test("prints the plan before anything runs", () => {
    const { output, printed } = aRecordingOutput();

    createConsoleReporter({ output }).onEvent({ kind: "run-planned", plan: aPlan() });

    expect(printed.join("")).toMatch(/^Plan\n {2}target {8}live, https:\/\/api\.example\.com/);
  });

  test("prints nothing but the plan when only the plan was asked for", async () => {
    const plan = aPlan({ dryRun: true });

    const { printed } = await printConsole(aRun([], { plan }));

    expect(printed).toMatch(/^Plan\n[\s\S]*\nOnly the plan was asked for: nothing was sent\.\n\n$/);
  });

  test("rewrites one progress line on a terminal and clears it at the end", async () => {
    const { progressed } = await printConsole(aRun([aScenario({ id: "long-id" }), aScenario({ id: "id" })]), {
      interactive: true,
    });

    expect(progressed).toEqual(["\r1/2 long-id", "\r2/2 id     ", `\r${" ".repeat(6)}\r`]);
  });

  test("keeps the progress line shorter than the terminal is wide", async () => {
    const { progressed } = await printConsole(aRun([aScenario({ id: "x".repeat(200) })]), {
      interactive: true,
      width: 80,
    });

    expect(progressed[0]).toBe(`\r1/1 ${"x".repeat(75)}`);
  });

  test.each<[number, readonly string[]]>([
    [42, []],
    [80, ["25/80 s25\n", "50/80 s50\n"]],
  ])(
    "tells progress of %i scenarios every 25 while many are left, where lines cannot be rewritten",
    async (count, lines) => {
      const scenarios = Array.from({ length: count }, (_, index) => aScenario({ id: `s${index + 1}` }));

      const { progressed } = await printConsole(aRun(scenarios));

      expect(progressed).toEqual(lines);
    },
  );
});
