import type { DriftItem } from "#harness/compare/drift/drift.ts";
import type { WireComparison } from "#harness/compare/wire/wire-difference.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { Output } from "#harness/report/reporter.ts";
import type {
  ClaimResult,
  Comparison,
  IdleTolerance,
  Leg,
  PlacedDifference,
  RunEvent,
  RunPlan,
  RunResult,
  ScenarioResult,
} from "#harness/run/run-event.ts";

/** A passed scenario without legs and claims, changed by what a test gives. */
export function aScenario(changes: Partial<ScenarioResult> = {}): ScenarioResult {
  return {
    id: "launch",
    title: "A launch",
    file: "scenarios/launch.scenario.yaml",
    line: 2,
    status: "passed",
    tags: [],
    durationMs: 12,
    legs: [],
    comparisons: [],
    wire: [],
    claims: [],
    ...changes,
  };
}

export function aLeg(changes: Partial<Leg> = {}): Leg {
  return {
    target: "mock",
    side: "mock",
    contract: "published",
    status: "passed",
    differences: [],
    exchanges: [],
    ...changes,
  };
}

/** A leg on the real API. */
export function aRealLeg(changes: Partial<Leg> = {}): Leg {
  return aLeg({ target: "live", side: "real", ...changes });
}

/** Two sides that agree. */
export function aComparison(changes: Partial<Comparison> = {}): Comparison {
  return {
    contract: "published",
    verdict: "agree",
    why: "both sides pass and say the same",
    drift: [],
    undecided: [],
    tolerated: [],
    idleTolerances: [],
    ...changes,
  };
}

/** Only the mock was seen to send a property, and only in some elements. */
export function anUndecided(changes: Partial<DriftItem> = {}): DriftItem {
  return {
    at: "/body/entities/3/manager",
    kind: "property",
    call: "GET /api/v2/users?pageNumber=1",
    mock: { id: "m" },
    message:
      "body.entities[3].manager: 1 of the mock's 25 have this property, none of the real API's 7 has; it may be data",
    ...changes,
  };
}

/** The status of a launch is another one on the real API. */
export function aDrift(changes: Partial<DriftItem> = {}): DriftItem {
  return {
    at: "/status",
    kind: "status",
    call: "POST /api/v2/flows/executions",
    mock: 200,
    live: 202,
    message: "status: the mock answers 200, the real API 202",
    ...changes,
  };
}

export function anIdleTolerance(changes: Partial<IdleTolerance> = {}): IdleTolerance {
  return {
    at: "/body/selfUri",
    may: "be-missing",
    why: "the platform leaves it out",
    until: "2026-12-31",
    state: "unused",
    line: 40,
    column: 7,
    ...changes,
  };
}

/** The mock's status is not the expected one. */
export function aDifference(changes: Partial<PlacedDifference> = {}): PlacedDifference {
  return {
    at: "/status",
    expected: 200,
    found: 400,
    message: "status: expected 200, found 400",
    line: 27,
    column: 11,
    ...changes,
  };
}

/** An application that leaves out the type of its body, compared with curl. */
export function aWire(changes: Partial<WireComparison["others"][number]> = {}): WireComparison {
  return {
    contract: "published",
    reference: "curl",
    others: [
      {
        client: "app",
        call: "POST /api/v2/flows/executions",
        referenceAnswer: "200",
        answer: "415 unsupported.media.type",
        differences: [
          {
            part: "header",
            name: "content-type",
            reference: "application/json",
            other: "text/plain;charset=UTF-8",
            message: "fetch adds text/plain to a text body that has no type",
            decisive: true,
          },
          { part: "body", name: "/context", other: '{"source":"desktop"}', message: "the mock does not know it" },
        ],
        hidden: 3,
        ...changes,
      },
    ],
  };
}

export function aClaim(changes: Partial<ClaimResult> = {}): ClaimResult {
  return {
    claim: "type is required",
    by: "answer",
    line: 30,
    verdicts: { published: "refuted", thread: "holds" },
    flipped: [],
    evidence: [],
    ...changes,
  };
}

/** A launch that was answered with the status and body. */
export function anExchange(status: number, body: string, changes: Partial<Exchange["request"]> = {}): Exchange {
  return {
    startedAt: "2026-08-01T10:00:00.000Z",
    durationMs: 3.25,
    request: {
      method: "POST",
      path: "/api/v2/flows/executions",
      headers: [],
      body: Buffer.from("{}"),
      ...changes,
    },
    response: { status, headers: [], body: Buffer.from(body) },
  };
}

/** A call that was stopped before it left. */
export function aRefusedCall(): Exchange {
  const { response: _, ...call } = anExchange(403, "", { method: "DELETE", path: "/api/v2/users/u-1" });
  const error =
    "refused for safety: DELETE /api/v2/users/u-1 writes, and the scenario says effect: reads; say effect: writes if it is meant to";
  return { ...call, refused: true, error };
}

/** A run against the real API in which one scenario runs and one may not. */
export function aPlan(changes: Partial<RunPlan> = {}): RunPlan {
  return {
    target: "live",
    address: "https://api.example.com and https://login.example.com",
    organizationId: "0a1b2c3d-0000-4000-8000-000000000001",
    allowed: "reads",
    callsPerMinute: 60,
    scenarios: [
      { id: "read-user", effect: "reads" },
      { id: "launch", effect: "launches", notRun: "it launches, and only reads is allowed" },
    ],
    dryRun: false,
    ...changes,
  };
}

export function aRun(scenarios: readonly ScenarioResult[], changes: Partial<RunResult> = {}): RunResult {
  return { scenarios, durationMs: 1234, exitCode: 0, exitCodes: [], skipped: 0, warnings: [], ...changes };
}

/** The events a run sends for its result. */
export function eventsOf(run: RunResult): RunEvent[] {
  return [
    ...(run.plan === undefined ? [] : [{ kind: "run-planned" as const, plan: run.plan }]),
    { kind: "run-started", scenarios: run.scenarios.length, target: "mock" },
    ...run.scenarios.map((result): RunEvent => ({ kind: "scenario-finished", result })),
    { kind: "run-finished", run },
  ];
}

/** An output that keeps what it is given. */
export function aRecordingOutput(changes: Partial<Output> = {}) {
  const printed: string[] = [];
  const progressed: string[] = [];
  const files = new Map<string, string>();
  const output: Output = {
    print: (text) => void printed.push(text),
    progress: (text) => void progressed.push(text),
    interactive: false,
    colour: false,
    width: 100,
    redact: (text) => text,
    async writeFile(path, text, { append = false } = {}) {
      files.set(path, append ? (files.get(path) ?? "") + text : text);
    },
    ...changes,
  };
  return { output, printed, progressed, files };
}
