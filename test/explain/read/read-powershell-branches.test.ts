import { describe, expect, test } from "vitest";
import { readPowershell } from "#explain/read/read-powershell.ts";
import { filesOf, notesOf, type ShortRequest, short } from "./read-text.ts";

const noFiles = filesOf({});

/** The first request of a script in few words. */
function powershell(text: string): ShortRequest {
  const [first] = short(readPowershell(text, noFiles));
  if (first === undefined) throw new Error("no request");
  return first;
}

function notes(text: string): readonly string[] {
  return notesOf(readPowershell(text, noFiles));
}

describe("read-powershell, where a condition decides", () => {
  test.each([
    ["if and else", "if ($x) { $b = 1 } else { $b = 2 }"],
    ["elseif, on lines", "if ($x)\n{\n $b = 1\n}\n# or\nelseif ($y) { $b = 2 }\nelse\n{ $b = 3 }"],
    ["if alone", "$b = 2; if ($x) { $b = 1 }"],
    ["a branch in a branch", "if ($x) { if ($y) { $b = 1 } else { $b = 2 } } else { $b = 3 }"],
    ["what is added", "$b = ''\nif ($x) { $b += 1 } else { $b += 2 }"],
    ["switch", "switch ($x) { 'a' { $b = 1 } c { $b = 2 } default { $b = 3 } }"],
  ])("takes the first branch, and says so: %s", (_, text) => {
    const script = `${text}\nirm https://h/a/$b`;
    expect(powershell(script).call).toBe("GET https://h/a/1");
    expect(notes(script)).toEqual([
      "What these hold depends on a condition, and is taken from its first branch: $b. To have another branch explained, paste the script without the first one.",
    ]);
  });

  test("takes back what another branch does to a table, too", () => {
    const text = `$b = @{ z = 0 }
      if ($x) { $b.kind = 1 } elseif ($y) { $b.kind = 2; $b.Add("y", 2) } else { $b["x"] = 3; $b.Remove("z") }
      irm https://h/a -Method Put -ContentType application/json -Body ($b | ConvertTo-Json)`;
    expect(JSON.parse(powershell(text).body)).toEqual({ z: 0, kind: 1 });
    expect(notes(text)).toEqual([expect.stringContaining("from its first branch: $b.")]);
  });

  test("reads the requests of every branch and of a condition, each with what its own branch assigns", () => {
    const text =
      "if ((irm https://h/0).ok) { $b = 1; irm https://h/$b } else { $b = 2; irm https://h/$b }\nforeach ($u in (irm https://h/3).entities) { $u.id }";
    expect(short(readPowershell(text, noFiles)).map(({ call }) => call.slice(-1))).toEqual(["0", "1", "2", "3"]);
    expect(notes(text)).toEqual([]);
  });

  test("says nothing of a branch once the variable is assigned again, or is not used", () => {
    expect(notes("if ($x) { $b = 1 } else { $b = 2 }\n$b = 3\nirm https://h/$b")).toEqual([]);
    expect(notes("if ($x) { $b = 1 } else { $b = 2 }\nirm https://h/a")).toEqual([]);
  });
});
