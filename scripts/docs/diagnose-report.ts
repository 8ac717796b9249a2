import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Scenario } from "#harness/scenario/scenario.ts";
import type { ContractTable } from "#mock-server/contract/index.ts";
import { diagnoseRequest } from "#mock-server/diagnose/diagnose-request.ts";
import type { DiagnosedRequest, Diagnosis } from "#mock-server/diagnose/diagnosis.ts";
import type { OrgData } from "#mock-server/org/entities.ts";

/** What a diagnosis needs beside the request. */
export interface DiagnosisRoom {
  readonly contracts: ContractTable;
  readonly org: OrgData;
}

/** So that the page is the same whenever it is made. */
const now = Date.parse("2026-06-01T12:00:00Z");

/**
 * Diagnoses the last request that the scenario of a report sent under `published`, as if its reader sent it: the token is
 * good as far as the report says, and the ids exist. Nothing where no request was sent.
 */
export async function diagnoseReport(
  result: ScenarioResult,
  scenario: Scenario,
  { contracts, org }: DiagnosisRoom,
): Promise<Diagnosis | undefined> {
  const leg = result.legs.find(({ contract, side }) => contract === "published" && side === "mock");
  const sent = leg?.exchanges.at(-1)?.request;
  if (sent === undefined) return undefined;
  const { token } = scenario.given;
  const permissions = typeof token === "object" ? token.permissions : undefined;
  return diagnoseRequest(asReaderSends(sent), {
    contract: "published",
    contracts,
    org,
    now,
    lenient: permissions === undefined ? {} : { permissions },
  });
}

/** Without what the harness adds to a request, and with a token that stands for the reader's. */
function asReaderSends({ method, path, headers, body }: DiagnosedRequest): DiagnosedRequest {
  const kept = headers.filter(([name]) => !addedByHarness.has(name.toLowerCase()));
  return { method, path, body, headers: kept.map(([name, value]) => [name, hideMinted(value)]) };
}

const addedByHarness: ReadonlySet<string> = new Set([
  "host",
  "content-length",
  "connection",
  "accept-encoding",
  "accept-language",
  "sec-fetch-mode",
  "user-agent",
  "x-mock-contract",
]);

/** A token that the mock minted is another one in every run; one that the scenario states, a JWT, stays. */
function hideMinted(value: string): string {
  return value.replace(/^Bearer [^.]+$/, "Bearer <token>");
}
