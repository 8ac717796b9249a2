import { onTestFinished } from "vitest";
import type { RunArguments } from "#harness/config/run-config.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { readReport, runVerb, type VerbResult } from "#test/harness/cli/run-verb.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";
import type { Differences } from "#test/stand-in/differences.ts";
import { type StandIn, startStandIn } from "#test/stand-in/start-stand-in.ts";

// Read once for all stand-ins of a test file.
const contracts = createContractTable();

/** A stand-in that ends with the test. */
export async function aStandIn(differences: Partial<Differences> = {}): Promise<StandIn> {
  const standIn = await startStandIn({ differences, contracts });
  onTestFinished(() => standIn.close());
  return standIn;
}

/** What the JSON report says, as far as tests look at it. */
export interface LiveReport {
  readonly summary: { readonly exitCodes: readonly number[]; readonly warnings: readonly string[] };
  readonly scenarios: readonly {
    readonly id: string;
    readonly status: string;
    readonly targets: readonly {
      readonly target: string;
      readonly status: string;
      readonly error?: string;
      readonly attempts?: number;
      readonly cleanUp?: readonly { readonly call: string; readonly error?: string }[];
    }[];
    readonly drift: readonly {
      readonly at: string;
      readonly kind: string;
      readonly message: string;
      readonly line: number;
      readonly column: number;
    }[];
    readonly comparisons: readonly {
      readonly contract: string;
      readonly verdict: string;
      readonly why: string;
      readonly undecided: readonly { readonly at: string; readonly kind: string }[];
      readonly tolerated: readonly { readonly at: string }[];
      readonly idleTolerances: readonly { readonly at: string; readonly state: string }[];
    }[];
    readonly claims: readonly { readonly verdicts: Readonly<Record<string, string>>; readonly notRunLive?: string }[];
  }[];
}

export interface LiveRun extends VerbResult {
  readonly cwd: string;
  readonly report: LiveReport;
}

/** Runs scenario files on the mock and on a stand-in for the real API. */
export async function runLive(
  scenarios: Readonly<Record<string, string>>,
  standIn: StandIn,
  { args = {}, env = {}, signal }: LiveOptions = {},
): Promise<LiveRun> {
  const cwd = await writeFiles(
    Object.fromEntries(
      Object.entries(scenarios).map(([name, text]) => [name.includes(".") ? name : `${name}.scenario.yaml`, text]),
    ),
  );
  const result = await runVerb(
    cwd,
    { liveUrl: standIn.url, rate: "3000", reporter: ["console", "json=report.json"], ...args },
    {
      env: { PATH: "/usr/local/bin:/usr/bin:/bin", ...standIn.environment(), ...env },
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return { ...result, cwd, report: JSON.parse(await readReport(cwd, "report.json")) };
}

export interface LiveOptions {
  readonly args?: Partial<RunArguments>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}
