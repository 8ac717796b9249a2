import { describe, expect, test } from "vitest";
import type { Diagnosis } from "#mock-server/diagnose/diagnosis.ts";
import { formatReportsPage, type KnownReport } from "#scripts/docs/reports-page.ts";
import { aClaim, aLeg, anExchange, aScenario } from "#test/harness/report/builders.ts";

const entry: KnownReport["entry"] = {
  id: "wrong-key",
  source: "https://example.com/1",
  title: "A <wrong> key",
  endpoint: "POST /api/v2/flows/executions",
  request: { method: "POST", path: "/api/v2/flows/executions", body: { context: {} } },
  response: { status: 400, body: { code: "bad_request", message: "Not valid." } },
  claims: [{ claim: "never tried", by: "asker", kind: "other" }],
  published: "rejects: unknown property context",
};

const diagnosis: Diagnosis = {
  accepted: false,
  contract: "published",
  answer: { status: 400, code: "invalid.property" },
  assumed: [],
  checks: [],
  problems: [
    {
      check: "validate",
      in: "body",
      pointer: "/context",
      rule: "unknown-property",
      expected: "inputData",
      found: "context",
    },
  ],
  changes: ["body.context -> body.inputData"],
  curl: "curl -sS https://api.mypurecloud.com/",
  verdicts: {
    published: { accepted: false, status: 400, code: "invalid.property" },
    thread: { accepted: false, status: 400, code: "bad_request" },
  },
};

const reproduced: KnownReport = {
  entry,
  diagnosis,
  results: [
    aScenario({
      file: "scenarios/reported/launches/wrong-key.scenario.yaml",
      legs: [aLeg({ exchanges: [anExchange(400, '{"code":"invalid.property","message":"Value [context]"}')] })],
      claims: [aClaim({ claim: "context is right", verdicts: { published: "refuted" } })],
    }),
  ],
};

describe("formatReportsPage", () => {
  const page = formatReportsPage([
    reproduced,
    { entry: { ...entry, id: "left-out" }, results: [], notReproduced: "no request is shown" },
  ]);
  const [first = "", second = ""] = page.split('<a id="left-out">');

  test("has the message as a heading, and its id as the place that the index points to", () => {
    expect(page).toContain("| 400 | [wrong-key](#wrong-key), [left-out](#left-out) |");
    expect(first).toContain('<a id="wrong-key"></a>\n\n### 400 bad\\_request: Not valid.\n');
  });

  test("says what was sent, and what each contract answers; of one that was not run what the diagnosis says", () => {
    expect(first).toContain('```json\n{\n  "context": {}\n}\n```');
    expect(first).toContain("| `published` | 400 invalid.property: Value \\[context\\] |");
    expect(first).toContain("| `thread` | 400 bad_request |");
  });

  test("says the cause, and the request that works", () => {
    expect(first).toContain("Refused (400 invalid.property): body.context: expected inputData, found context.");
    expect(first).toContain("(body.context -> body.inputData):\n\n```sh\ncurl -sS https://api.mypurecloud.com/\n```");
  });

  test("has the claims with their verdicts", () => {
    expect(first).toContain("| context is right | answer | refuted | - |  |");
  });

  test("says why a report is not reproduced, and its claims as they were said", () => {
    expect(second).toContain("**Not reproduced**: no request is shown. By the published contract: rejects: unknown");
    expect(second).toContain("| never tried | asker | - | - |  |");
  });

  test("keeps a text from being read as HTML", () => {
    expect(first).toContain("A &lt;wrong> key.");
  });
});
