import { describe, expect, test } from "vitest";
import { aClaim, aDocument, messagesOf, problemsOf } from "#test/harness/scenario/load-text.ts";

describe("checkModules", () => {
  test("points at the path of a module that is not there and names the nearest file", async () => {
    const text = "id: a\ntitle: x\nclient:\n  module:\n    path: ./clinet.ts\nexpect: { result: 1 }\n";

    expect(await problemsOf(text)).toEqual([
      '5:11: expected a module file, found none at "./clinet.ts"; did you mean "client.ts"?',
    ]);
  });

  test("says what paths are relative to when nothing is near", async () => {
    expect(await messagesOf(aDocument({ client: { module: "./far/away.ts" } }))).toEqual([
      'expected a module file, found none at "./far/away.ts"; paths are relative to the scenario file',
    ]);
  });

  test("refuses a folder", async () => {
    expect(await messagesOf(aDocument({ client: { module: "." } }))).toEqual([
      expect.stringContaining("expected a module file"),
    ]);
  });

  test("looks into the clients of trials", async () => {
    const variation = { client: { module: "./none-such.js" } };

    expect(await messagesOf(aDocument({ claims: [aClaim({ variation })] }))).toEqual([
      expect.stringContaining('found none at "./none-such.js"'),
    ]);
  });
});
