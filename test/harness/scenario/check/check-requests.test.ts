import { describe, expect, test } from "vitest";
import { aClaim, aDocument, messagesOf, problemsOf } from "#test/harness/scenario/load-text.ts";

describe("checkRequests", () => {
  test("reports a client without code under test", async () => {
    expect(await messagesOf(aDocument({ client: {} }))).toEqual([
      "expected exactly one of request, requests, module, command in the client, found none; add the code under test",
    ]);
  });

  test("reports each further kind of client at its key", async () => {
    const text = "id: a\ntitle: x\nclient:\n  command: [curl]\n  request: { path: /a }\nexpect: { status: 200 }\n";

    expect(await problemsOf(text)).toEqual([
      '4:3: a client is exactly one of request, requests, module, command, found both "request" and "command"; keep one of the two',
    ]);
  });

  test("reports two bodies at the second, wherever a request stands", async () => {
    const twice = { path: "/", body: {}, form: {} };
    const trial = { body: {}, rawBody: "x" };
    const document = aDocument({
      base: twice,
      client: { requests: [{ path: "/" }, twice] },
      claims: [aClaim({ control: { client: { request: twice } }, variation: trial })],
    });

    expect(await messagesOf(document)).toEqual([
      expect.stringContaining('at most one of body, rawBody, form, found both "body" and "form"'),
      expect.stringContaining('"body" and "form"'),
      expect.stringContaining('"body" and "form"'),
      expect.stringContaining('"body" and "rawBody"'),
    ]);
  });

  test("reports a trial that has a client and changes the base", async () => {
    const variation = { client: { request: { path: "/x" } }, method: "PUT" };

    expect(await messagesOf(aDocument({ claims: [aClaim({ variation })] }))).toEqual([
      '"method" changes the base request, but the trial has a client of its own; keep one of the two',
    ]);
  });

  test("reports a token that is given twice", async () => {
    const variation = { token: "none", given: { token: { permissions: [] } } };

    expect(await messagesOf(aDocument({ claims: [aClaim({ variation })] }))).toEqual([
      '"token" is short for "given.token", found both; keep one of the two',
    ]);
  });
});
