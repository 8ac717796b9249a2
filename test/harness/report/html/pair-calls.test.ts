import { describe, expect, test } from "vitest";
import { type CallPair, pairCalls } from "#harness/report/html/pair-calls.ts";
import { anExchange } from "#test/harness/report/builders.ts";

const call = (path: string) => anExchange(200, "", { path });
const calls = (paths: string) => paths.split(" ").map(call);

describe("pairCalls", () => {
  test("puts the same calls beside each other, ids and queries aside", () => {
    expect(
      show(
        pairCalls(
          [call("/users/5f7e0e2c-0000-4000-8000-000000000001?x=1")],
          [call("/users/c91b1e44-0000-4000-8000-00000000000f")],
        ),
      ),
    ).toEqual(["/users/5f7e0e2c-0000-4000-8000-000000000001?x=1 | /users/c91b1e44-0000-4000-8000-00000000000f"]);
  });

  test("leaves a gap where only one side made a call", () => {
    expect(show(pairCalls(calls("/a /b /c"), calls("/a /c")))).toEqual(["/a | /a", "/b | -", "/c | /c"]);
    expect(show(pairCalls(calls("/a /c"), calls("/a /b /c /d")))).toEqual(["/a | /a", "- | /b", "/c | /c", "- | /d"]);
    expect(show(pairCalls(calls("/a /b"), calls("/b /a")))).toEqual(["/a | -", "/b | /b", "- | /a"]);
    expect(show(pairCalls([], calls("/a")))).toEqual(["- | /a"]);
  });
});

function show(pairs: readonly CallPair[]): string[] {
  return pairs.map(({ mock, real }) => `${mock?.request.path ?? "-"} | ${real?.request.path ?? "-"}`);
}
