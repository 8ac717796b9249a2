import type { ContractName } from "#mock-server/contract/index.ts";
import { askRecognisers } from "./ask-recognisers.ts";
import type { DiagnosedProblem, DiagnosedRequest } from "./diagnosis.ts";
import { lastResorts } from "./last-resorts.ts";
import { headerOf, placeholderToken } from "./mend-request.ts";
import { mergeFindings } from "./merge-findings.ts";
import { problemsOfTrial } from "./problems-of-trial.ts";
import type { Finding, Recogniser } from "./recogniser.ts";
import { recognisers } from "./recognisers.ts";
import { type Trial, type TrialRoom, tryRequest } from "./try-request.ts";

/** A fix that was applied. */
export type Step = Required<Pick<Finding, "fix" | "problem">> & { readonly change: string };

export interface Repair {
  /** What is wrong, as far as it showed: what came to light only when the first was mended is at the end. */
  readonly problems: readonly DiagnosedProblem[];
  /** The request that the mock accepts; absent where none was found. */
  readonly mended?: { readonly request: DiagnosedRequest; readonly trial: Trial; readonly steps: readonly Step[] };
}

export interface RepairPlace {
  readonly name: ContractName;
  readonly room: TrialRoom;
}

const mostRounds = 12;
// A body can have faults without end; nobody reads a request with more changes than these.
const mostSteps = 40;
// Every step copies the body, and a body of some hundred kilobytes would keep the server busy for seconds.
const longestMended = 64 * 1024;

/** Looks for what is wrong with a request, and mends it until the mock accepts it or nothing is left to try. */
export async function repair(original: DiagnosedRequest, first: Trial, place: RepairPlace): Promise<Repair> {
  let [request, trial] = [original, first];
  let problems: readonly DiagnosedProblem[] = [];
  const steps: Step[] = [];
  const seen = new Set([fingerprint(original)]);
  for (let round = 1; ; round += 1) {
    const findings = await askRecognisers(recognisers, { request, trial });
    const relevant = trial.accepted ? findings.filter(({ problem }) => problem.in === "host") : findings;
    const merged = mergeFindings(trial.accepted ? [] : problemsOfTrial(trial.served, trial.contract), relevant);
    problems = round === 1 ? merged.problems : withLater(problems, merged.problems);
    if (trial.accepted && merged.problems.length === 0) return { problems, mended: { request, trial, steps } };
    if (merged.problems.length > mostSteps) return { problems };
    if (round > mostRounds || steps.length >= mostSteps || original.body.length > longestMended) return { problems };
    const mended = apply(request, merged.used, steps) ?? (await applyLastResort(request, trial, steps));
    if (mended === undefined) return { problems };
    request = mended;
    if (seen.has(fingerprint(request))) return { problems };
    seen.add(fingerprint(request));
    trial = await tryRequest(request, { ...place, mended: hasGivenToken(request, original) });
  }
}

async function applyLastResort(
  request: DiagnosedRequest,
  trial: Trial,
  steps: Step[],
): Promise<DiagnosedRequest | undefined> {
  for (const resort of lastResorts) {
    const mended = apply(request, await askRecognisers([resort], { request, trial }), steps);
    if (mended !== undefined) return mended;
  }
  return undefined;
}

/** Applies the fixes that change something, and notes them; nothing where none does. */
function apply(request: DiagnosedRequest, findings: readonly Finding[], steps: Step[]): DiagnosedRequest | undefined {
  let changed = request;
  for (const { fix, change, problem } of findings) {
    if (fix === undefined || steps.length >= mostSteps) continue;
    const next = fix(changed);
    if (next === changed || fingerprint(next) === fingerprint(changed)) continue;
    changed = next;
    steps.push({ fix, problem, change: change ?? problem.suggestion ?? problem.expected });
  }
  return changed === request ? undefined : changed;
}

/**
 * Leaves out the steps without which the mock accepts the request as well, the latest first: what was tried last was meant
 * least.
 */
export async function shorten(
  original: DiagnosedRequest,
  steps: readonly Step[],
  place: RepairPlace,
): Promise<{ readonly request: DiagnosedRequest; readonly steps: readonly Step[]; readonly trial?: Trial }> {
  let kept = [...steps];
  let last: Trial | undefined;
  for (const step of [...steps].reverse()) {
    const fewer = kept.filter((other) => other !== step);
    const request = replay(original, fewer);
    const trial = await tryRequest(request, { ...place, mended: hasGivenToken(request, original) });
    const stillWrong = trial.accepted && (await wrongHost(recognisers, { request, trial }));
    if (!trial.accepted || stillWrong) continue;
    kept = fewer;
    last = trial;
  }
  return { request: replay(original, kept), steps: kept, ...(last === undefined ? {} : { trial: last }) };
}

async function wrongHost(all: readonly Recogniser[], of: Parameters<typeof askRecognisers>[1]): Promise<boolean> {
  return (await askRecognisers(all, of)).some(({ problem }) => problem.in === "host");
}

function replay(original: DiagnosedRequest, steps: readonly Step[]): DiagnosedRequest {
  return steps.reduce((request, { fix }) => fix(request), original);
}

/** Whether the token is one that a fix has put there: only such a one is valid because the diagnosis says so. */
export function hasGivenToken(request: DiagnosedRequest, original: DiagnosedRequest): boolean {
  const has = (one: DiagnosedRequest) => headerOf(one, "authorization")?.includes(placeholderToken) === true;
  return has(request) && !has(original);
}

/** What only the mended request shows, as long as it is about what its sender wrote, and not about what a fix has put there. */
function withLater(told: readonly DiagnosedProblem[], later: readonly DiagnosedProblem[]): readonly DiagnosedProblem[] {
  const isNew = (problem: DiagnosedProblem) =>
    !told.some(
      (one) =>
        one.in === problem.in &&
        (problem.pointer === "" || (one.pointer === problem.pointer && one.rule !== "missing-property")),
    );
  return [...told, ...later.filter(isNew)];
}

function fingerprint({ method, path, origin = "", headers, body }: DiagnosedRequest): string {
  return JSON.stringify([method, path, origin, headers, body.toString("base64")]);
}
