import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    coverage: {
      provider: "v8",
      include: ["mock-server/**/*.ts", "harness/**/*.ts"],
      thresholds: { lines: 90 },
    },
    projects: [
      { test: { name: "unit", include: ["test/mock-server/**/*.test.ts", "test/harness/**/*.test.ts"] } },
      { test: { name: "api", include: ["test/api/**/*.test.ts"] } },
      { test: { name: "scenarios", include: ["test/*.test.ts"], testTimeout: 60_000 } },
    ],
  },
});
