import { describe, expect, test } from "vitest";
import { readPowershell } from "#explain/read/read-powershell.ts";
import { filesOf, notesOf, short } from "./read-text.ts";

/** What ConvertTo-Json makes of an expression, and what is said of it. */
function convert(expression: string) {
  const reading = readPowershell(
    `$b = ${expression}\nirm https://h/a -Method Post -ContentType application/json -Body $b`,
    filesOf({}),
  );
  return { value: JSON.parse(short(reading)[0]?.body ?? ""), notes: notesOf(reading) };
}

describe("ConvertTo-Json in a script", () => {
  test("encodes tables, lists, numbers, truth values, null and numbers in texts", () => {
    const { value, notes } = convert(
      '@{ a = 1; b = $true; c = $null; d = "2"; e = @(); f = 1.5, -2 } | ConvertTo-Json',
    );
    expect(value).toEqual({ a: 1, b: true, c: null, d: "2", e: [], f: [1.5, -2] });
    expect(notes).toEqual([]);
  });

  test("makes the name of its type of a table that is deeper than two levels", () => {
    const { value, notes } = convert("@{ a = @{ b = @{ c = @{ d = 1 }; e = 1 } } } | ConvertTo-Json");
    expect(value).toEqual({ a: { b: { c: "System.Collections.Hashtable", e: 1 } } });
    expect(notes).toEqual([
      'ConvertTo-Json goes 2 levels deep unless -Depth says otherwise, and makes a text of what lies deeper: a.b.c became "System.Collections.Hashtable". Write ConvertTo-Json -Depth 10.',
    ]);
  });

  test.each([
    ["an ordered table", "[ordered]@{ a = 1 }", "System.Collections.Specialized.OrderedDictionary"],
    ["an object", "[pscustomobject]@{ a = 1; b = 'x' }", "@{a=1; b=x}"],
    ["a list", "@('name', 'email')", "name email"],
    ["a list of tables", "@(@{ a = 1 }, @{ a = 2 })", "System.Collections.Hashtable System.Collections.Hashtable"],
  ])("makes a text of %s that is too deep", (_, inner, text) => {
    expect(convert(`@{ query = @(@{ fields = ${inner} }) } | ConvertTo-Json`).value).toEqual({
      query: [{ fields: text }],
    });
  });

  test("goes as deep as -Depth says", () => {
    const nested = "@{ a = @{ b = @{ c = @{ d = @{ e = 1 } } } } }";
    expect(convert(`${nested} | ConvertTo-Json -Depth 10`)).toEqual({
      value: { a: { b: { c: { d: { e: 1 } } } } },
      notes: [],
    });
    expect(convert(`ConvertTo-Json ${nested} -Depth 3`).value).toEqual({
      a: { b: { c: { d: "System.Collections.Hashtable" } } },
    });
    expect(convert(`ConvertTo-Json -Depth 0 -InputObject ${nested}`).value).toEqual({
      a: "System.Collections.Hashtable",
    });
  });

  test("loses a list of one that is piped in, and says so", () => {
    const { value, notes } = convert("@(@{ a = 1 }) | ConvertTo-Json");
    expect(value).toEqual({ a: 1 });
    expect(notes).toEqual([expect.stringContaining("comes out without the list")]);
    expect(convert("ConvertTo-Json @(@{ a = 1 })").value).toEqual([{ a: 1 }]);
    expect(convert("@(@{ a = 1 }) | ConvertTo-Json -AsArray").value).toEqual([{ a: 1 }]);
  });
});
