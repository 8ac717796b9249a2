import { describe, expect, test } from "vitest";
import { parseReporterOption, reporters } from "#harness/report/index.ts";
import { aRecordingOutput, aRun, aScenario, eventsOf } from "./builders.ts";

describe("parseReporterOption", () => {
  test("reads a reporter without and with a file", () => {
    expect(parseReporterOption("console")).toEqual({ kind: "reporter", name: "console" });
    expect(parseReporterOption("json=out/run.json")).toEqual({ kind: "reporter", name: "json", file: "out/run.json" });
    expect(parseReporterOption("junit=a=b.xml")).toEqual({ kind: "reporter", name: "junit", file: "a=b.xml" });
  });

  test.each([
    [
      "jnuit=a.xml",
      'There is no reporter "jnuit". Choose one of console, json=FILE, junit=FILE. Did you mean junit=FILE?',
    ],
    ["JSON=a", 'There is no reporter "JSON". Choose one of console, json=FILE, junit=FILE. Did you mean json=FILE?'],
    [
      "constructor",
      'There is no reporter "constructor". Choose one of console, json=FILE, junit=FILE. Did you mean console?',
    ],
    ["json", 'The reporter "json" writes a file, but was given none. Write json=FILE, e.g. json=reports/run.json.'],
    [
      "junit=",
      'The reporter "junit" writes a file, but was given none. Write junit=FILE, e.g. junit=reports/junit.xml.',
    ],
    [
      "console=a.txt",
      'The reporter "console" prints to the terminal and takes no file, but was given "console=a.txt". Write console.',
    ],
  ])("says what is wrong with %s", (text, message) => {
    expect(parseReporterOption(text)).toEqual({ kind: "problem", message });
  });
});

describe("reporters", () => {
  test("make reporters that write where they are told", async () => {
    const { output, printed, files } = aRecordingOutput();
    const made = [
      reporters.console({ output }),
      reporters.json({ output, file: "run.json" }),
      reporters.junit({ output, file: "junit.xml" }),
    ];

    for (const reporter of made) {
      for (const event of eventsOf(aRun([aScenario()]))) reporter.onEvent(event);
      await reporter.close();
    }

    expect(printed).toHaveLength(1);
    expect([...files.keys()]).toEqual(["run.json", "junit.xml"]);
  });

  test("write nothing when the run never finished", async () => {
    const { output, printed, files } = aRecordingOutput();

    for (const reporter of [
      reporters.console({ output }),
      reporters.json({ output, file: "run.json" }),
      reporters.junit({ output, file: "junit.xml" }),
    ]) {
      reporter.onEvent({ kind: "run-started", scenarios: 1, target: "mock" });
      await reporter.close();
    }

    expect({ printed, files: files.size }).toEqual({ printed: [], files: 0 });
  });

  test("throw when a file reporter is made without a file", () => {
    const { output } = aRecordingOutput();

    expect(() => reporters.json({ output })).toThrow('The reporter "json" needs a file.');
    expect(() => reporters.junit({ output })).toThrow('The reporter "junit" needs a file.');
  });
});
