import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const page = await readFile("docs/library.md", "utf8");

test.each([
  "examples/vitest/launch-flow.test.ts",
  "examples/node-test/launch-flow.test.js",
  "examples/jest/launch-flow.test.js",
])("docs/library.md shows %s as it is", async (file) => {
  expect(page).toContain(await readFile(file, "utf8"));
});
