import type { ScenarioResult } from "#harness/run/run-event.ts";
import {
  aComparison,
  aDifference,
  aDrift,
  aLeg,
  anExchange,
  anIdleTolerance,
  aRealLeg,
  aScenario,
} from "./builders.ts";

const userOnMock = { id: "5f7e0e2c-0000-4000-8000-000000000001", name: "Ines Sommer", state: "active", version: 3 };
const userLive = { ...userOnMock, id: "c91b1e44-0000-4000-8000-00000000000f", acdAutoAnswer: false, state: "ACTIVE" };
const json = [["Content-Type", "application/json"]] as const;

function readUser(id: string, body: unknown) {
  const exchange = anExchange(200, JSON.stringify(body), {
    method: "GET",
    path: `/api/v2/users/${id}?expand=station`,
    headers: [
      ["Accept", "application/json"],
      ["Authorization", "Bearer token-of-this-run"],
    ],
    body: Buffer.alloc(0),
  });
  return { ...exchange, response: { status: 200, headers: json, body: Buffer.from(JSON.stringify(body)) } };
}

/** A user whom the real API answers otherwise: a property more, another word. */
export function aDriftingScenario(): ScenarioResult {
  const mock = readUser(userOnMock.id, userOnMock);
  const real = readUser(userLive.id, userLive);
  return aScenario({
    id: "read-user",
    title: "A user by id",
    file: "scenarios/users/read-user.scenario.yaml",
    status: "failed",
    tags: ["users", "smoke"],
    legs: [
      aLeg({ exchanges: [mock] }),
      aRealLeg({ exchanges: [real], attempts: 2, cleanUp: [{ call: "DELETE /api/v2/users/c91b1e44" }] }),
    ],
    comparisons: [
      aComparison({
        verdict: "drift",
        why: "both pass and differ in 2 places that no tolerance allows",
        drift: [
          aDrift({
            at: "/body/acdAutoAnswer",
            kind: "schema",
            call: "GET /api/v2/users/<activeUser>",
            mock: undefined,
            live: false,
            message: "acdAutoAnswer: the real API sends it, the contract's schema does not name it",
          }),
          aDrift({
            at: "/body/state",
            kind: "value",
            call: "GET /api/v2/users/<activeUser>",
            mock: "active",
            live: "ACTIVE",
            message: 'state: the mock answers "active", the real API "ACTIVE"',
          }),
        ],
        tolerated: [
          {
            ...aDrift({
              at: "/body/chat",
              kind: "property",
              mock: {},
              live: undefined,
              message: "chat: only the mock sends it",
            }),
            why: "optional",
            until: "2026-12-31",
          },
        ],
        idleTolerances: [
          anIdleTolerance(),
          anIdleTolerance({ at: "/message", may: "differ", until: "2026-06-30", state: "expired", line: 44 }),
        ],
      }),
    ],
  });
}

/** A user whom only the mock takes. */
export function aWrongMock(): ScenarioResult {
  const body = { code: "bad.request", message: "no", errors: [{ field: "name" }] };
  return aScenario({
    id: "create-user",
    title: "A user without a name",
    file: "scenarios/users/create-user.scenario.yaml",
    status: "failed",
    legs: [
      aLeg({
        status: "failed",
        differences: [
          aDifference({ message: "status: expected 400, found 200", expected: 400, found: 200 }),
          aDifference({
            at: "/body/errors",
            expected: [{ field: "name", code: "required" }],
            found: [{ field: "name", code: "missing" }, { field: "email" }],
            message: "body.errors: expected 1 elements, found 2",
            line: 31,
            column: 9,
          }),
        ],
        exchanges: [anExchange(200, "{}", { path: "/api/v2/users" })],
        curl: 'curl -sS -i -X POST \\\n  -H "Authorization: Bearer $GENESYSCLOUD_ACCESS_TOKEN" \\\n  http://127.0.0.1:8088/api/v2/users',
      }),
      aRealLeg({ exchanges: [anExchange(400, JSON.stringify(body), { path: "/api/v2/users" })] }),
    ],
    comparisons: [
      aComparison({
        verdict: "mock-wrong",
        why: "the mock fails what the real API passes",
        drift: [
          aDrift({
            at: "/expect/status",
            kind: "expectation",
            mock: 200,
            live: 400,
            message: "the real API meets it, the mock found 200",
          }),
        ],
      }),
    ],
  });
}
