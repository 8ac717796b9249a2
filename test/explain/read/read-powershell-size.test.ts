import { describe, expect, test } from "vitest";
import { readPowershell } from "#explain/read/read-powershell.ts";
import { filesOf, messageOf, notesOf, short } from "./read-text.ts";

const noFiles = filesOf({});
const large = 1024 * 1024;

function fill(piece: string, length = large): string {
  return piece.repeat(Math.ceil(length / piece.length));
}

function numbered(line: (count: number) => string, length = large): string {
  const found: string[] = [];
  for (let size = 0; size < length; ) {
    const next = line(found.length);
    found.push(next);
    size += next.length;
  }
  return found.join("");
}

// A reader that went through the rest of the text for each piece would be at it for minutes.
describe("a text of 1 MB is read through once", { timeout: 30_000 }, () => {
  test.each([
    ["a word for a key that never ends", `$a = @{${fill("a")}`],
    ["words for keys", `$a = @{${fill("a-b.c")}`],
    ["keys without values", `$a = @{${fill("a ")}`],
    ["digits that are no number", `$a = ${fill("1")}a`],
    ["numbers that are none", `irm ${fill("1.")}`],
    ["comments that are never closed", fill("<# a\n")],
    ["comments of a line each", fill("#\n")],
    ["quotes in quotes", `$a = '${fill("a''")}'`],
    ["values for a method", `$a.b(${fill("1,")}1)`],
    ["parameters", `param(${fill("$a=1,")})`],
    ["entries that are set one by one", `$h = @{}\n${numbered((count) => `$h.a${count}=1\n`)}`],
    ["entries of a table", `$h = @{${numbered((count) => `a${count}=1;`)}}`],
  ])("with %s", (_, text) => {
    expect(["requests", "unreadable"]).toContain(readPowershell(text, noFiles).kind);
  });
});

test("the first comment that is never closed is named", () => {
  expect(messageOf(readPowershell("irm https://h/a\n <# b\n<# c", noFiles))).toMatch(
    /^line 2, column 2: expected an end to the comment <# that begins here/,
  );
});

test("a name of an entry is the same in any case, and stays as it was written first", () => {
  const text =
    "$b = @{ FlowId = 1 }\n$b.flowid = 2\n$b.add('Type', 'x')\n$b.Remove('TYPE')\nirm https://h/a -Method Post -ContentType application/json -Body ($b | ConvertTo-Json)";
  const reading = readPowershell(text, noFiles);
  expect(short(reading)[0]?.body).toBe('{"FlowId":2}');
  expect(notesOf(reading)).toEqual([]);
});
