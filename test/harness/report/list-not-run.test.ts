import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createRecordingTarget } from "#harness/recording/create-recording-target.ts";
import { listNotRun } from "#harness/report/list-not-run.ts";
import { aLeg, aRealLeg, aScenario } from "./builders.ts";

/** A scenario whose real leg was not run. */
const notRun = (id: string, error: string) => aScenario({ id, legs: [aLeg(), aRealLeg({ status: "not-run", error })] });

/** Why a scenario of which there is no recording is not run. */
async function reasonFor(folder: string, scenario: string): Promise<string> {
  const target = createRecordingTarget({ folder, tooOld: "warn" });
  return target.variables("published", { scenario, run: "published" }).then(
    () => expect.fail("there is a recording"),
    (error: Error) => error.message,
  );
}

describe("listNotRun", () => {
  test("tells once that there are no recordings, for all scenarios without one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "genesys-mock-not-run-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const ids = ["users-me", "users-list"];
    const scenarios = await Promise.all(ids.map(async (id) => notRun(id, await reasonFor(folder, id))));

    expect(listNotRun(scenarios)).toEqual([
      { reason: expect.stringMatching(/^there is no recording of them; .*--live --record/), scenarios: ids },
    ]);
  });

  test("keeps the whole reason where one scenario only has no recording", () => {
    const reason = "no recording of users-me: there is no r/users-me.har (r/user-me.har is there); record it";

    expect(listNotRun([notRun("users-me", reason)])).toEqual([{ reason, scenarios: ["users-me"] }]);
  });

  test("puts the commonest reason first", () => {
    const scenarios = [notRun("a", "it writes"), notRun("b", "it has faults"), notRun("c", "it has faults")];

    expect(listNotRun(scenarios)).toEqual([
      { reason: "it has faults", scenarios: ["b", "c"] },
      { reason: "it writes", scenarios: ["a"] },
    ]);
  });
});
