import { describe, expect, test } from "vitest";
import type { RunToken } from "#harness/compare/drift/cause/cause-context.ts";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";
import { compareRuns } from "#test/harness/compare/drift/compare-runs.ts";

const own: RunToken = { value: "of-the-run", source: "GENESYSCLOUD_ACCESS_TOKEN", isLogin: false };
const call = (status: number, token: string) =>
  buildExchange({ path: "/api/v2/a", headers: [["authorization", `bearer ${token}`]], response: { status, json: {} } });
const kinds = (mock: number, token: string, options: { readonly token?: RunToken } = { token: own }) =>
  compareRuns([call(mock, "of-the-mock")], [call(401, token)], options).drift.map(({ cause }) => cause?.kind);

describe("a 401 of the real API", () => {
  test("is for the token of the run where the mock accepts the call", () => {
    expect(kinds(200, "of-the-run")).toEqual(["token"]);
  });

  test("is no circumstance where the mock refuses it, or it was made with another token, or with none of the run's", () => {
    expect(kinds(404, "of-the-run")).not.toContain("token");
    expect(kinds(200, "of-its-own")).toEqual([undefined]);
    expect(kinds(200, "of-the-run", {})).toEqual([undefined]);
  });
});
