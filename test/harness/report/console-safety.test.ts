import { describe, expect, test } from "vitest";
import { createOutput } from "#harness/report/output.ts";
import { createRedactor } from "#redact/create-redactor.ts";
import { aClaim, aLeg, anExchange, aRun, aScenario } from "./builders.ts";
import { printConsole, runReporter } from "./print-console.ts";

describe("the console report of what a server or a scenario says", () => {
  test("sends no escape sequence of a scenario or a server to the terminal", async () => {
    const evil = "\u001b]0;title\u0007\u009b2J";
    const scenario = aScenario({
      id: evil,
      title: evil,
      file: evil,
      status: "failed",
      legs: [aLeg({ status: "failed", exchanges: [anExchange(400, evil)], curl: evil, target: evil, error: evil })],
      claims: [aClaim({ claim: evil, verdicts: { thread: "undecided" }, why: evil, error: evil })],
    });

    const { printed, progressed } = await printConsole(aRun([scenario]), { interactive: true });

    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(progressed.join("")).not.toContain("\u001b");
  });

  test("masks a secret that the cut of a body has left the start of", async () => {
    const redactor = createRedactor();
    redactor.add("0123456789abcdef");
    const written: string[] = [];
    const stdout = { write: (text: string) => written.push(text) };
    const leg = aLeg({ status: "failed", exchanges: [anExchange(400, `${"x".repeat(290)}0123456789abcdef`)] });

    await runReporter(
      aRun([aScenario({ status: "failed", legs: [leg] })]),
      createOutput({ stdout, stderr: stdout, redactor }),
    );

    expect(written.join("")).toContain(`${"x".repeat(290)}<redacted>…\n`);
  });

  test("lets no line of a server be a command of a CI system", async () => {
    const curl = "curl -d 'a\n::stop-commands::x\n  ::error::y' ##[error]z";
    const leg = aLeg({ status: "failed", curl });

    const { printed } = await printConsole(aRun([aScenario({ status: "failed", legs: [leg] })]));

    expect(printed).not.toMatch(/^\s*::/m);
    expect(printed).not.toContain("##[");
  });
});
