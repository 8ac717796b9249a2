import { resolve } from "node:path";
import type { RunConfig, WantedReal } from "#harness/config/run-config.ts";
import type { Target } from "./target.ts";

/** What a target for the real side is made from. */
export interface RealTargetOptions extends Pick<RunConfig, "allow" | "callsPerMinute"> {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Certificates (PEM) to trust. */
  readonly ca: string | undefined;
  readonly cwd: string;
  /** Ends the target's own calls and waits. */
  readonly signal?: AbortSignal;
}

/**
 * Makes the side that stands for the real API; the code of the other kind is not loaded. Rejects with a `TargetError` where the
 * environment lacks what a live run needs.
 */
export async function createRealTarget(wanted: WantedReal, options: RealTargetOptions): Promise<Target> {
  if (wanted.kind === "recording") {
    const { createRecordingTarget } = await import("#harness/recording/create-recording-target.ts");
    const { folder, kind: _kind, ...age } = wanted;
    return createRecordingTarget({ ...age, folder: resolve(options.cwd, folder) });
  }
  const { createLiveTarget } = await import("./live.ts");
  const { env, ca, allow, callsPerMinute, signal } = options;
  return createLiveTarget({
    env,
    allow,
    callsPerMinute,
    ...(signal === undefined ? {} : { signal }),
    ...(ca === undefined ? {} : { ca }),
    ...(wanted.url === undefined ? {} : { liveUrl: wanted.url }),
  });
}
