import { defineConfig } from "vitest/config";

/** What is built, installed in empty projects and run from there: slow, and it needs the npm registry. */
export default defineConfig({
  test: { include: ["test/package/**/*.test.ts"], testTimeout: 180_000, hookTimeout: 300_000 },
});
