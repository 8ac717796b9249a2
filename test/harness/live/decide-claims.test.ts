import { describe, expect, test } from "vitest";
import { aStandIn, runLive } from "./run-live.ts";

const launchPath = "/api/v2/flows/executions";

describe("claims", () => {
  const claim = (effect: string) => `id: claims
title: What a launch may hold
effect: ${effect}
base: { method: POST, path: ${launchPath}, body: { flowId: "\${publishedFlow}" } }
claims:
  - claim: an unknown property is refused
    by: answer
    control: {}
    variation: { body: { flowId: "\${publishedFlow}", context: {} } }
    claimed: { status: 400 }
    verdicts: { published: holds }
`;

  test("end with 5 where a trial does more than the scenario says", async () => {
    const standIn = await aStandIn();
    const { exitCode } = await runLive({ a: claim("reads") }, standIn, { args: { allow: "launches" } });

    expect(exitCode).toBe(5);
    expect(standIn.requests().filter(({ path }) => path === launchPath)).toEqual([]);
  });

  test("that the real API decides as no contract does are drift", async () => {
    const standIn = await aStandIn({ ignoreUnknownProperties: true });
    const { exitCode, report } = await runLive({ a: claim("launches") }, standIn, { args: { allow: "launches" } });

    expect(report.scenarios[0]?.claims).toMatchObject([{ verdicts: { published: "holds", live: "refuted" } }]);
    expect(report.summary.warnings).toEqual([
      expect.stringContaining("refuted on the real API, holds under published"),
    ]);
    expect(exitCode).toBe(4);
  });

  test("are not decided by a server that is down, and keep what the mock says", async () => {
    const standIn = await aStandIn({ status: { match: `POST ${launchPath}`, status: 503 } });
    const { exitCode, report } = await runLive({ a: claim("launches") }, standIn, { args: { allow: "launches" } });

    expect(report.scenarios[0]?.claims).toMatchObject([
      { verdicts: { published: "holds" }, notRunLive: expect.stringContaining("answered 503, which decides nothing") },
    ]);
    expect(exitCode).toBe(3);
  });
});
