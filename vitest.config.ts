import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // No test changes anything that another could meet, so modules are loaded once per thread and not once per file.
    pool: "threads",
    isolate: false,
    coverage: {
      provider: "v8",
      include: ["mock-server/**/*.ts", "harness/**/*.ts", "redact/**/*.ts", "library/**/*.ts"],
      thresholds: { lines: 90 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "test/mock-server/**/*.test.ts",
            "test/harness/**/*.test.ts",
            "test/redact/**/*.test.ts",
            "test/library/**/*.test.ts",
          ],
          exclude: ["**/*.browser.test.ts"],
        },
      },
      { extends: true, test: { name: "api", include: ["test/api/**/*.test.ts"] } },
      { extends: true, test: { name: "scenarios", include: ["test/*.test.ts"], testTimeout: 60_000 } },
      // Opens reports in Chromium.
      { extends: true, test: { name: "browser", include: ["test/**/*.browser.test.ts"], testTimeout: 60_000 } },
    ],
  },
});
