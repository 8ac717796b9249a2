import type { RunResult } from "#harness/run/run-event.ts";
import {
  aClaim,
  aComparison,
  aDifference,
  aDrift,
  aLeg,
  anExchange,
  anIdleTolerance,
  aPlan,
  aRealLeg,
  aRun,
  aScenario,
  aWire,
} from "./builders.ts";

/** Markup that would run, if any of it were taken for markup. */
export const evil = `"'></script></pre><img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

/** A run in which every text of a scenario, a client and a server is markup. */
export function anEvilRun(): RunResult {
  const exchange = {
    ...anExchange(400, JSON.stringify({ [evil]: evil }), { method: evil, path: evil, headers: [[evil, evil]] }),
    error: evil,
  };
  const plain = {
    ...anExchange(400, evil),
    response: { status: 400, headers: [[evil, evil]] as const, body: Buffer.from(evil) },
  };
  const legOnMock = aLeg({
    status: "failed",
    target: evil,
    client: evil,
    differences: [aDifference({ at: `/body/${evil}`, expected: { evil }, found: evil, message: evil })],
    exchanges: [exchange, plain],
    error: evil,
    curl: evil,
    cleanUp: [{ call: evil, error: evil }],
  });
  const drift = [aDrift({ at: evil, call: evil, mock: evil, live: { evil }, message: evil })];
  const [compared] = aWire().others;
  return aRun(
    [
      aScenario({
        id: evil,
        title: evil,
        file: evil,
        tags: [evil],
        status: "failed",
        legs: [legOnMock, aRealLeg({ client: evil, target: evil, exchanges: [exchange] })],
        comparisons: [
          aComparison({
            client: evil,
            verdict: "drift",
            why: evil,
            drift,
            undecided: drift,
            tolerated: drift.map((item) => ({ ...item, why: evil, until: evil })),
            idleTolerances: [anIdleTolerance({ at: evil, may: evil, why: evil, until: evil })],
          }),
        ],
        wire: [
          {
            contract: "published",
            reference: evil,
            others: [
              {
                ...aWire().others[0],
                client: evil,
                call: evil,
                referenceAnswer: evil,
                answer: evil,
                hidden: compared?.hidden ?? 0,
                differences: [{ part: "header", name: evil, reference: evil, other: evil, message: evil }],
              },
            ],
          },
        ],
        claims: [
          aClaim({
            claim: evil,
            why: evil,
            error: evil,
            notRunLive: evil,
            evidence: [{ contract: "published", trial: evil, call: evil, answer: evil }],
          }),
        ],
      }),
    ],
    { warnings: [evil], plan: aPlan({ target: evil, address: evil, organizationId: evil }), exitCode: 1 },
  );
}
