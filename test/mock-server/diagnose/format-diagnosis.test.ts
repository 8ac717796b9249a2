import { describe, expect, test } from "vitest";
import { formatDiagnosis } from "#mock-server/diagnose/format-diagnosis.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aLaunch, diagnose } from "#test/helpers/a-diagnosis.ts";

const flowId = knownIds.publishedFlow;

describe("formatDiagnosis", () => {
  test("begins with the cause, and ends with the other contract and the assumptions", async () => {
    const headers = [
      ["Authorization", "Bearer <token>"],
      ["Content-Type", "application/json"],
    ] as const;
    const diagnosis = await diagnose(aLaunch({ flowId, context: {} }, { headers }), { lenient: {} });
    const lines = formatDiagnosis(diagnosis).split("\n");
    expect(lines[0]).toBe("Refused (400 invalid.property): body.context: expected the property inputData,");
    expect(lines).toContain("  - body.context -> body.inputData");
    expect(lines.slice(-2)).toEqual([
      "The contract thread answers the request as it was sent with 400 bad_request.",
      "Assumed: The token is valid and has every right.",
    ]);
  });

  test("lists several problems, each with its place, what was expected and found, and what to do", async () => {
    const text = formatDiagnosis(await diagnose(aLaunch({ flow_id: flowId, name: 5 })));
    expect(text).toContain(
      [
        "1. body.flow_id  [wrong-name, invalid.property]",
        "   expected the property flowId",
        '   found    the unknown property "flow_id"',
        "   -> Call it flowId.",
        "2. body.name  [wrong-type, bad.request]",
      ].join("\n"),
    );
  });

  test("keeps to 80 columns but for the curl line, and fits one screen", async () => {
    const text = formatDiagnosis(await diagnose(aLaunch({ flow_id: flowId, context: [{ name: "a", value: 1 }] })));
    const [before = ""] = text.split("\ncurl ");
    expect(before.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(text.split("\n").length).toBeLessThan(50);
  });

  test("shows no token, no control characters and no end of problems", async () => {
    const names = Object.fromEntries(Array.from({ length: 30 }, (_, count) => [`zebra\u001b[2J${count}`, 1]));
    const text = formatDiagnosis(await diagnose(aLaunch({ flowId, ...names })));
    expect(text).toContain("  and 22 more");
    expect(text).not.toContain("\u001b");
    expect(text).not.toContain(knownTokens.fullAccess);
  });

  test("says only that a right request is accepted", async () => {
    const text = formatDiagnosis(await diagnose(aLaunch({ flowId })));
    expect(text.split("\n")[0]).toBe("Accepted (200) under the contract published.");
    expect(text).not.toContain("curl");
  });
});
