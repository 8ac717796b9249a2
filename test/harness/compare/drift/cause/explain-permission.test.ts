import { describe, expect, test } from "vitest";
import { answered, compareRuns, noFacts } from "#test/harness/compare/drift/compare-runs.ts";

const path = "/api/v2/flows";

/** The difference between a mock that answers 200 and a real API that answers 403 with this body. */
function refused(body: object, permissions?: string) {
  const facts = { ...noFacts, permissions: () => permissions };
  return compareRuns([answered({}, { path })], [answered(body, { path, status: 403 })], { facts }).drift[0];
}

describe("a 403 of the real API where the mock answers 200", () => {
  test.each<[body: object, says: string]>([
    [
      {
        code: "missing.permissions",
        message:
          "Unable to perform the requested action. You are missing the following permission(s): architect:flow:view",
      },
      "lacks the permission architect:flow:view",
    ],
    [
      {
        code: "missing.any.permissions",
        message:
          "You must have at least one of the following permissions assigned: [processautomation:trigger:edit, processautomation:trigger:view]",
      },
      "lacks any of the permissions processautomation:trigger:edit, processautomation:trigger:view",
    ],
    [
      { code: "missing.permissions", messageParams: { permissions: "[a:b:view, c:d:*]" } },
      "lacks the permissions a:b:view, c:d:*",
    ],
    [
      { code: "missing.division.permission", message: "architect:flow:view" },
      "lacks the permission architect:flow:view in the division of what it asks for",
    ],
  ])("names what is missing: %o", (body, says) => {
    expect(refused(body)).toMatchObject({
      at: "/status",
      message: expect.stringMatching(new RegExp(`; the token of the real leg ${says.replaceAll("*", "\\*")}$`)),
      cause: { kind: "permission", advice: expect.stringContaining("a role with") },
    });
  });

  test.each([
    [undefined, "most likely it lacks a permission, which the answer does not name"],
    ["architect:flow:view", "which the answer does not name; by the contract this call needs architect:flow:view"],
  ])("names what the contract wants where the answer names nothing: %s", (permissions, says) => {
    const body = { code: "not.authorized", message: "You are not authorized: at 10:30:00 see https://a:b:c" };
    expect(refused(body, permissions)?.cause?.reason).toMatch(new RegExp(`${says}$`));
  });

  test.each([
    ["the mock refuses, too", 400, 403],
    ["both answer 403", 403, 403],
    ["the real API answers 401", 200, 401],
  ])("is no lack of rights where %s", (_what, mock, real) => {
    const { drift } = compareRuns([answered({}, { status: mock })], [answered({}, { status: real })]);
    expect(drift.filter(({ cause }) => cause !== undefined)).toEqual([]);
  });

  test("is nothing to explain where a tolerance allows it", () => {
    const tolerate = [{ at: "/status", may: "differ", why: "known", until: "2024-12-31", pointer: "" }] as const;
    expect(compareRuns([answered({})], [answered({}, { status: 403 })], { tolerate }).drift).toEqual([]);
  });
});
