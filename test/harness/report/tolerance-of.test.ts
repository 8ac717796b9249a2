import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { DriftItem } from "#harness/compare/drift/drift.ts";
import { toleranceOf } from "#harness/report/tolerance-of.ts";
import { answered, compareRuns, publishedFacts } from "#test/harness/compare/drift/compare-runs.ts";
import { aDrift } from "./builders.ts";

const flow = { id: "a", name: "n", type: "WORKFLOW" };
const read = { path: "/api/v2/flows/a1b2c3d4-e5f6-7890-abcd-ef1234567890" };

/** What is left of the differences when every suggested entry stands in the scenario. */
function leftOf(...sides: Parameters<typeof compareRuns>): {
  readonly found: readonly DriftItem[];
  readonly left: number;
} {
  const { drift: found } = compareRuns(...sides);
  const entries = found.flatMap((item) => toleranceOf(item) ?? []);
  const tolerate = entries.map((entry) => ({ ...parse(entry), why: "known", until: "2999-12-31", pointer: "" }));
  const [mock, real, options] = sides;
  return { found, left: compareRuns(mock, real, { ...options, tolerate }).drift.length };
}

describe("toleranceOf", () => {
  test("gives an entry that can be pasted, with the reason and the last day to be filled in", () => {
    expect(
      toleranceOf(aDrift({ at: "/body/mood", kind: "schema", mock: undefined, message: "expects no such property" })),
    ).toBe("{ at: /body/mood, may: be-added, why: ..., until: ... }");
  });

  test("writes a place that YAML would read otherwise as a text, and any element of a list as `*`", () => {
    expect(toleranceOf(aDrift({ at: "/body/entities/3/a, b: {c}" }))).toBe(
      '{ at: "/body/entities/*/a, b: {c}", may: differ, why: ..., until: ... }',
    );
  });

  test.each<[string, unknown, unknown]>([
    ["an undocumented property", flow, { ...flow, mood: "good" }],
    ["a property of a list's elements", { entities: [flow, flow] }, { entities: [flow, { ...flow, mood: 1 }] }],
    ["a property that the real API does not send", { ...flow, description: "d" }, flow],
    ["a property that the mock does not send", flow, { ...flow, description: "d" }],
    ["another word of a closed list", flow, { ...flow, type: "INBOUNDCALL" }],
  ])("allows %s", (_, mock, real) => {
    const { found, left } = leftOf([answered(mock, read)], [answered(real, read)], { facts: publishedFacts });

    expect(found).not.toEqual([]);
    expect(left).toBe(0);
  });

  test("allows another status, code and message, and a call of one side only", () => {
    const refused = (status: number, code: string) => answered({ code, message: code, status }, { status });
    const more = answered({}, { path: "/api/v2/more" });
    const mock = [refused(400, "bad.request"), more];
    const [real] = [refused(404, "not.found")];

    const { found, left } = leftOf(mock, [real]);

    expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["status", "code", "message", "call"]));
    expect(left).toBe(0);
  });

  test("gives nothing where the type is another one, since no entry allows that", () => {
    const { drift } = compareRuns([answered(flow, read)], [answered({ ...flow, name: 5 }, read)], {
      facts: publishedFacts,
    });

    expect(drift.map(({ at }) => at)).toEqual(["/body/name"]);
    expect(drift.map(toleranceOf)).toEqual([undefined]);
    expect(toleranceOf(aDrift({ kind: "type" }))).toBeUndefined();
    expect(toleranceOf(aDrift({ kind: "property", mock: undefined, live: undefined }))).toBeUndefined();
  });
});
