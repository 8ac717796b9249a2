import { execFileSync } from "node:child_process";
import { symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFilesBelow } from "#explain/read/named-files.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";

describe("named-files", () => {
  test("reads a regular file below the folder", async () => {
    const folder = await writeFiles({ "in/b.json": "{}" });
    expect(readFilesBelow(folder)("in/b.json")).toEqual({ kind: "file", bytes: Buffer.from("{}") });
  });

  test.each([
    ["outside", "../outside.json"],
    ["by its whole path outside", "/etc/passwd"],
    ["through a link that leads outside", "link"],
    ["that is a folder", "in"],
    ["that is a pipe", "pipe"],
    ["of more than 1 MB", "large"],
    ["that is not there", "missing"],
    ["with an impossible name", "a\0b"],
  ])("refuses a file %s", async (_name, name) => {
    const folder = await writeFiles({ "in/b.json": "{}" });
    symlinkSync("/etc/passwd", join(folder, "link"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    writeFileSync(join(folder, "large"), "");
    truncateSync(join(folder, "large"), 1024 * 1024 + 1);
    const read = readFilesBelow(folder)(name);
    expect(read).toMatchObject({ kind: "refused", message: expect.stringContaining("expected the file") });
  });
});
