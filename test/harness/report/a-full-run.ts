import type { RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import { aDriftingScenario, aWrongMock } from "./a-full-run-users.ts";
import {
  aClaim,
  aComparison,
  aDifference,
  aDrift,
  aLeg,
  anExchange,
  anUndecided,
  aPlan,
  aRealLeg,
  aRefusedCall,
  aRun,
  aScenario,
  aWire,
} from "./builders.ts";

/** A run in which everything that a report can show is there once. */
export function aFullRun(): RunResult {
  return aRun(
    [
      aDriftingScenario(),
      aWrongMock(),
      aFailure(),
      twoClients(),
      anOpenBug(),
      aRefusal(),
      withClaims(),
      notRunLive(),
      anError(),
      passed(),
    ],
    {
      durationMs: 8412.5,
      exitCode: 5,
      exitCodes: [5, 1, 4],
      skipped: 2,
      warnings: ["The recordings are 41 days old. Record them again with --record recordings."],
      plan: aPlan(),
    },
  );
}

function aFailure(): ScenarioResult {
  return aScenario({
    id: "launch-thread",
    title: "A launch as the thread has it",
    status: "failed",
    legs: [
      aLeg({
        contract: "thread",
        status: "failed",
        differences: [aDifference()],
        exchanges: [anExchange(400, '{"code":"invalid.property"}')],
      }),
    ],
  });
}

function twoClients(): ScenarioResult {
  return aScenario({
    id: "launch-from-app",
    title: "curl works, the app does not",
    status: "failed",
    legs: [
      aLeg({ client: "curl", exchanges: [anExchange(200, "{}")] }),
      aLeg({
        client: "app",
        status: "failed",
        differences: [aDifference({ found: 415, message: "status: expected 200, found 415" })],
        exchanges: [anExchange(415, "")],
      }),
    ],
    wire: [aWire()],
  });
}

function anOpenBug(): ScenarioResult {
  const differences = [aDifference()];
  return aScenario({
    id: "known-bug",
    title: "The SDK sends no initiator",
    openBug: true,
    legs: [
      aLeg({ status: "failed", differences, exchanges: [anExchange(400, "{}")] }),
      aRealLeg({ status: "failed", differences, exchanges: [anExchange(400, "{}")] }),
    ],
    comparisons: [aComparison({ verdict: "bug-reproduced", why: "both sides fail alike" })],
  });
}

function aRefusal(): ScenarioResult {
  return aScenario({
    id: "tidy-up",
    title: "A client that deletes what it should only read",
    status: "failed",
    legs: [
      aLeg({ status: "failed", exchanges: [aRefusedCall()] }),
      aRealLeg({ status: "not-run", error: "a call of its leg on the mock was refused for safety" }),
    ],
    comparisons: [aComparison({ verdict: "not-run", why: "a call of its leg on the mock was refused for safety" })],
  });
}

function withClaims(): ScenarioResult {
  const evidence = [
    { contract: "published" as const, trial: "control", call: "POST /api/v2/flows/executions", answer: "200" },
    {
      contract: "published" as const,
      trial: "variation",
      call: "POST /api/v2/flows/executions",
      answer: "400 bad.request: no",
    },
    { contract: "live" as const, trial: "control", call: "POST /api/v2/flows/executions", answer: "200" },
  ];
  return aScenario({
    id: "launch-claims",
    title: "What a launch needs",
    status: "failed",
    legs: [aLeg({ exchanges: [anExchange(200, "{}")] }), aRealLeg({ exchanges: [anExchange(200, "{}")] })],
    comparisons: [aComparison()],
    claims: [
      aClaim({ verdicts: { published: "refuted", thread: "holds", live: "refuted" }, evidence }),
      aClaim({
        claim: "`context` may be empty",
        by: "asker",
        verdicts: { published: "holds" },
        flipped: [{ contract: "published", pinned: "refuted", found: "holds" }],
        evidence,
        notRunLive: "it launches, and only reads is allowed",
      }),
      aClaim({
        claim: "it is a matter of taste",
        by: "asker",
        verdicts: { published: "undecided", thread: "undecided" },
        why: "no answer says why it is given",
      }),
      aClaim({ claim: "it needs a division", verdicts: {}, error: "the client ended with exit code 127" }),
    ],
  });
}

function notRunLive(): ScenarioResult {
  const reason = "it writes, and only reads is allowed; allow it with --allow writes";
  return aScenario({
    id: "create-queue",
    title: "A queue",
    legs: [aLeg({ exchanges: [anExchange(200, "{}")] }), aRealLeg({ status: "not-run", error: reason })],
    comparisons: [aComparison({ verdict: "not-run", why: reason })],
  });
}

function anError(): ScenarioResult {
  return aScenario({
    id: "sdk",
    title: "The SDK",
    status: "error",
    legs: [
      aLeg({ status: "error", error: "cannot load clients/sdk.ts" }),
      aRealLeg({
        exchanges: [anExchange(200, "{}")],
        cleanUp: [{ call: "DELETE /api/v2/users/u-9", error: "403 missing.permission" }],
      }),
    ],
    comparisons: [aComparison({ verdict: "not-run", why: "its leg on the mock: cannot load clients/sdk.ts" })],
  });
}

function passed(): ScenarioResult {
  const legs = [
    aLeg(),
    aRealLeg({ exchanges: [anExchange(200, "{}")] }),
    aLeg({ contract: "thread" }),
    aRealLeg({ contract: "thread", status: "failed", differences: [aDifference()] }),
  ];
  return aScenario({
    id: "two-contracts",
    title: "Where the sources disagree",
    legs,
    comparisons: [
      aComparison({
        tolerated: [{ ...aDrift(), why: "seen in August", until: "2026-12-31" }],
        undecided: [anUndecided()],
      }),
      aComparison({
        contract: "thread",
        verdict: "other-contract",
        why: "the real API answers as published says, not as thread does",
      }),
    ],
  });
}
