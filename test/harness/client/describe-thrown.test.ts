import { describe, expect, test } from "vitest";
import { describeThrown } from "#harness/client/describe-thrown.mjs";

function anError(message: string, stack: string, options?: ErrorOptions): Error {
  return Object.assign(new Error(message, options), { stack });
}

describe("describeThrown", () => {
  test("shows the first three places that are the module's own", () => {
    const stack = [
      "Error: boom",
      "    at read (node:fs:1:1)",
      "    at send (/app/node_modules/sdk/index.js:1:1)",
      "    at first (/app/client.ts:1:1)",
      "    at new Promise (<anonymous>)",
      "    at <anonymous> (/app/client.ts:2:2)",
      "    at async third (file:///app/client.ts:3:3)",
      "    at fourth (/app/client.ts:4:4)",
    ].join("\n");
    expect(describeThrown(anError("boom", stack))).toBe(
      [
        "Error: boom",
        "    at first (/app/client.ts:1:1)",
        "    at <anonymous> (/app/client.ts:2:2)",
        "    at async third (file:///app/client.ts:3:3)",
      ].join("\n"),
    );
  });

  test("shows the causes, and a code where there is no message", () => {
    const refused = Object.assign(anError("", ""), { code: "ECONNREFUSED" });
    const failed = anError("fetch failed", "", { cause: refused });
    expect(describeThrown(failed)).toBe("Error: fetch failed\ncaused by Error: ECONNREFUSED");
    expect(describeThrown(anError("", "", { cause: null }))).toBe("Error: no message\ncaused by null");
  });

  test("ends with the fourth of causes that go on for ever", () => {
    const error = anError("round", "");
    error.cause = error;
    expect(describeThrown(error).split("\n")).toEqual(["Error: round", ...Array(3).fill("caused by Error: round")]);
  });

  test.each([
    ["text", "'text'"],
    [undefined, "undefined"],
    [{ code: 1, deep: { deeper: { deepest: {} } } }, "{ code: 1, deep: { deeper: { deepest: {} } } }"],
  ])("shows what is no error: %j", (thrown, text) => {
    expect(describeThrown(thrown)).toBe(text);
  });
});
