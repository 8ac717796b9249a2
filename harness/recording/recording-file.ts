import { join } from "node:path";

/** The file of a scenario's recording. Ids of scenarios are kebab-case, so they can be names of files as they are. */
export function recordingFile(folder: string, scenario: string): string {
  return join(folder, `${scenario}.har`);
}

/** How large a recording may be that is written or read: a browser's network panel does not open larger ones either. */
export const maxRecordingBytes = 100 * 1024 * 1024;

/** What to do about a recording that is missing or cannot be used. */
export const recordAgain = "make one with run --live --record";
