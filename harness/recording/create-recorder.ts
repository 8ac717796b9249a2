import type { Output, Reporter } from "#harness/report/reporter.ts";
import type { RunEvent } from "#harness/run/run-event.ts";
import type { HarEntry } from "./har.ts";
import { createAliases } from "./people/create-aliases.ts";
import { maxRecordingBytes, recordingFile } from "./recording-file.ts";
import { writeHar } from "./write-har.ts";

export interface RecorderOptions {
  readonly output: Output;
  /** Folder of the recordings; made if it is missing. */
  readonly folder: string;
  /** Base URL of the login host: calls to `/oauth/` are shown there. */
  readonly loginAddress?: string | undefined;
  /** Fields of people's data that stay as they are, e.g. `name`. */
  readonly keep: readonly string[];
  /**
   * Whether a known secret would still be in a text after `output.writeFile` has taken the secrets out:
   * `(text) => redactor.finds(redactor.redact(text))`. Then the recording is not written.
   */
  readonly holdsSecret: (text: string) => boolean;
  readonly now?: () => Date;
}

/**
 * Writes what went over the wire on the real side of each scenario to `<folder>/<scenario id>.har` (docs/recordings.md).
 * `close` rejects, naming each, when recordings could not be written or were held back because a secret was still in them.
 */
export function createRecorder({
  output,
  folder,
  loginAddress,
  keep,
  holdsSecret,
  now = () => new Date(),
}: RecorderOptions): Reporter {
  const aliases = createAliases();
  const problems: string[] = [];
  let address: string | undefined;
  let writing: Promise<void> = Promise.resolve();

  function record({ result }: Extract<RunEvent, { readonly kind: "scenario-finished" }>): void {
    const { id, title, recorded } = result;
    if (recorded === undefined || recorded.length === 0) return;
    const file = recordingFile(folder, id);
    const har = writeHar({ title, runs: recorded, aliases, keep, now: now().toISOString(), address, loginAddress });
    const text = `${JSON.stringify(har, null, 2)}\n`;
    if (Buffer.byteLength(text) > maxRecordingBytes) {
      problems.push(
        `${file} was not written: it would be larger than 100 MB; record fewer or smaller calls per scenario.`,
      );
      return;
    }
    if (holdsSecret(text)) {
      const places = har.log.entries.filter((entry) => holdsSecret(JSON.stringify(entry))).map(nameEntry);
      const where = places.length === 0 ? "its variables" : [...new Set(places)].slice(0, 5).join(", ");
      problems.push(
        `${file} was not written: a secret of this run is still in it, in a form that is not masked (${where}). ` +
          "Keep the client from sending it there, or leave this scenario out of the recording.",
      );
      return;
    }
    writing = writing
      .then(() => output.writeFile(file, text))
      .catch((error) => {
        problems.push(error instanceof Error ? error.message : String(error));
      });
  }

  /** In words that do not tell the secret: it may stand in the path, even in a form that is not masked. */
  function nameEntry({ request }: HarEntry): string {
    const { method, url } = request;
    const place = output.redact(`${method} ${url.replace(/[?#].*$/s, "")}`);
    // Between slashes, too, which could as well be a part of base64.
    return [place, ...place.split("/")].some(holdsSecret) ? `${method} of a path that holds it` : place;
  }

  return {
    onEvent(event) {
      if (event.kind === "run-planned") address = event.plan.address;
      if (event.kind !== "scenario-finished") return;
      try {
        record(event);
      } catch (error) {
        // A recording that cannot be made must not end the run that it is of.
        problems.push(`The recording of ${event.result.id} was not written: ${String(error)}`);
      }
    },
    async close() {
      await writing;
      if (problems.length > 0) throw new Error(problems.join("\n"));
    },
  };
}
