import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { version } from "#mock-server/version.ts";

describe("version", () => {
  test("is the one of the package", () => {
    const file = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
    expect(JSON.parse(file)).toMatchObject({ name: "genesys-mock", version });
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });
});
