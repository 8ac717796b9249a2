// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold references as scenarios write them
import { describe, expect, test } from "vitest";
import { aClaim, aDocument, messagesOf, problemsOf } from "#test/harness/scenario/load-text.ts";

const launch = { path: "/api/v2/flows/executions", method: "POST", save: { executionId: "/id" } };
const read = { path: "/api/v2/flows/executions/${executionId}" };

describe("checkVariables", () => {
  test("points at the text with an unknown name and names the nearest", async () => {
    const text =
      "id: a\ntitle: x\nclient:\n  request:\n    path: /a\n    body:\n      flowId: ${publishdFlow}\nexpect: { status: 200 }\n";

    expect(await problemsOf(text)).toEqual(['7:15: unknown variable "publishdFlow", did you mean "publishedFlow"?']);
  });

  test("says how to declare a name or to write the text itself", async () => {
    expect(await messagesOf(aDocument({ client: { command: ["echo", "${HOME}"] } }))).toEqual([
      'unknown variable "HOME"; declare it under "variables", or write "$${" for a literal "${"',
    ]);
  });

  test.each([
    ["given", { given: { flows: [{ id: "${nope}" }] } }],
    ["the base", { base: { path: "/${nope}" } }],
    ["the client's headers", { client: { request: { path: "/", headers: { A: "${nope}" } } } }],
    ["a module's input", { client: { module: { path: "./client.ts", input: ["${nope}"] } } }],
    ["a command's stdin", { client: { command: { argv: ["a"], stdin: "${nope}" } } }],
    ["the expectation", { expect: { body: { $oneOf: ["${nope}"] } } }],
    ["the reported body", { reported: { body: "${nope}" } }],
    ["a trial", { claims: [aClaim({ variation: { body: "${nope}" } })] }],
    ["a trial's token", { claims: [aClaim({ variation: { token: { value: "${nope}" } } })] }],
    ["a trial's client", { claims: [aClaim({ variation: { client: { request: { path: "/${nope}" } } } })] }],
    ["a claimed answer", { claims: [aClaim({ claimed: { body: "${nope}" } })] }],
    ["another variable", { variables: { a: ["${nope}"] } }],
    ["another variable's live value", { variables: { a: { mock: 1, live: "${nope}" } } }],
  ])("looks into %s", async (_where, changes) => {
    expect(await messagesOf(aDocument(changes))).toEqual([expect.stringContaining('unknown variable "nope"')]);
  });

  test("leaves prose and escapes alone", async () => {
    const document = aDocument({ title: "about ${nope}", client: { request: { path: "/", body: "$${nope}" } } });

    expect(await messagesOf(document)).toEqual([]);
  });

  test("knows declared, built-in and dotted names", async () => {
    const document = aDocument({
      variables: { flow: "${publishedFlow}", "my.user": { mock: "${activeUser}", live: "${env.USER_ID}" } },
      client: { request: { path: "/${flow}/${my.user}/${baseUrl}" } },
    });

    expect(await messagesOf(document)).toEqual([]);
  });

  test("lets a variable use those above it only", async () => {
    const variables = { a: "${b}", b: "${a}", c: "${c}" };

    expect(await messagesOf(aDocument({ variables }))).toEqual([
      'the variable "b" has no value here yet; use it below the place where it is declared or saved',
      'the variable "c" has no value here yet; use it below the place where it is declared or saved',
    ]);
  });

  test.each([
    ["a plain value", { variables: { a: "${env.A}" } }],
    ["the value for the mock", { variables: { a: { mock: "${env.A}", live: 1 } } }],
    ["a request", { client: { request: { path: "/${env.A}" } } }],
  ])("refuses an environment variable in %s", async (_where, changes) => {
    expect(await messagesOf(aDocument(changes))).toEqual([
      '"env.A" can be used only in the live value of a variable; declare one with "mock" and "live"',
    ]);
  });

  test("reports a misspelt target", async () => {
    expect(await messagesOf(aDocument({ variables: { a: { mock: 1, lvie: 2 } } }))).toEqual([
      'unknown key "lvie" beside "mock", did you mean "live"?',
    ]);
  });

  test("takes an object with other keys as a plain value", async () => {
    expect(await messagesOf(aDocument({ variables: { a: { mock: 1, other: 2 }, b: {} } }))).toEqual([]);
  });

  test("gives a saved name to later steps and to the expectation", async () => {
    const document = aDocument({
      client: { requests: [launch, read] },
      expect: { state: { get: read.path, is: { id: "${executionId}" }, within: "5s" } },
    });

    expect(await messagesOf(document)).toEqual([]);
  });

  test.each([
    ["the step that saves it", [{ ...launch, body: { id: "${executionId}" } }]],
    ["an earlier step", [read, launch]],
  ])("reports a saved name in %s", async (_where, requests) => {
    expect(await messagesOf(aDocument({ client: { requests } }))).toEqual([
      'the variable "executionId" has no value here yet; use it below the place where it is declared or saved',
    ]);
  });

  test("does not give a client's saved names to claims", async () => {
    const claims = [aClaim({ variation: { path: read.path } })];

    expect(await messagesOf(aDocument({ client: { request: launch }, claims }))).toEqual([
      expect.stringContaining('unknown variable "executionId"'),
    ]);
  });

  test("gives names that all of a claim's clients save to the claimed answer", async () => {
    const claimed = { body: { id: "${executionId}" } };
    const control = { client: { requests: [launch, read] } };
    const variation = { client: { requests: [{ ...launch, body: {} }, read] } };

    expect(await messagesOf(aDocument({ claims: [aClaim({ control, variation, claimed })] }))).toEqual([]);
    expect(await messagesOf(aDocument({ claims: [aClaim({ control, claimed })] }))).toEqual([
      expect.stringContaining('unknown variable "executionId"'),
    ]);
  });

  test.each([
    ["built-in", "activeUser"],
    ["declared", "mine"],
  ])("reports a saved name that hides a %s one, at its key", async (kind, name) => {
    const text = [
      "id: a",
      "title: x",
      "variables: { mine: 1 }",
      "client:",
      "  request:",
      "    path: /a",
      "    save:",
      `      ${name}: /id`,
      "expect: { status: 200 }",
    ].join("\n");

    expect(await problemsOf(text)).toEqual([
      `8:7: "${name}" is a ${kind} variable already; save the value under another name`,
    ]);
  });

  test("reports a variable in a key, where it would not be filled in", async () => {
    const client = { request: { path: "/", body: [{ "${activeUser}": 1 }] } };

    expect(await messagesOf(aDocument({ client }))).toEqual([
      'the key "${activeUser}" holds a variable, but only values are filled in; write the key out',
    ]);
  });

  test("says nothing of names whose declarations stand under a misspelt key", async () => {
    const client = { request: { path: "/${mine}" } };

    expect(await messagesOf(aDocument({ varables: { mine: 1 }, client }))).toEqual([
      'unknown key "varables", did you mean "variables"?',
    ]);
  });
});
