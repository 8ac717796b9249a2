import { describe, expect, test } from "vitest";
import { createReporter, parseReporterOption, type ReporterName } from "#harness/report/index.ts";
import { aRecordingOutput, aRun, aScenario, eventsOf } from "./builders.ts";

const usages = "console, json=FILE, junit=FILE, markdown[=FILE], github, html=FILE";

describe("parseReporterOption", () => {
  test("reads a reporter without and with a file", () => {
    expect(parseReporterOption("console")).toEqual({ kind: "reporter", name: "console" });
    expect(parseReporterOption("github")).toEqual({ kind: "reporter", name: "github" });
    expect(parseReporterOption("json=out/run.json")).toEqual({ kind: "reporter", name: "json", file: "out/run.json" });
    expect(parseReporterOption("junit=a=b.xml")).toEqual({ kind: "reporter", name: "junit", file: "a=b.xml" });
    expect(parseReporterOption("html=run.html")).toEqual({ kind: "reporter", name: "html", file: "run.html" });
    expect(parseReporterOption("markdown=run.md")).toEqual({ kind: "reporter", name: "markdown", file: "run.md" });
  });

  test("takes markdown without a file where there is a job summary to write into", () => {
    expect(parseReporterOption("markdown", { stepSummary: "summary.md" })).toEqual({
      kind: "reporter",
      name: "markdown",
    });
  });

  test.each([
    ["jnuit=a.xml", `There is no reporter "jnuit". Choose one of ${usages}. Did you mean junit=FILE?`],
    ["JSON=a", `There is no reporter "JSON". Choose one of ${usages}. Did you mean json=FILE?`],
    ["constructor", `There is no reporter "constructor". Choose one of ${usages}. Did you mean console?`],
    ["json", 'The reporter "json" writes a file, but was given none. Write json=FILE, e.g. json=reports/run.json.'],
    [
      "junit=",
      'The reporter "junit" writes a file, but was given none. Write junit=FILE, e.g. junit=reports/junit.xml.',
    ],
    ["html", 'The reporter "html" writes a file, but was given none. Write html=FILE, e.g. html=reports/run.html.'],
    [
      "console=a.txt",
      'The reporter "console" prints to the terminal and takes no file, but was given "console=a.txt". Write console.',
    ],
    [
      "github=a",
      'The reporter "github" prints annotations to standard output and takes no file, but was given "github=a". Write github.',
    ],
    [
      "markdown",
      'The reporter "markdown" without a file writes into the file that GITHUB_STEP_SUMMARY names, and that is not set. Write markdown=FILE, e.g. markdown=reports/run.md.',
    ],
    [
      "markdown=",
      'The reporter "markdown" without a file writes into the file that GITHUB_STEP_SUMMARY names, and that is not set. Write markdown=FILE, e.g. markdown=reports/run.md.',
    ],
  ])("says what is wrong with %s", (text, message) => {
    expect(parseReporterOption(text)).toEqual({ kind: "problem", message });
  });
});

const fileReporters = ["json", "junit", "markdown", "html"] as const satisfies readonly ReporterName[];

describe("createReporter", () => {
  test("makes reporters that write where they are told", async () => {
    const { output, printed, files } = aRecordingOutput();
    const made = [
      await createReporter("console", { output }),
      await createReporter("github", { output }),
      ...(await Promise.all(fileReporters.map((name) => createReporter(name, { output, file: `run.${name}` })))),
      await createReporter("markdown", { output, stepSummary: "summary.md" }),
    ];

    for (const reporter of made) {
      for (const event of eventsOf(aRun([aScenario({ status: "failed" })]))) reporter.onEvent(event);
      await reporter.close();
    }

    expect(printed).toHaveLength(2);
    expect([...files.keys()]).toEqual(["run.json", "run.junit", "run.markdown", "run.html", "summary.md"]);
  });

  test("makes reporters that write nothing when the run never finished", async () => {
    const { output, printed, files } = aRecordingOutput();

    for (const name of ["console", "github", ...fileReporters] as const) {
      const reporter = await createReporter(name, { output, file: "run" });
      reporter.onEvent({ kind: "run-started", scenarios: 1, target: "mock" });
      await reporter.close();
    }

    expect({ printed, files: files.size }).toEqual({ printed: [], files: 0 });
  });

  test("tells reporters where the checkout is and where recordings are kept", async () => {
    const { output, printed } = aRecordingOutput();
    const where = { workspace: "/checkout", cwd: "/checkout/app", recordFolder: "recordings" };

    for (const name of ["github", "console"] as const) {
      const reporter = await createReporter(name, { output, ...where });
      for (const event of eventsOf(aRun([aScenario({ status: "failed" })]))) reporter.onEvent(event);
      await reporter.close();
    }

    expect(printed.join("")).toContain("::error file=app/scenarios/launch.scenario.yaml,");
    expect(printed.join("")).toContain("\nRecorded: nothing\n");
  });

  test.each(fileReporters)("rejects when %s is made without a file", async (name) => {
    const { output } = aRecordingOutput();

    await expect(createReporter(name, { output })).rejects.toThrow(`The reporter "${name}" needs a file.`);
  });
});
