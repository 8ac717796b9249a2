import { NotComparableError, type Target, TargetError, type WantedOrg } from "#harness/target/target.ts";
import { checkFolder } from "./check-folder.ts";
import { createAgeReport } from "./create-age-report.ts";
import { createReplay } from "./create-replay.ts";
import { type ReadRecording, readRecording } from "./read-recording.ts";
import type { ReplayedRun } from "./recorded-run.ts";
import { recordAgain, recordingFile } from "./recording-file.ts";
import { startReplayServer } from "./start-replay-server.ts";

export interface RecordingTargetOptions {
  /** Where `run --live --record` wrote its recordings. */
  readonly folder: string;
  /** Older recordings are warned about, or not used. */
  readonly maxAgeDays?: number;
  /** What happens to a recording that is too old; default `warn`. */
  readonly tooOld?: "warn" | "fail";
  readonly now?: () => Date;
}

/**
 * The real API as it was when it was recorded: no credentials are needed and nobody is harmed. A run is answered from the
 * page of the same name in its scenario's file, with the variables it was recorded with.
 */
export function createRecordingTarget(options: RecordingTargetOptions): Target {
  const { folder, maxAgeDays, tooOld = "warn", now = () => new Date() } = options;
  const ages = createAgeReport({ now, ...(maxAgeDays === undefined ? {} : { maxAgeDays }) });
  const read = createReader();

  async function findRun(
    scenario: string,
    run: string,
  ): Promise<{ readonly file: string; readonly found: ReplayedRun }> {
    const file = recordingFile(folder, scenario);
    const result = await read(file);
    if (result.kind === "problem") throw new TargetError(result.message, { exitCode: 2 });
    if (result.kind === "missing") throw new NotComparableError(`no recording of ${scenario}: ${result.message}`);
    const found = result.recording.runs.find((each) => each.run === run);
    if (found !== undefined) return { file, found };
    const names = result.recording.runs.map((each) => `"${each.run}"`).join(", ");
    throw new NotComparableError(
      `no recording of "${run}" in ${file}, which has ${names || "no runs"}; ${recordAgain}`,
    );
  }

  return {
    name: "recording",
    side: "real",
    address: folder,
    bindsAll: true,
    async open() {
      const problem = await checkFolder(folder);
      if (problem !== undefined) throw new TargetError(problem, { exitCode: 2 });
    },
    async variables(_contract, { scenario, run }) {
      return (await findRun(scenario, run)).found.variables;
    },
    async prepare({ scenario, run, given }) {
      const { file, found } = await findRun(scenario, run);
      const old = ages.use(file, found.recordedAt);
      if (old !== undefined && tooOld === "fail") throw new TargetError(old, { exitCode: 3 });
      const server = await startReplayServer(createReplay(found.calls));
      const { clientId } = found.variables;
      const accessToken = tokenOf(given.token);
      return {
        apiUrl: server.url,
        loginUrl: server.url,
        ...(accessToken === undefined ? {} : { accessToken }),
        clientId: typeof clientId === "string" ? clientId : "recorded-client-id",
        clientSecret: recordedClientSecret,
        // Placeholders are no secrets.
        secrets: [],
        close: server.close,
      };
    },
    warnings: ages.warnings,
    async close() {},
  };
}

// Not what stands in place of a token in a recorded login: the client's token and one that it is given are two.
const recordedAccessToken = "recorded-access-token";
const recordedClientSecret = "recorded-client-secret";

function tokenOf(wanted: WantedOrg["given"]["token"]): string | undefined {
  if (wanted === "none") return undefined;
  return wanted?.value ?? recordedAccessToken;
}

/** A scenario's runs come one after the other, so a few files at a time are enough. */
const mostFiles = 8;

function createReader(): (file: string) => Promise<ReadRecording> {
  const known = new Map<string, Promise<ReadRecording>>();
  return (file) => {
    const reading = known.get(file) ?? readRecording(file);
    // The one used last goes last.
    known.delete(file);
    known.set(file, reading);
    const [oldest] = known.keys();
    if (known.size > mostFiles && oldest !== undefined) known.delete(oldest);
    return reading;
  };
}
