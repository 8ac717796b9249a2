import { onTestFinished } from "vitest";
import { createLiveTarget, type LiveTargetOptions } from "#harness/target/live.ts";
import type { PreparedTarget, Target } from "#harness/target/target.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { type StandIn, type StandInOptions, startStandIn } from "#test/stand-in/start-stand-in.ts";

const contracts = createContractTable();

/** A stand-in until the test ends. */
export async function aStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const standIn = await startStandIn({ contracts, ...options });
  onTestFinished(() => standIn.close());
  return standIn;
}

/** A live run's target at a stand-in, with as many calls a minute as a test needs. */
export function liveAt(
  standIn: StandIn,
  { env, ...options }: Partial<LiveTargetOptions> & { readonly env?: Record<string, string | undefined> } = {},
): Target {
  const all = { ...standIn.environment(), ...env };
  return createLiveTarget({ liveUrl: standIn.url, allow: "reads", callsPerMinute: 1e6, env: all, ...options });
}

/** What the stand-in was asked, e.g. `POST /oauth/token`. */
export function asked(standIn: StandIn): string[] {
  return standIn.requests().map(({ method, path }) => `${method} ${path}`);
}

/** The error that a promise ends with. */
export async function failureOf(work: Promise<unknown> | undefined): Promise<Error> {
  const error = await (work ?? Promise.resolve()).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("expected a rejection, found none");
  return error;
}

/** Reads a path with the token of the run and gives the status. */
export async function get({ apiUrl, accessToken }: PreparedTarget, path: string): Promise<number> {
  const answer = await fetch(`${apiUrl}${path}`, { headers: { Authorization: `Bearer ${accessToken}` } });
  await answer.text();
  return answer.status;
}
