import type { Fault } from "#mock-server/fault.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Trial } from "./try-request.ts";

type Checks = Diagnosis["checks"];

/** What each stage said of a request, from the path to the org's state, in the contract's order. */
export function listChecks({ served, contract }: Pick<Trial, "served" | "contract">): Checks {
  const { outcome, operation, checks } = served;
  const fault = outcome.kind === "refused" ? outcome.fault : undefined;
  if (operation === undefined || checks.length === 0) {
    return [
      { name: "match", passed: false, why: describe(fault) },
      ...[...contract.checkOrder, "domain"].map((name) => ({
        name,
        passed: null,
        why: "no operation was found to ask for",
      })),
    ];
  }
  const listed = checks.map(({ name, result }) => {
    if (result.state === "failed") return { name, passed: false, why: describe(result.fault) };
    return result.state === "passed" ? { name, passed: true } : { name, passed: null, why: result.why };
  });
  const failed = listed.find(({ passed }) => passed !== true);
  const domain =
    failed === undefined
      ? { name: "domain", passed: fault === undefined, ...(fault === undefined ? {} : { why: describe(fault) }) }
      : {
          name: "domain",
          passed: null,
          why: `it is asked only when every check has passed, and ${failed.name} has not`,
        };
  return [{ name: "match", passed: true }, ...listed, domain];
}

function describe(fault: Fault | undefined): string {
  const [problem] = fault?.problems ?? [];
  if (problem === undefined) return fault?.name ?? "refused";
  return `${problem.field}: expected ${problem.expected}, found ${problem.found}`;
}
