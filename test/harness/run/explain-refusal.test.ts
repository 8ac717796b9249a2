import { describe, expect, test } from "vitest";
import { explainRefusal } from "#harness/run/explain-refusal.ts";
import type { ClientRun } from "#harness/run/run-client.ts";
import type { Leg } from "#harness/run/run-event.ts";

const explanation = { cause: "Refused.", changes: ["body.a left out"], corrected: "GET /" };

function anExchange(status: number): ClientRun["exchanges"][number] {
  const request = { method: "GET", path: "/", headers: [], body: Buffer.alloc(0) };
  const response = { status, headers: [], body: Buffer.alloc(0) };
  return { startedAt: "2026-03-02T09:30:00.000Z", durationMs: 1, request, response };
}

function aRun(status: number, parts: Partial<ClientRun> = {}): ClientRun {
  const base = { exchanges: [anExchange(status)], variables: {}, saved: {}, reads: [], cleanUp: [] };
  return { ...base, explain: async () => explanation, ...parts };
}

function aLeg(at: string): Leg {
  const difference = { at, expected: 200, found: 400, message: "another status", line: 1, column: 1 };
  return {
    target: "mock",
    side: "mock",
    contract: "published",
    status: "failed",
    differences: [difference],
    exchanges: [],
  };
}

describe("explainRefusal", () => {
  test("explains a last call that was refused where another status was expected", async () => {
    expect(await explainRefusal(aLeg("/status"), aRun(400))).toEqual({ diagnosis: explanation });
  });

  test("has nothing to say of another difference, of a call that was accepted, or of a server's error", async () => {
    expect(await explainRefusal(aLeg("/body/code"), aRun(400))).toEqual({});
    expect(await explainRefusal(aLeg("/status"), aRun(200))).toEqual({});
    expect(await explainRefusal(aLeg("/status"), aRun(503))).toEqual({});
    expect(await explainRefusal({ ...aLeg("/status"), status: "passed" }, aRun(400))).toEqual({});
  });

  test("explains a refusal that a client gave up on, unless the scenario expects it", async () => {
    const thrown: Leg = { ...aLeg("/status"), status: "error", differences: [], error: "HTTP 415" };
    expect(await explainRefusal(thrown, aRun(415), { status: 200 })).toEqual({ diagnosis: explanation });
    expect(await explainRefusal(aLeg("/result/exitCode"), aRun(415))).toEqual({ diagnosis: explanation });
    expect(await explainRefusal(thrown, aRun(415), { status: 415 })).toEqual({});
    expect(await explainRefusal({ ...thrown, status: "passed" }, aRun(415))).toEqual({});
  });

  test("goes without an explanation where the target has none, or fails to give it", async () => {
    const { explain: _, ...silent } = aRun(400);
    expect(await explainRefusal(aLeg("/status"), silent)).toEqual({});
    const broken = aRun(400, { explain: () => Promise.reject(new Error("broken")) });
    expect(await explainRefusal(aLeg("/status"), broken)).toEqual({});
  });
});
