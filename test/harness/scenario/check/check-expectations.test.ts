import { describe, expect, test } from "vitest";
import { aClaim, aDocument, messagesOf, problemsOf } from "#test/harness/scenario/load-text.ts";

const base = { path: "/api/v2/users/me" };

describe("checkExpectations", () => {
  test("reports a scenario with neither client nor claims", async () => {
    expect(await problemsOf("id: a\ntitle: nothing\n")).toEqual([
      '1:1: the scenario has neither a client nor claims and so checks nothing; add "client" and "expect"',
    ]);
  });

  test("reports a client without expect at the client", async () => {
    expect(await problemsOf("id: a\ntitle: x\nclient:\n  request: { path: /a }\n")).toEqual([
      '3:1: the scenario has a client but no "expect" and so checks nothing; add what is expected',
    ]);
  });

  test("reports a client without expect beside claims, too", async () => {
    const messages = await messagesOf(aDocument({ expect: undefined, claims: [aClaim()] }));

    expect(messages).toEqual([expect.stringContaining('a client but no "expect"')]);
  });

  test("reports expect without client", async () => {
    const messages = await messagesOf(aDocument({ base, client: undefined, claims: [aClaim()] }));

    expect(messages).toEqual([expect.stringContaining('"expect" has no client')]);
  });

  test.each([
    ["compare", { compare: { tolerate: [{ at: "/status", may: "differ", why: "x", until: "2027-01-01" }] } }],
    ["status", { status: "open-bug" }],
  ])("reports %s without client", async (key, changes) => {
    const messages = await messagesOf(
      aDocument({ base, client: undefined, expect: undefined, claims: [aClaim()], ...changes }),
    );

    expect(messages).toEqual([`"${key}" has no client that it could be about; add "client", or remove it`]);
  });

  test("reports client beside clients", async () => {
    const clients = { a: { request: base }, b: { request: base } };

    expect(await messagesOf(aDocument({ clients }))).toEqual([
      'a scenario has either "client" or "clients", found both; keep one of the two',
    ]);
  });

  test("reports clients without expect at the clients", async () => {
    const text = "id: a\ntitle: x\nclients:\n  a: { request: { path: /a } }\n  b: { request: { path: /a } }\n";

    expect(await problemsOf(text)).toEqual([
      '3:1: the scenario has a client but no "expect" and so checks nothing; add what is expected',
    ]);
  });

  test("says nothing of a missing key whose misspelling is reported", async () => {
    expect(await messagesOf({ id: "a", title: "x", cleint: { request: base }, expect: { status: 200 } })).toEqual([
      'unknown key "cleint", did you mean "client"?',
    ]);
  });

  test.each([
    ["a plain one", { expect: {} }],
    ["one of a contract", { contract: ["published", "thread"], expect: { published: { status: 200 }, thread: {} } }],
    ["a claimed one", { claims: [aClaim({ claimed: {} })] }],
  ])("reports an empty expectation: %s", async (_what, changes) => {
    expect(await messagesOf(aDocument(changes))).toEqual([
      'the expectation is empty and checks nothing; add e.g. "status"',
    ]);
  });

  test("reports an expectation for a contract the scenario is not run under, at its key", async () => {
    const text = "id: a\ntitle: x\nclient: { request: { path: /a } }\nexpect:\n  thread: { status: 200 }\n";

    expect(await problemsOf(text)).toEqual([
      '5:3: the scenario is not run under the contract "thread"; add it to "contract" (now: published)',
    ]);
  });

  test("allows a contract without expectation", async () => {
    const changes = { contract: ["published", "thread"], expect: { thread: { status: 200 } } };

    expect(await messagesOf(aDocument(changes))).toEqual([]);
  });

  test("allows a scenario that has only claims", async () => {
    expect(await messagesOf({ id: "a", title: "x", base, claims: [aClaim()] })).toEqual([]);
  });
});
