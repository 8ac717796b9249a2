import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { createReporter, type ReporterName } from "#harness/report/index.ts";
import { aLeg, anExchange, aRecordingOutput, aRun, aScenario, eventsOf } from "./builders.ts";

const leg = aLeg({
  status: "error",
  error: "run of app.js: the function threw Error: HTTP 415",
  exchanges: [anExchange(415, '{"code":"unsupported.media.type"}')],
  errorPlace: { line: 7, column: 13 },
  output: { stdout: "about to post", stderr: "boom <b>" },
  diagnosis: { cause: "Refused (415):\nno JSON.", changes: [] },
  curl: "curl",
});

/** What a reporter writes or prints of a run in which a client gave up on a refusal. */
async function report(name: ReporterName): Promise<string> {
  const { output, files, printed } = aRecordingOutput();
  const reporter = await createReporter(name, { output, file: "run" });
  for (const event of eventsOf(aRun([aScenario({ status: "error", legs: [leg] })]))) reporter.onEvent(event);
  await reporter.close();
  return files.get("run") ?? printed.join("");
}

describe("a client that gave up on a refusal", () => {
  test.each(["console", "json", "junit", "markdown", "html"] as const)("has its output in %s", async (name) => {
    const text = await report(name);
    expect(text).toContain("about to post");
    expect(text).toContain(name === "html" ? "boom &lt;b&gt;" : "boom <b>");
  });

  test.each(["console", "junit", "markdown", "github"] as const)("has why it was refused in %s", async (name) => {
    expect(await report(name)).toMatch(/why: Refused \\?\(415\\?\): no JSON\./);
  });

  test.each(["console", "junit", "markdown"] as const)("has the answer that it met in %s", async (name) => {
    expect(await report(name)).toContain('< 415 {"code":"unsupported.media.type"}');
  });

  test.each(["console", "junit", "markdown", "html"] as const)("has the place of the mistake in %s", async (name) => {
    expect(await report(name)).toContain("launch.scenario.yaml:7:13");
  });

  test("fits the schema of the JSON report", async () => {
    const validate = new Ajv({ strict: true }).compile(JSON.parse(readFileSync("docs/report.schema.json", "utf8")));
    expect(validate(JSON.parse(await report("json"))), JSON.stringify(validate.errors)).toBe(true);
  });
});
