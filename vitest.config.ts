import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // No test changes anything that another could meet, so modules are loaded once per thread and not once per file.
    pool: "threads",
    isolate: false,
    // A limit against hanging, not a measure: a busy machine takes several times as long as a quiet one.
    testTimeout: 30_000,
    coverage: {
      provider: "v8",
      include: [
        "mock-server/**/*.ts",
        "harness/**/*.ts",
        "redact/**/*.ts",
        "curl/**/*.ts",
        "library/**/*.ts",
        "explain/**/*.ts",
      ],
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
            "test/explain/**/*.test.ts",
            "test/curl/**/*.test.ts",
            "test/library/**/*.test.ts",
            "test/scripts/**/*.test.ts",
          ],
          exclude: ["**/*.browser.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "sdk",
          include: ["test/sdk/**/*.test.ts"],
          exclude: ["**/*.browser.test.ts"],
          testTimeout: 20_000,
          // The SDK's HTTP client heeds proxies of the environment.
          env: { NO_PROXY: "127.0.0.1,localhost" },
        },
      },
      { extends: true, test: { name: "api", include: ["test/api/**/*.test.ts"] } },
      { extends: true, test: { name: "scenarios", include: ["test/*.test.ts"], testTimeout: 60_000 } },
      // Opens reports in Chromium.
      { extends: true, test: { name: "browser", include: ["test/**/*.browser.test.ts"], testTimeout: 60_000 } },
    ],
  },
});
