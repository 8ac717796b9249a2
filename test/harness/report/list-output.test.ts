import { expect, test } from "vitest";
import { listOutput } from "#harness/report/list-output.ts";

test("each stream stands below its name, without credentials and control characters", () => {
  const output = { stdout: '{"access_token":"abc"}\na\u0007b', stderr: "boom" };
  expect(listOutput({ output })).toEqual([
    "the end of its stdout:",
    '  {"access_token":"<redacted>"}',
    "  a\\u0007b",
    "the end of its stderr:",
    "  boom",
  ]);
});

test("only the last lines are shown, and it is said that there are more", () => {
  const stdout = Array.from({ length: 25 }, (_, index) => `line ${index + 1}`).join("\n");
  const lines = listOutput({ output: { stdout } });
  expect(lines.slice(0, 3)).toEqual(["the end of its stdout:", "  … 5 more lines above", "  line 6"]);
  expect(lines.at(-1)).toBe("  line 25");
});

test("nothing is said of a client that printed nothing", () => {
  expect(listOutput({})).toEqual([]);
});
