import pc from "picocolors";
import { describe, expect, test } from "vitest";
import type { WireComparison } from "#harness/compare/wire/wire-difference.ts";
import { formatWire } from "#harness/report/console/format-wire.ts";
import { aScenario, aWire } from "#test/harness/report/builders.ts";

describe("formatWire", () => {
  test("shows a table, the decisive difference marked, where the clients were answered differently", () => {
    expect(format(aWire())).toBe(`\
launch [published] on the wire: app and curl  POST /api/v2/flows/executions
  curl: 200
  app: 415 unsupported.media.type
    what                 curl                                 app
  > header content-type  application/json                     text/plain;charset=UTF-8
      decisive: fetch adds text/plain to a text body that has no type
    body /context        nothing                              {"source":"desktop"}
      the mock does not know it
  3 more hidden as noise
`);
  });

  test("takes one line where they were answered alike", () => {
    expect(format(aWire({ answer: "200" }))).toBe(
      "launch [published] on the wire: app and curl differ in header content-type, body /context, answered alike (3 more hidden as noise)\n",
    );
    expect(format(aWire({ answer: "200", differences: [], hidden: 0 }))).toBe(
      "launch [published] on the wire: app and curl sent alike, answered alike (nothing hidden as noise)\n",
    );
  });

  test("says so when the answers differ and nothing that was sent explains it", () => {
    expect(format(aWire({ differences: [] }))).toContain("  nothing that they sent differs in what can matter\n");
  });

  test("never exceeds the width, however long a value is, and shows no escape sequence", () => {
    const evil = `\u001b[2J${"x".repeat(500)}`;
    const difference = { part: "body" as const, name: "/a", reference: evil, other: evil, message: "m" };

    const text = format(aWire({ differences: Array.from({ length: 20 }, () => difference) }));

    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(text).not.toContain("\u001b");
    expect(text).toContain("  … 5 more differences\n");
  });
});

function format(wire: WireComparison): string {
  return formatWire([aScenario({ wire: [wire] })], { width: 100, colours: pc.createColors(false) }).join("");
}
