import { describe, expect, test } from "vitest";
import { formatClaimsMarkdown } from "#harness/report/claims-markdown.ts";
import { aClaim, aScenario } from "./builders.ts";

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

describe("formatClaimsMarkdown", () => {
  test("gives one row per claim and a list of why some are undecided", () => {
    expect(formatClaimsMarkdown(results)).toBe(`\
| scenario | claim | by | published | thread |
| --- | --- | --- | --- | --- |
| launch-without-type | type is required | answer | refuted | holds |
| launch-without-type | a launch without initiator is refused because every execution has to be traced back to a user | asker | undecided | undecided |
| thread-only | \`context\` may be {} | answer | - | holds |

Undecided, and why:

- launch-without-type (published, thread): a launch without initiator is refused because every execution has to be traced back to a user: no answer says why it is given
`);
  });

  test("escapes what Markdown would read as a sign, but not inside code", () => {
    const claim = "a|b `c|<d>_e*` <script> [x](y) *z* \\ snake_case ` &amp;\nnext";

    expect(formatClaimsMarkdown([aScenario({ claims: [aClaim({ claim })] })])).toContain(
      "| a\\|b `c\\|<d>_e*` \\<script\\> \\[x\\](y) \\*z\\* \\\\ snake\\_case \\` \\&amp; next |",
    );
  });

  test("is empty when there is no claim", () => {
    expect(formatClaimsMarkdown([aScenario()])).toBe("");
  });

  test("has a column for the real API when a claim was tested on it", () => {
    const live = aScenario({ claims: [aClaim({ verdicts: { published: "holds", live: "refuted" } })] });

    expect(formatClaimsMarkdown([live])).toContain("| launch | type is required | answer | holds | - | refuted |");
  });

  test("takes a secret out before it escapes the text, since the escaped one would not be known", () => {
    const redact = (text: string) => text.replaceAll("se_cr_et", "<redacted>");

    const markdown = formatClaimsMarkdown([aScenario({ claims: [aClaim({ claim: "a se_cr_et b" })] })], { redact });

    expect(markdown).toContain("| a \\<redacted\\> b |");
  });
});
