import { describe, expect, test } from "vitest";
import { formatProblem } from "#harness/scenario/scenario-problem.ts";

describe("formatProblem", () => {
  test("gives file, line, column and message in one line", () => {
    const problem = { file: "scenarios/a.scenario.yaml", line: 3, column: 7, message: "no" };

    expect(formatProblem(problem)).toBe("scenarios/a.scenario.yaml:3:7: no");
  });
});
