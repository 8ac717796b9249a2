import { describe, expect, test } from "vitest";
import { guessKind } from "#explain/read/guess-kind.ts";

describe("guess-kind", () => {
  test.each([
    ["curl https://h/a -d '{}'", "curl"],
    ["$ curl.exe -X POST https://h/a `\n -d '{}'", "curl"],
    [`curl https://h/a -d '{"say": " irm it, or Invoke-RestMethod it; -Uri "}'`, "curl"],
    ["irm https://h/a", "powershell"],
    ["$me = Invoke-RestMethod -Uri https://h/a", "powershell"],
    ["PS C:\\> Invoke-WebRequest https://h/a", "powershell"],
    ["I tried this:\n```\nInvoke-RestMethod https://h/a\n```", "powershell"],
    ["curl -Uri https://h/a", "powershell"],
    ["$r = curl https://h/a -Headers $h", "powershell"],
    ["GET https://h/a", "raw"],
    ["# Title\nPOST /api/v2/users HTTP/1.1\n\nInvoke-RestMethod x", "raw"],
    ['{ "log": {} }', "har"],
    ["Nothing of the kind, confirm it", undefined],
  ])("takes %j for %s", (text, kind) => {
    expect(guessKind(text)).toBe(kind);
  });

  test.each([
    ["a.har", "har"],
    ["a.scenario.yaml", "scenario"],
    ["Launch.PS1", "powershell"],
  ])("goes by the name of %s", (file, kind) => {
    expect(guessKind("", file)).toBe(kind);
  });
});
