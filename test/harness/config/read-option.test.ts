import { describe, expect, test } from "vitest";
import { readRunConfig } from "#harness/config/read-run-config.ts";
import type { RunArguments } from "#harness/config/run-config.ts";

function read(changes: Partial<RunArguments>) {
  return readRunConfig({ paths: [], reporter: [], seed: "1", ...changes });
}

function mistakesOf(changes: Partial<RunArguments>): readonly string[] {
  const result = read(changes);
  return result.kind === "mistakes" ? result.mistakes : [];
}

describe("the options of the real side", () => {
  test.each<[string, Partial<RunArguments>, object]>([
    ["nothing", {}, {}],
    ["--live", { live: true }, { real: { kind: "live" } }],
    [
      "--live-url, which means --live",
      { liveUrl: "https://gateway.example/genesys/" },
      { real: { kind: "live", url: "https://gateway.example/genesys" } },
    ],
    [
      "--live-ca and --allow",
      { live: true, liveCa: "ca.pem", allow: "launches", rate: "30" },
      { real: { kind: "live", caFile: "ca.pem" }, allow: "launches", callsPerMinute: 30 },
    ],
    ["--target live", { target: "live" }, { mock: false, real: { kind: "live" } }],
    ["--url", { url: "http://127.0.0.1:8088" }, { mock: { url: "http://127.0.0.1:8088" } }],
    ["--recording", { recording: "recordings" }, { real: { kind: "recording", folder: "recordings", tooOld: "warn" } }],
    [
      "--recording with an age that fails",
      { recording: "r", maxAge: "30:fail", target: "recording" },
      { mock: false, real: { kind: "recording", folder: "r", maxAgeDays: 30, tooOld: "fail" } },
    ],
    [
      "--record and --keep",
      { live: true, record: "r", keep: ["name"] },
      { real: { kind: "live" }, record: "r", keep: ["name"] },
    ],
    ["--shard", { shard: "2/5" }, { shard: { index: 2, of: 5 } }],
    ["--bail without a number", { bail: true }, { bail: 1 }],
    ["--bail with one", { bail: "3" }, { bail: 3 }],
    ["--tag", { tag: ["slow", "sdk"] }, { tags: ["slow", "sdk"] }],
    ["--dry-run", { live: true, dryRun: true }, { real: { kind: "live" }, dryRun: true }],
  ])("are read: %s", (_what, args, expected) => {
    const result = read(args);

    expect(result).toMatchObject({ kind: "config", config: expected });
    if (!("real" in expected)) expect(result).not.toHaveProperty("config.real");
    if (!("mock" in expected)) expect(result).not.toHaveProperty("config.mock");
  });

  test.each<[string, Partial<RunArguments>, string]>([
    ["an unknown target", { target: "prod" }, '--target: expected mock, live or recording, found "prod"'],
    [
      "an unknown effect",
      { live: true, allow: "everything" },
      '--allow: expected reads, launches, writes, found "everything"',
    ],
    ["an address that is none", { liveUrl: "mypurecloud.de" }, "--live-url: expected a base URL"],
    ["an address with credentials", { url: "http://a:b@localhost" }, "--url: expected a base URL"],
    ["live and recordings at once", { live: true, recording: "r" }, "not with both"],
    ["a mock target with --live", { target: "mock", live: true }, "leave out --live"],
    ["a mock elsewhere that is not run on", { target: "live", url: "http://localhost:1" }, "leave one of the two out"],
    ["the recording target without a folder", { target: "recording" }, "--recording DIR"],
    ["--allow without --live", { allow: "writes" }, "--allow says something about a live run; add --live"],
    ["--rate without --live", { rate: "5" }, "--rate says something"],
    ["--record without --live", { record: "r" }, "--record says something"],
    ["--live-ca without --live", { liveCa: "c" }, "--live-ca says something"],
    ["--dry-run without --live", { dryRun: true }, "--dry-run shows the plan"],
    ["--keep without --record", { live: true, keep: ["name"] }, "--keep says what a recording keeps"],
    ["--max-age without recordings", { maxAge: "3" }, "--max-age is about recordings"],
    ["an age that is none", { recording: "r", maxAge: "old" }, "--max-age: expected days such as 30"],
    ["a rate of nothing", { live: true, rate: "0" }, "--rate: expected a whole number from 1 to 3000"],
    [
      "a shard that is none",
      { shard: "0/3" },
      '--shard: expected a part and a number of parts such as 2/5, found "0/3"',
    ],
    ["a shard beyond the last", { shard: "4/3" }, "--shard: expected"],
    ["a bail of nothing", { bail: "0" }, "--bail: expected a whole number from 1"],
  ])("are refused: %s", (_what, args, message) => {
    expect(mistakesOf(args)).toEqual([expect.stringContaining(message)]);
  });
});
