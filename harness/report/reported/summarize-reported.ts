import type { RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import { type ContractName, contractNames, type Verdict, verdicts } from "#harness/scenario/scenario.ts";
import type { ClaimPlace, ContradictionSide, Reports } from "./reports.ts";

/** The tag of the scenarios that repeat a report's request. */
export const reportedTag = "reported";

/** `partly`: some of several claims hold. `untested`: none of them was tested under the contract. */
export type SideVerdict = Verdict | "partly" | "untested";

export interface SettledSide {
  readonly says: string;
  readonly verdicts: Readonly<Record<ContractName, SideVerdict>>;
}

/** What a run says of the reports, in numbers, and of their contradictions. */
export interface ReportedSummary {
  /** Reports in the catalogue. */
  readonly reports: number;
  /** Those of them whose request was sent in this run. */
  readonly reproduced: number;
  /** Those that were then answered with the status that was reported. */
  readonly sameStatus: Readonly<Record<ContractName, number>>;
  readonly claims: Readonly<Record<ContractName, Readonly<Record<Verdict, number>>>>;
  /** Those of which every claim was part of this run. */
  readonly contradictions: readonly { readonly topic: string; readonly a: SettledSide; readonly b: SettledSide }[];
}

/** Holds a run against the catalogue of reports. */
export function summarizeReported(run: Pick<RunResult, "scenarios">, reports: Reports): ReportedSummary {
  const known = new Set(reports.reports.map(({ id }) => id));
  const ofReports = run.scenarios.filter(({ report }) => report !== undefined && known.has(report));
  const repeating = ofReports.filter(({ tags }) => tags.includes(reportedTag));
  const settled = reports.contradictions.flatMap(({ topic, a, b }) => {
    const [sideA, sideB] = [settleSide(a, ofReports), settleSide(b, ofReports)];
    return sideA === undefined || sideB === undefined ? [] : [{ topic, a: sideA, b: sideB }];
  });
  return {
    reports: reports.reports.length,
    reproduced: new Set(repeating.map(({ report }) => report)).size,
    sameStatus: perContract((contract) => {
      const same = reports.reports.filter(({ id, status }) =>
        repeating.some((result) => result.report === id && lastStatus(result, contract) === status),
      );
      return same.filter(({ status }) => status !== undefined).length;
    }),
    claims: perContract((contract) => {
      const found = ofReports.flatMap(({ claims }) => claims.flatMap((claim) => claim.verdicts[contract] ?? []));
      const counts = verdicts.map((verdict) => [verdict, found.filter((one) => one === verdict).length]);
      // Every verdict is a key and has a number; fromEntries cannot say so.
      return Object.fromEntries(counts) as Record<Verdict, number>;
    }),
    contradictions: settled,
  };
}

/** What the last call of a scenario's client was answered on the mock. */
export function lastStatus({ legs }: Pick<ScenarioResult, "legs">, contract: ContractName): number | undefined {
  const leg = legs.find((one) => one.side === "mock" && one.contract === contract);
  return leg?.exchanges.at(-1)?.response?.status;
}

function settleSide(side: ContradictionSide, results: readonly ScenarioResult[]): SettledSide | undefined {
  const claims = side.claims.map((place) => findClaim(place, results));
  if (claims.length === 0 || claims.includes(undefined)) return undefined;
  return {
    says: side.says,
    verdicts: perContract((contract) => join(claims.flatMap((claim) => claim?.verdicts[contract] ?? []))),
  };
}

/** The claim of a report in a run, named by its text. */
export function findClaim({ report, claim }: ClaimPlace, results: readonly ScenarioResult[]) {
  return results
    .filter((result) => result.report === report)
    .flatMap(({ claims }) => claims)
    .find((one) => one.claim === claim);
}

function join(found: readonly Verdict[]): SideVerdict {
  const [first] = found;
  if (first === undefined) return "untested";
  return found.every((one) => one === first) ? first : "partly";
}

function perContract<Value>(valueUnder: (contract: ContractName) => Value): Record<ContractName, Value> {
  // Every contract is a key; fromEntries cannot say so.
  return Object.fromEntries(contractNames.map((name) => [name, valueUnder(name)])) as Record<ContractName, Value>;
}
