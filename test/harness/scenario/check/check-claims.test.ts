import { describe, expect, test } from "vitest";
import { aClaim, aDocument, messagesOf, problemsOf } from "#test/harness/scenario/load-text.ts";

const both = ["published", "thread"];
const none = { control: undefined, variation: undefined, claimed: undefined };
const withClaim = (claim: unknown, changes: Readonly<Record<string, unknown>> = {}) =>
  aDocument({ claims: [claim], ...changes });
const aValuesClaim = (changes: Readonly<Record<string, unknown>> = {}) =>
  aClaim({ ...none, accepted: [{}], refused: [{ body: {} }], ...changes });

describe("checkClaims", () => {
  test.each([
    ["a change", aClaim()],
    ["values", aValuesClaim()],
    ["none", aClaim({ ...none, verdicts: undefined, undecided: "nobody can see it" })],
    ["none, with its verdict written", aClaim({ ...none, verdicts: { published: "undecided" }, undecided: "why" })],
  ])("accepts the experiment: %s", async (_what, claim) => {
    expect(await messagesOf(withClaim(claim))).toEqual([]);
  });

  test("reports a claim without experiment", async () => {
    expect(await messagesOf(withClaim(aClaim(none)))).toEqual([
      "the claim has no experiment and so checks nothing; add control, variation and claimed; or accepted and refused; or undecided",
    ]);
  });

  test.each([
    ["claimed", aClaim({ claimed: undefined }), '"control" needs "claimed" beside it; add it'],
    ["variation", aClaim({ variation: undefined }), '"control" needs "variation" beside it; add it'],
    ["control", aClaim({ control: undefined }), '"variation" needs "control" beside it; add it'],
    ["refused", aValuesClaim({ refused: undefined }), '"accepted" needs "refused" beside it; add it'],
  ])("reports an experiment without %s", async (_key, claim, message) => {
    expect(await messagesOf(withClaim(claim))).toEqual([message]);
  });

  test("reports a second form at its key", async () => {
    const text = [
      "id: a",
      "title: x",
      "base: { path: /a }",
      "claims:",
      "  - claim: c",
      "    by: asker",
      "    undecided: why",
      "    accepted: [{}]",
      "    refused: [{ method: PUT }]",
    ].join("\n");

    expect(await problemsOf(text)).toEqual([
      '7:5: a claim has exactly one form: control, variation and claimed; or accepted and refused; or undecided; "undecided" stands beside "accepted"',
    ]);
  });

  test("reports each contract without a pinned verdict", async () => {
    expect(await messagesOf(withClaim(aClaim({ verdicts: undefined }), { contract: both }))).toEqual([
      'the claim has no pinned verdict for the contract "published"; add "verdicts: { published: holds }" or refuted',
      'the claim has no pinned verdict for the contract "thread"; add "verdicts: { thread: holds }" or refuted',
    ]);
  });

  test("reports a verdict for a contract the scenario is not run under", async () => {
    const verdicts = { published: "holds", thread: "refuted" };

    expect(await messagesOf(withClaim(aClaim({ verdicts })))).toEqual([
      'the scenario is not run under the contract "thread"; add it to "contract", or remove the verdict',
    ]);
  });

  test("reports an experiment that is pinned to undecided", async () => {
    expect(await messagesOf(withClaim(aClaim({ verdicts: { published: "undecided" } })))).toEqual([
      expect.stringContaining("an experiment is pinned to holds or refuted"),
    ]);
  });

  test("reports an undecided claim that is pinned to a decision", async () => {
    const claim = aClaim({ ...none, verdicts: { published: "holds" }, undecided: "why" });

    expect(await messagesOf(withClaim(claim))).toEqual([
      'a claim that is undecided cannot be pinned to "holds"; remove it',
    ]);
  });

  test("reports a contract without claimed answer, and one that is too many", async () => {
    const claim = aClaim({ claimed: { thread: { status: 400 } } });

    expect(await messagesOf(withClaim(claim))).toEqual([
      'the claimed answer for the contract "published" is missing; add it, its verdict needs it',
      expect.stringContaining('the scenario is not run under the contract "thread"'),
    ]);
  });

  test.each([
    ["a client of another kind", { client: { command: ["curl"] } }],
    ["no client", { client: undefined, expect: undefined }],
  ])("reports trials with nothing to change beside %s", async (_what, changes) => {
    expect(await messagesOf(withClaim(aClaim(), changes))).toEqual([
      'there is no request that this trial could change; add "base", a client with "request", or a "client" in the trial',
    ]);
  });

  test("needs no base for trials with clients of their own, nor for an undecided claim", async () => {
    const client = (path: string) => ({ client: { request: { path } } });
    const claims = [
      aClaim({ control: client("/a"), variation: client("/b") }),
      aClaim({ ...none, verdicts: undefined, undecided: "why" }),
    ];

    expect(await messagesOf({ id: "a", title: "x", claims })).toEqual([]);
  });

  test.each([
    ["word for word", { body: { a: 1 } }, { body: { a: 1 } }],
    ["with its keys in another order", { body: { a: 1, b: 2 } }, { body: { b: 2, a: 1 } }],
    ["with what the base has written out", {}, { method: "get", path: "/api/v2/users/me" }],
    ["with the token in its short form", { token: "none" }, { given: { token: "none" } }],
    ["with a header in another case", { headers: { Accept: "a" } }, { headers: { accept: "a" } }],
    ["as clients", { client: { request: { path: "/" } } }, { client: { request: { path: "/" } } }],
  ])("reports a variation that is the control %s", async (_how, control, variation) => {
    expect(await messagesOf(withClaim(aClaim({ control, variation })))).toEqual([
      "the control and the variation are the same request: nothing varies; change one thing",
    ]);
  });

  test.each([
    ["the body", { body: {} }, { body: { a: null } }],
    ["the kind of body", { body: "a" }, { rawBody: "a" }],
    ["a header left out", { headers: { Accept: null } }, {}],
    ["the token", { token: "none" }, { token: {} }],
    ["the org", { given: { flows: [{ id: "x" }] } }, {}],
  ])("accepts a variation of %s alone", async (_what, control, variation) => {
    expect(await messagesOf(withClaim(aClaim({ control, variation })))).toEqual([]);
  });

  test("reports a request that is both accepted and refused", async () => {
    const claim = aValuesClaim({ accepted: [{ body: 1 }, { body: 2 }], refused: [{ body: 3 }, { body: 2 }] });

    expect(await messagesOf(withClaim(claim))).toEqual([
      "the same request is listed as accepted and as refused; keep one of the two",
    ]);
  });
});
