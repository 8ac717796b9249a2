import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { formatClaimsTable } from "#harness/report/claims-table.ts";
import { aClaim, aLeg, aRealLeg, aScenario } from "./builders.ts";

const plain = { width: 100, colour: false };

const results = [
  aScenario({
    id: "launch-without-type",
    title: "A launch without a type is refused",
    claims: [
      aClaim(),
      aClaim({
        claim: "a launch without initiator is refused because every execution has to be traced back to a user",
        by: "asker",
        verdicts: { published: "undecided", thread: "undecided" },
        why: "no answer says why it is given",
      }),
    ],
  }),
  aScenario({ id: "no-claims" }),
  aScenario({
    id: "thread-only",
    title: "A rule of the thread",
    claims: [aClaim({ claim: "`context` may be {}", verdicts: { thread: "holds" } })],
  }),
];

describe("formatClaimsTable", () => {
  test("groups the claims by scenario and lists below why some are undecided", () => {
    expect(formatClaimsTable(results, plain)).toBe(`\
  claim                                                                 by      published  thread

launch-without-type: A launch without a type is refused
  type is required                                                      answer  refuted    holds
  a launch without initiator is refused because every execution has to  asker   undecided  undecided
  be traced back to a user

thread-only: A rule of the thread
  \`context\` may be {}                                                   answer  -          holds

Undecided, and why:
  launch-without-type (published, thread): a launch without initiator is refused because every execution has to be traced back to a user
    no answer says why it is given
`);
  });

  test("is no wider than its claims need", () => {
    const table = formatClaimsTable([aScenario({ claims: [aClaim({ claim: "a claim of 22 letters." })] })], plain);

    expect(table).toBe(`\
  claim                   by      published  thread

launch: A launch
  a claim of 22 letters.  answer  refuted    holds
`);
  });

  test.each([20, 80, 100, 160])("never exceeds a width of %i (80 at least), however long a word is", (width) => {
    const long = aScenario({
      id: "k".repeat(300),
      title: `${"q".repeat(200)} ${"漢字".repeat(60)}`,
      claims: [
        aClaim({
          claim: `${"z".repeat(200)} ${"漢字".repeat(60)}`,
          // The widest verdict, so that a row takes all the columns of the table.
          verdicts: { published: "undecided", thread: "undecided" },
        }),
      ],
    });

    const [table = ""] = formatClaimsTable([long], { width, colour: false }).split("\nUndecided, and why:\n");

    const lines = table.trimEnd().split("\n");
    const rows = lines.filter((line) => line.startsWith("  "));
    const heading = lines.filter((line) => !line.startsWith("  "));
    expect(Math.max(...rows.map((line) => columns(line)))).toBe(Math.max(width, 80));
    expect(Math.max(...heading.map((line) => columns(line)))).toBe(Math.max(width, 80));
    expect(table.match(/k/g)).toHaveLength(300);
    expect(table.match(/q/g)).toHaveLength(200);
    expect(table.match(/z/g)).toHaveLength(200);
    expect(table.match(/[漢字]/g)).toHaveLength(240);
  });

  test("wraps the same with colour as without", () => {
    const long = aScenario({ title: "long title ".repeat(20), claims: [aClaim({ claim: "long claim ".repeat(20) })] });

    const coloured = formatClaimsTable([long], { width: 100, colour: true });

    expect(stripVTControlCharacters(coloured)).toBe(formatClaimsTable([long], plain));
  });

  test("colours the verdicts only when it is asked to", () => {
    const verdicts = aScenario({
      claims: [
        aClaim({ verdicts: { published: "holds", thread: "refuted" } }),
        aClaim({ verdicts: { published: "undecided" } }),
      ],
    });

    const coloured = formatClaimsTable([verdicts], { width: 100, colour: true });

    expect(coloured).toContain("\u001b[32mholds\u001b[39m");
    expect(coloured).toContain("\u001b[31mrefuted\u001b[39m");
    expect(coloured).toContain("\u001b[33mundecided\u001b[39m");
    expect(formatClaimsTable([verdicts], plain)).not.toContain("\u001b");
  });

  test("says error, not -, where the scenario runs under the contract and the experiment could not be run", () => {
    const failed = aScenario({
      legs: [aLeg({ contract: "thread" })],
      claims: [aClaim({ verdicts: {}, error: "the client did not start" })],
    });

    expect(formatClaimsTable([failed], plain)).toContain("\n  type is required      answer  -          error\n");
  });

  test("shows escape sequences of a claim instead of sending them", () => {
    const table = formatClaimsTable([aScenario({ claims: [aClaim({ claim: "\u001b[2J\nfake" })] })], plain);

    expect(table).toContain("\n  \\u001b[2J fake        answer  refuted    holds\n");
  });

  test("has a column for the real API when a claim was, or should have been, tested on it", () => {
    const live = aScenario({
      legs: [aRealLeg()],
      claims: [
        aClaim({ verdicts: { published: "holds", live: "undecided" }, why: "the answer is cut off" }),
        aClaim({ claim: "a user must exist", verdicts: { published: "holds" }, notRunLive: "it writes" }),
        aClaim({ claim: "a queue must exist", verdicts: {}, error: "the client did not start" }),
      ],
    });

    expect(formatClaimsTable([live], plain)).toBe(`\
  claim                 by      published  thread     live

launch: A launch
  type is required      answer  holds      -          undecided
  a user must exist     answer  holds      -          not run
  a queue must exist    answer  error      -          error

Undecided, and why:
  launch (live): type is required
    the answer is cut off
`);
  });

  test("has no column for the real API in a run that did not reach it", () => {
    expect(formatClaimsTable([aScenario({ legs: [aRealLeg()], claims: [aClaim()] })], plain)).not.toContain("live");
  });

  test("is empty when there is no claim", () => {
    expect(formatClaimsTable([aScenario()], plain)).toBe("");
  });
});

/** Columns of a line in which only the two East Asian characters of the test are wide. */
function columns(line: string): number {
  return line.length + (line.match(/[漢字]/g)?.length ?? 0);
}
