import { describe, expect, test } from "vitest";
import { aClaim, aDocument, loadText, messagesOf, problemsOf } from "#test/harness/scenario/load-text.ts";

const tolerance = { at: "/body/department", may: "be-missing", why: "no departments", until: "2027-06-30" };

describe("compare.tolerate", () => {
  test("is loaded with its place in the file", async () => {
    const text = `id: a
title: x
client: { request: { path: /a } }
expect: { status: 200 }
compare:
  tolerate:
    - { at: /body/entities/*/title, may: differ, why: names differ, until: 2027-06-30 }
`;
    const { scenarios, problems } = await loadText(text);

    expect(problems).toEqual([]);
    expect(scenarios[0]?.tolerate).toEqual([
      {
        at: "/body/entities/*/title",
        may: "differ",
        why: "names differ",
        until: "2027-06-30",
        pointer: "/compare/tolerate/0",
      },
    ]);
    expect(scenarios[0]?.positionOf("/compare/tolerate/0")).toEqual({ line: 7, column: 7 });
  });

  test.each([
    ["a place that is none", { ...tolerance, at: "/reply" }, "expected /status, /code"],
    ["a kind that is none", { ...tolerance, may: "change" }, "expected differ or be-missing or be-added"],
    ["a day that is none", { ...tolerance, until: "2027-13-01" }, "expected a day such as 2027-06-30"],
    ["no reason", { ...tolerance, why: undefined }, 'the required key "why" is missing'],
    ["a misspelt key", { ...tolerance, untill: "2027-01-01" }, 'unknown key "untill", did you mean "until"?'],
  ])("is refused with %s", async (_what, written, message) => {
    expect(await messagesOf(aDocument({ compare: { tolerate: [written] } }))).toEqual([
      expect.stringContaining(message),
    ]);
  });

  test("is refused when it is empty", async () => {
    expect(await messagesOf(aDocument({ compare: {} }))).toEqual([expect.stringContaining("at least one key")]);
  });
});

describe("clients", () => {
  const request = { request: { path: "/a" } };

  test("are loaded by name, in the order of the file", async () => {
    const clients = { curl: { command: ["curl", "x"] }, app: request };
    const { scenarios, problems } = await loadText(aDocument({ client: undefined, clients }));

    expect(problems).toEqual([]);
    expect(scenarios[0]?.clients?.map(({ name, client }) => [name, client.kind])).toEqual([
      ["curl", "command"],
      ["app", "request"],
    ]);
  });

  test.each([
    ["a single one", { a: request }, "expected at least two clients by name"],
    ["a name that is no kebab-case", { "My App": request, b: request }, "expected a name in kebab-case"],
    ["two kinds in one", { a: { ...request, command: ["x"] }, b: request }, "a client is exactly one of"],
  ])("are refused with %s", async (_what, clients, message) => {
    expect(await messagesOf(aDocument({ client: undefined, clients }))).toEqual([expect.stringContaining(message)]);
  });

  test("share an expectation that may use only what all of them save", async () => {
    const saving = { request: { path: "/a", save: { id: "/id" } } };
    const expectation = { status: 200, body: { id: "${id}" } };
    const document = (clients: object) => aDocument({ client: undefined, clients, expect: expectation });

    expect(await messagesOf(document({ a: saving, b: saving }))).toEqual([]);
    expect(await messagesOf(document({ a: saving, b: request }))).toEqual([
      expect.stringContaining('unknown variable "id"'),
    ]);
  });

  test("give claims the request that their trials change", async () => {
    const document = aDocument({ client: undefined, clients: { a: request, b: request }, claims: [aClaim()] });

    expect(await messagesOf(document)).toEqual([]);
  });
});

describe("status and verdicts.live", () => {
  test("a status other than open-bug is refused", async () => {
    expect(await messagesOf(aDocument({ status: "wip" }))).toEqual([
      expect.stringContaining('expected open-bug, found "wip"'),
    ]);
  });

  test("a live verdict can be pinned beside those of the contracts", async () => {
    const claim = aClaim({ verdicts: { published: "holds", live: "refuted" } });
    const { scenarios, problems } = await loadText(aDocument({ claims: [claim] }));

    expect(problems).toEqual([]);
    expect(scenarios[0]?.claims[0]?.verdicts).toEqual({ published: "holds", live: "refuted" });
  });

  test("an experiment cannot be pinned to undecided on the real API either", async () => {
    const claim = aClaim({ verdicts: { published: "holds", live: "undecided" } });

    expect(await problemsOf(aDocument({ claims: [claim] }))).toEqual([
      expect.stringContaining("an experiment is pinned to holds or refuted"),
    ]);
  });
});
