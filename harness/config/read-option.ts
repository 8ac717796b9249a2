import { effects } from "#harness/scenario/scenario.ts";
import type { RunArguments, RunConfig, WantedReal } from "./run-config.ts";

/** Reads `--shard`, e.g. `2/5`. */
export function readShard(text: string | undefined, mistakes: string[]): RunConfig["shard"] {
  if (text === undefined) return undefined;
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
  mistakes.push(`--shard: expected a part and a number of parts such as 2/5, found "${text}"`);
  return undefined;
}

/** Reads an option that is a base URL; what stands behind the host is part of it, without a slash at the end. */
export function readUrl(name: string, text: string | undefined, mistakes: string[]): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") {
    if (url.search === "" && url.hash === "" && url.username === "") return text.replace(/\/+$/, "");
  }
  // What is no plain base URL may hold a password or a token.
  const found = /[@?#]/.test(text) ? "one with credentials, a query or a fragment" : `"${text}"`;
  mistakes.push(`${name}: expected a base URL such as http://127.0.0.1:8088, found ${found}`);
  return undefined;
}

/** Reads what is asked for of the real side, and whether it is the only one. */
export function readReal(
  args: RunArguments,
  mistakes: string[],
): { readonly real?: WantedReal; readonly onlyReal: boolean } {
  const { target, allow, recording } = args;
  const url = readUrl("--live-url", args.liveUrl, mistakes);
  const wantsLive = args.live === true || args.liveUrl !== undefined || target === "live";
  const wantsRecording = recording !== undefined || target === "recording";
  if (target !== undefined && !["mock", "live", "recording"].includes(target)) {
    mistakes.push(`--target: expected mock, live or recording, found "${target}"; a mock elsewhere is --url BASE`);
  }
  if (allow !== undefined && !effects.some((effect) => effect === allow)) {
    mistakes.push(`--allow: expected ${effects.join(", ")}, found "${allow}"`);
  }
  if (target === "mock" && (wantsLive || wantsRecording))
    mistakes.push("--target mock: leave out --live and --recording");
  if (args.url !== undefined && (target === "live" || target === "recording")) {
    mistakes.push(`--url names a mock, and --target ${target} runs on none; leave one of the two out`);
  }
  if (wantsLive && wantsRecording) mistakes.push("--recording: compare with recordings or with --live, not with both");
  if (target === "recording" && recording === undefined) {
    mistakes.push("--target recording: say where the recordings are with --recording DIR");
  }
  mistakes.push(...findUnused(args, { wantsLive, wantsRecording }));
  const onlyReal = target === "live" || target === "recording";
  if (wantsLive) {
    const { liveCa } = args;
    return {
      onlyReal,
      real: {
        kind: "live",
        ...(url === undefined ? {} : { url }),
        ...(liveCa === undefined ? {} : { caFile: liveCa }),
      },
    };
  }
  if (recording === undefined) return { onlyReal };
  return { onlyReal, real: { kind: "recording", folder: recording, ...readMaxAge(args.maxAge, mistakes) } };
}

/** An option that would do nothing was meant otherwise. */
function findUnused(
  args: RunArguments,
  { wantsLive, wantsRecording }: { wantsLive: boolean; wantsRecording: boolean },
): readonly string[] {
  const needsLive = { "--live-ca": args.liveCa, "--allow": args.allow, "--rate": args.rate, "--record": args.record };
  const unused = wantsLive ? [] : Object.entries(needsLive).filter(([, value]) => value !== undefined);
  return [
    ...unused.map(([name]) => `${name} says something about a live run; add --live`),
    ...(args.dryRun === true && !wantsLive && !wantsRecording
      ? ["--dry-run shows the plan of a live run; add --live"]
      : []),
    ...((args.keep ?? []).length > 0 && args.record === undefined
      ? ["--keep says what a recording keeps; add --record DIR"]
      : []),
    ...(args.maxAge !== undefined && !wantsRecording ? ["--max-age is about recordings; add --recording DIR"] : []),
  ];
}

function readMaxAge(
  text: string | undefined,
  mistakes: string[],
): { readonly maxAgeDays?: number; readonly tooOld: "warn" | "fail" } {
  if (text === undefined) return { tooOld: "warn" };
  const [, days, fails] = /^(\d+)(:fail)?$/.exec(text) ?? [];
  if (days === undefined) {
    mistakes.push(`--max-age: expected days such as 30, which warns, or 30:fail, found "${text}"`);
    return { tooOld: "warn" };
  }
  return { maxAgeDays: Number(days), tooOld: fails === undefined ? "warn" : "fail" };
}
