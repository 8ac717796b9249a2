import { describe, expect, test } from "vitest";
import { readPowershell } from "#explain/read/read-powershell.ts";
import { filesOf, messageOf, notesOf, short } from "./read-text.ts";

const noFiles = filesOf({});
const large = 512 * 1024;

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
describe("a text of 512 KB is read through once", { timeout: 30_000 }, () => {
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
    ["addresses that are missing", fill("irm\n")],
    ["requests with a name each", numbered((count) => `irm /a$b${count}\n`)],
    ["names that no request has", `${numbered((count) => `$b${count}\n`)}irm /a -Method Post -Body '${fill("$a ")}'`],
    ["a long body for many requests", `$b='${fill("x")}'\n${fill("irm /a -Method Post -Body $b\n")}`],
    ["a long text that is filled in by many lines", `$a = '${fill("{0}")}'\n${fill("$b = $a -f 1\n")}`],
    ["a long list that many lines put together", `$a = @(${fill("1,")}1)\n${fill("$b = $a -join 'x'\n")}`],
    ["a long table for many requests", `$a = @{}\n${numbered((count) => `$a.h${count}=1\n`)}${fill("irm /a @a\n")}`],
    ["branches", fill("if (1) { $a = 1 } else { $b = 2 }\n")],
    ["branches of one choice", `if (1) {}${fill("elseif (1) { $a = 1 }")}`],
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

test("500 requests are read, and the line is named from which on they are left out", () => {
  const reading = readPowershell("irm https://h/a\n".repeat(501), noFiles);
  expect(short(reading)).toHaveLength(500);
  expect(notesOf(reading)).toEqual([
    "expected at most 500 requests, found more: those from line 501 on are left out; paste them alone.",
  ]);
  expect(notesOf(readPowershell("irm https://h/a\n".repeat(500), noFiles))).toEqual([]);
});

test("ten requests that are left out are named, the others are counted", () => {
  const notes = notesOf(readPowershell(`irm https://h/a\n${"irm\n".repeat(13)}`, noFiles));
  expect(notes).toHaveLength(11);
  expect(notes[9]).toMatch(/^line 11: expected an address behind -Uri, .*; the request is left out\.$/);
  expect(notes[10]).toBe("3 more requests are left out for reasons like these.");
});

test("requests are left out from where a script has made too much of its texts, and that is said", () => {
  const reading = readPowershell(
    `$a = '${"x".repeat(1_000_000)}'\n${"irm https://h/a -Method Put -Body $a\n".repeat(20)}`,
    noFiles,
  );
  const count = short(reading).length;
  expect(count).toBeGreaterThan(1);
  expect(short(reading).every(({ body }) => body.length === 1_000_000)).toBe(true);
  const [note = ""] = notesOf(reading);
  expect(note).toMatch(/^expected a script whose texts .* is left out; paste the lines of one request alone\.$/);
  expect(note).toContain(`what comes below line ${count + 1} is left out`);
});

test("a placeholder is found with letters behind it", () => {
  const reading = readPowershell('irm "https://h/${id}abc/$($run.id)"', noFiles);
  expect(notesOf(reading)).toEqual([expect.stringMatching(/: \$id, \$run\.id\.$/)]);
});
