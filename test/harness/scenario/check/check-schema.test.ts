import { describe, expect, test } from "vitest";
import { checkSchema } from "#harness/scenario/check/check-schema.ts";
import { aClaim, aDocument, messagesOf, problemsOf } from "#test/harness/scenario/load-text.ts";

describe("checkSchema", () => {
  test("accepts a document and gives it with its type", async () => {
    const { findings, document } = await checkSchema(aDocument());

    expect(findings).toEqual([]);
    expect(document?.title).toBe("A scenario");
  });

  test("names the nearest key for an unknown one, with the place of the key", async () => {
    const text = "id: a\ntitle: x\nclient:\n  request: { path: /a }\nexpct: { status: 200 }\n";

    expect(await problemsOf(text)).toEqual(['5:1: unknown key "expct", did you mean "expect"?']);
  });

  test("names the possible keys when none is near", async () => {
    const text = "id: a\ntitle: x\nclient:\n  request: { path: /a }\nexpect:\n  colour: red\n  status: 200\n";

    expect(await problemsOf(text)).toEqual([
      '6:3: unknown key "colour"; possible here: status, headers, body, calls, noCalls, result, state, published, thread',
    ]);
  });

  test.each([
    ["given.tokn", { given: { tokn: "none" } }, 'unknown key "tokn", did you mean "token"?'],
    ["a grant's key", { given: { token: { scope: [] } } }, 'unknown key "scope", did you mean "scopes"?'],
    [
      "a step's key",
      { client: { request: { path: "/", mehtod: "GET" } } },
      'unknown key "mehtod", did you mean "method"?',
    ],
    [
      "a module's key",
      { client: { module: { path: "./client.ts", exports: "x" } } },
      'unknown key "exports", did you mean "export"?',
    ],
    [
      "a command's key",
      { client: { command: { argv: ["a"], stdn: "" } } },
      'unknown key "stdn", did you mean "stdin"?',
    ],
    ["a call's key", { expect: { calls: [{ paht: "/" }] } }, 'unknown key "paht", did you mean "path"?'],
    [
      "a state's key",
      { expect: { state: { get: "/", is: 1, withn: 1, within: 1 } } },
      'unknown key "withn", did you mean "within"?',
    ],
    [
      "a contract's name",
      { expect: { publishd: { status: 200 } } },
      'unknown key "publishd", did you mean "published"?',
    ],
    ["a claim's key", { claims: [aClaim({ verdcts: {} })] }, 'unknown key "verdcts", did you mean "verdicts"?'],
    ["a trial's key", { claims: [aClaim({ control: { tokn: "none" } })] }, 'unknown key "tokn", did you mean "token"?'],
    ["save in a trial", { claims: [aClaim({ control: { save: {} } })] }, 'unknown key "save"; possible here: method,'],
    ["save in the base", { base: { path: "/", save: {} } }, 'unknown key "save"; possible here: method,'],
  ])("finds %s misspelt or misplaced", async (_what, changes, message) => {
    expect(await messagesOf(aDocument(changes))).toEqual([expect.stringContaining(message)]);
  });

  test("reports a contract beside keys that are none", async () => {
    const messages = await messagesOf(aDocument({ expect: { status: 200, thread: { status: 400 } } }));

    expect(messages).toEqual([
      '"thread" is a contract and stands beside keys that are none; key everything by contract, or nothing',
    ]);
  });

  test.each([
    ["a missing id", { id: undefined }, 'the required key "id" is missing; add it'],
    ["a missing title", { title: undefined }, 'the required key "title" is missing; add it'],
    ["an id that is not kebab-case", { id: "Launch_1" }, 'such as launch-with-unknown-property, found "Launch_1"'],
    ["an id that is a number", { id: 5 }, "found the number 5"],
    ["an empty title", { title: "" }, 'expected a text that is not empty, found ""'],
    [
      "an unknown contract",
      { contract: "publishd" },
      'expected published or thread, found "publishd", did you mean "published"?',
    ],
    ["an unknown contract in a list", { contract: ["published", "both"] }, "expected published or thread"],
    ["no contract", { contract: [] }, "expected at least one entry, found an empty list"],
    ["a contract twice", { contract: ["thread", "thread"] }, "expected each entry once"],
    ["an unknown effect", { effect: "read" }, 'found "read", did you mean "reads"?'],
    ["an unknown word for no token", { given: { token: "no" } }, "expected none, or an object such as"],
    ["a flow without id", { given: { flows: [{ name: "x" }] } }, 'the required key "id" is missing'],
    ["a user without id", { given: { users: [{}] } }, 'the required key "id" is missing'],
    ["a fault that is a text", { given: { faults: ["slow"] } }, 'expected an object, found "slow"'],
    [
      "a setting that is a list",
      { given: { settings: { a: [] } } },
      "expected a text or a number, found an empty list",
    ],
    ["a given that is left empty", { given: null }, "expected an object, found nothing"],
    ["a variable with live only", { variables: { a: { live: 1 } } }, 'the required key "mock" is missing'],
    ["a variable's name with a space", { variables: { "a b": 1 } }, "expected a variable name of letters"],
    ["a variable's name that starts with env.", { variables: { "env.A": 1 } }, "expected a variable name of letters"],
    ["a path without slash", { client: { request: { path: "api" } } }, "expected a path that starts with /"],
    ["a step without path", { client: { request: {} } }, 'the required key "path" is missing'],
    ["a method with a space", { client: { request: { path: "/", method: "GET /" } } }, "expected an HTTP method"],
    [
      "a header that is a number",
      { client: { request: { path: "/", headers: { A: 5 } } } },
      "(quote a number) or null",
    ],
    [
      "a header's name with a colon",
      { client: { request: { path: "/", headers: { "A:": "x" } } } },
      "a header name of",
    ],
    ["a form field that is a number", { client: { request: { path: "/", form: { a: 1 } } } }, "expected a text (quote"],
    [
      "a saved pointer without slash",
      { client: { request: { path: "/", save: { a: "id" } } } },
      "expected a JSON pointer",
    ],
    ["no requests", { client: { requests: [] } }, "expected at least one entry"],
    ["a command that is a text", { client: { command: "curl /" } }, "expected the program and its arguments as a list"],
    [
      "a command with a number",
      { client: { command: ["sleep", 1] } },
      "expected a text (quote a number), found the number 1",
    ],
    [
      "a status that is a text",
      { expect: { status: "400" } },
      "expected an HTTP status such as 400 (a number, not a text)",
    ],
    [
      "a status out of range",
      { expect: { status: 42 } },
      "expected an HTTP status from 100 to 599, found the number 42",
    ],
    [
      "a status that is an object",
      { expect: { status: { oneOf: [1] } } },
      "expected a matcher, whose key starts with $",
    ],
    ["expected headers without any", { expect: { headers: {} } }, "expected at least one key"],
    ["a matcher for all headers", { expect: { headers: { $any: true } } }, "expected names of headers"],
    ["an expected header that is a list", { expect: { headers: { A: [] } } }, "expected a text, a number or a matcher"],
    ["calls without any", { expect: { calls: [] } }, "expected at least one entry"],
    ["noCalls without any", { expect: { noCalls: [] } }, "expected at least one entry"],
    ["noCalls that is false", { expect: { noCalls: false } }, "expected true, or a list of calls"],
    ["a state without an end", { expect: { state: { get: "/", is: 1 } } }, 'the required key "within" is missing'],
    [
      "a duration with another unit",
      { expect: { state: { get: "/", is: 1, within: "1h" } } },
      "such as 500ms, 5s or 2m",
    ],
    [
      "a duration of nothing",
      { expect: { state: { get: "/", is: 1, within: "0s" } } },
      "expected a duration above zero",
    ],
    ["a negative duration", { expect: { state: { get: "/", is: 1, within: -1 } } }, "a number of seconds above zero"],
    ["a reported status out of range", { reported: { status: 9 } }, "expected a number of at least 100"],
    ["no claims", { claims: [] }, "expected at least one entry"],
    ["a claim by nobody known", { claims: [aClaim({ by: "me" })] }, 'expected asker or answer, found "me"'],
    ["a claim without words", { claims: [aClaim({ claim: undefined })] }, 'the required key "claim" is missing'],
    ["an unknown verdict", { claims: [aClaim({ verdicts: { published: "hold" } })] }, 'did you mean "holds"?'],
    [
      "a verdict for an unknown contract",
      { claims: [aClaim({ verdicts: { published: "holds", thred: "holds" } })] },
      'did you mean "thread"?',
    ],
    [
      "no refused trial",
      { claims: [{ claim: "c", by: "asker", accepted: [{}], refused: [], verdicts: { published: "holds" } }] },
      "expected at least one entry",
    ],
  ])("refuses %s", async (_what, changes, message) => {
    expect(await messagesOf(aDocument(changes))).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ["a list", [aDocument()]],
    ["a text", "just text"],
    ["nothing", "# to do\n"],
  ])("refuses a document that is %s", async (_what, content) => {
    expect(await problemsOf(content)).toEqual([
      expect.stringMatching(/^1:\d+: expected a scenario with at least "id"/),
    ]);
  });
});
