import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { callModule } from "#harness/client/call-module.mjs";

function aJob(file: string, name: string) {
  const path = fileURLToPath(new URL(`../../fixtures/clients/${file}`, import.meta.url));
  return { path, export: name, argument: { input: 1 } };
}

describe("callModule", () => {
  test("calls the exported function with the argument", async () => {
    const answer = await callModule(aJob("plain.js", "run"));
    expect(answer).toEqual({ kind: "returned", value: { kind: "ESM", input: 1 } });
  });

  test("finds what a CommonJS module exports", async () => {
    const answer = await callModule(aJob("common.cjs", "run"));
    expect(answer).toEqual({ kind: "returned", value: { kind: "CommonJS", input: 1, here: true } });
  });

  test("names the exports where the wanted one is missing", async () => {
    const answer = await callModule(aJob("plain.js", "start"));
    expect(answer).toEqual({
      kind: "failed",
      error: 'expected a function that is exported as "start", but it exports run',
    });
  });

  test("says what is exported where it is no function", async () => {
    const answer = await callModule(aJob("modules.ts", "notFunction"));
    expect(answer).toEqual({
      kind: "failed",
      error: 'expected a function that is exported as "notFunction", but it is number',
    });
  });

  test("says what the function threw", async () => {
    const answer = await callModule(aJob("modules.ts", "throwText"));
    expect(answer).toEqual({ kind: "failed", error: "the function threw 'just a text'" });
  });

  test("says that the module cannot be loaded", async () => {
    const answer = await callModule(aJob("broken.ts", "run"));
    expect(answer).toMatchObject({ kind: "failed", error: expect.stringContaining("the module is broken") });
  });
});
