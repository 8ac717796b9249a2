import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPowershell } from "#explain/read/read-powershell.ts";
import { filesOf, short } from "./read-text.ts";

const noFiles = filesOf({});
const text = fc.string({ unit: "binary" });

// Pieces that mean something to the reader, put together without sense.
const piece = fc.constantFrom(
  ...'$x = |irm |https://h/a|-Body |-Headers |@{|}|@(|)|(|[|]|{|$(|"|\'|@"\n|\n"@|`|\n|;|,|.|::|a|1|+|+=|-f |\\||ConvertTo-Json |-Depth 3|[char]|[ordered]|$x|.Add(|#|param(|foreach (|@x |\ud800'.split(
    /(?<!\\)\|/,
  ),
);

describe("reading what PowerShell would", () => {
  test("gives back every text in quotes of either kind", () => {
    fc.assert(
      fc.property(
        text.filter((body) => body !== ""),
        (body) => {
          const single = `'${body.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
          const double = `"${body.replace(/["`$\u201c\u201d\u201e]/g, "`$&")}"`;
          const plain = body.replace(/[\u2018\u2019\u201a\u201b]/g, "'");
          const read = (quoted: string) =>
            short(readPowershell(`irm https://h/a -Method Post -ContentType x -Body ${quoted}`, noFiles))[0]?.body;
          expect(read(single)).toBe(Buffer.from(plain).toString());
          expect(read(double)).toBe(Buffer.from(body).toString());
        },
      ),
    );
  });

  test("gives back what a table holds as JSON", () => {
    const names = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.dictionary(names, fc.stringMatching(/^[\w .:{}$-]{0,12}$/)), (values) => {
        const entries = Object.entries(values).map(([name, value]) => `  ${name} = '${value}'`);
        const script = `$b = @{\n${entries.join("\n")}\n} | ConvertTo-Json\nirm https://h/a -Method Post -Body $b`;
        expect(JSON.parse(short(readPowershell(script, noFiles))[0]?.body ?? "")).toEqual(values);
      }),
    );
  });

  test("comes to an end on anything", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, text), { maxLength: 60 }), (pieces) => {
        expect(["requests", "unreadable"]).toContain(readPowershell(pieces.join(""), noFiles).kind);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ["brackets", "(".repeat(100_000)],
    ["tables", "$a = @{ b = ".repeat(50_000)],
    ["operators", `$a = ${"1 + ".repeat(100_000)}1`],
    ["members", `$a = $b${".c".repeat(100_000)}`],
    ["blocks of commands", "a $(".repeat(50_000)],
    [
      "texts that double",
      `$a = "xxxxxxxxxx"\n${"$a = $a + $a\n$a += \"$a$a\"\n$a = $a.Replace('x', 'xx')\n$a = '{0}{0}' -f $a\n".repeat(50)}`,
    ],
    [
      "lists that double",
      `$a = 1, 2\n${"$a += $a\n$a = $a, $a\n".repeat(60)}irm https://h/a -Method Post -Body ($a | ConvertTo-Json -Depth 100)`,
    ],
    [
      "tables that hold themselves",
      '$a = [pscustomobject]@{ b = 1 }\n$a.b = $a\n$a.c = $a\nirm https://h/a -Method Post -Body ($a | ConvertTo-Json -Depth 100)\nirm https://h/a -Body "$a"',
    ],
  ])("comes to an end on %s without end", (_, script) => {
    expect(["requests", "unreadable"]).toContain(readPowershell(script, noFiles).kind);
  });
});
