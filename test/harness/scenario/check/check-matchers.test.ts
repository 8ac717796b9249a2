// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold references as scenarios write them
import { describe, expect, test } from "vitest";
import { matcherNames } from "#harness/scenario/matcher-names.ts";
import { aClaim, aDocument, messagesOf, problemsOf } from "#test/harness/scenario/load-text.ts";

const withBody = (body: unknown) => aDocument({ expect: { body } });

describe("checkMatchers", () => {
  test("points at an unknown matcher and names the nearest", async () => {
    const text =
      "id: a\ntitle: x\nclient: { request: { path: /a } }\nexpect:\n  body:\n    message: { $contain: a }\n    id: $uid\n";

    expect(await problemsOf(text)).toEqual([
      '6:16: unknown matcher "$contain", did you mean "$contains"?',
      '7:9: unknown matcher "$uid", did you mean "$uuid"?',
    ]);
  });

  test("names all matchers when none is near", async () => {
    expect(await messagesOf(withBody({ $whatever: 1 }))).toEqual([
      `unknown matcher "$whatever"; possible here: ${matcherNames.join(", ")}`,
    ]);
  });

  test.each([
    ["status", { status: { $oneof: [400] } }],
    ["headers", { headers: { "Content-Type": "$strng" } }],
    ["a call", { calls: [{ path: { $match: "^/" } }] }],
    ["an excluded call", { noCalls: [{ method: "$ani" }] }],
    ["the result", { result: { $objct: true } }],
    ["the state", { state: { get: "/", is: { status: "$strin" }, within: 1 } }],
  ])("looks into %s", async (_what, expectation) => {
    expect(await messagesOf(aDocument({ expect: expectation }))).toEqual([
      expect.stringMatching(/^unknown matcher .* did you mean/),
    ]);
  });

  test("looks into claimed answers and into each contract's own", async () => {
    const document = aDocument({
      expect: { published: { body: "$uid" } },
      claims: [aClaim({ claimed: { body: "$dat" } })],
    });

    expect(await messagesOf(document)).toEqual([
      'unknown matcher "$uid", did you mean "$uuid"?',
      'unknown matcher "$dat", did you mean "$date"?',
    ]);
  });

  test.each([
    ["in a list", [{ id: "$uid" }]],
    ["in $not", { $not: "$uid" }],
    ["in $oneOf", { $oneOf: [1, "$uid"] }],
    ["in $contains", { $contains: { id: "$uid" } }],
    ["in $contains, as a text", { $contains: "$uid" }],
    ["in $length", { $length: "$uid" }],
  ])("looks for matchers %s", async (_where, body) => {
    expect(await messagesOf(withBody(body))).toEqual(['unknown matcher "$uid", did you mean "$uuid"?']);
  });

  test("reports a matcher with another key beside it", async () => {
    expect(await messagesOf(withBody({ message: { $contains: "a", code: 1 } }))).toEqual([
      'a matcher has exactly one key, found "code" beside "$contains"; move one of them',
    ]);
  });

  test.each([
    ["$uuid", false, '"$uuid" takes only true, found the boolean false'],
    ["$absent", null, '"$absent" takes only true, found nothing'],
    ["$matches", "(", '"$matches" takes a regular expression (Invalid regular expression'],
    ["$matches", 5, '"$matches" takes a regular expression as text, found the number 5'],
    ["$oneOf", [], '"$oneOf" takes a list with at least one value or matcher, found an empty list'],
    ["$oneOf", "a", '"$oneOf" takes a list'],
    ["$length", -1, '"$length" takes a whole number or a matcher'],
    ["$length", 1.5, '"$length" takes a whole number or a matcher'],
    ["$greaterThan", "many", '"$greaterThan" takes a number or an ISO 8601 date as text'],
    ["$lessThan", [1], '"$lessThan" takes a number'],
  ])("refuses %s with %j", async (name, argument, message) => {
    expect(await messagesOf(withBody({ [name]: argument }))).toEqual([expect.stringContaining(message)]);
  });

  test.each(["$contains", "$matches", "$oneOf", "$not", "$length", "$greaterThan", "$lessThan"])(
    "refuses a bare %s, which needs an argument",
    async (name) => {
      expect(await messagesOf(withBody(name))).toEqual([`"${name}" needs an argument; write { ${name}: ... }`]);
    },
  );

  test("accepts all matchers with a right argument", async () => {
    const body = [
      ...["$any", "$absent", "$string", "$number", "$boolean", "$array", "$object", "$uuid", "$date"],
      { $uuid: true },
      { $contains: "$5.00" },
      { $contains: "$total" },
      { $contains: { id: "$uuid" } },
      { $matches: "^a+$" },
      { $matches: "^${activeUser}$" },
      { $oneOf: ["$absent", null, { $not: true }] },
      { $not: true },
      { $length: 3 },
      { $length: { $greaterThan: 0 } },
      { $greaterThan: 0 },
      { $lessThan: "2026-01-01T00:00:00Z" },
      "costs $5",
      "$5",
      "${activeUser}",
    ];

    expect(await messagesOf(withBody(body))).toEqual([]);
  });

  test("leaves dollars in requests alone", async () => {
    const client = { request: { path: "/", body: { $whatever: "$uid" } } };

    expect(await messagesOf(aDocument({ client }))).toEqual([]);
  });
});
