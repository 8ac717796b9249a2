import { describe, expect, test } from "vitest";
import { layUnderEnvFile } from "#harness/cli/env-file.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";

describe("layUnderEnvFile", () => {
  test("adds what the file says and leaves what is set already", async () => {
    const cwd = await writeFiles({ ".env": "# credentials\nA=from-file\nB='quoted text'\n" });

    expect(await layUnderEnvFile({ A: "set" }, cwd)).toEqual({ kind: "env", env: { A: "set", B: "quoted text" } });
  });

  test("changes nothing without a file", async () => {
    expect(await layUnderEnvFile({ A: "set" }, await writeFiles({}))).toEqual({ kind: "env", env: { A: "set" } });
  });

  test("says what is wrong with one that cannot be read", async () => {
    const cwd = await writeFiles({ ".env/file": "" });

    expect(await layUnderEnvFile({}, cwd)).toEqual({
      kind: "mistake",
      message: expect.stringMatching(/^\.env: expected a readable file of NAME=value lines: EISDIR/),
    });
  });
});
