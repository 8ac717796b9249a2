import { describe, expect, test } from "vitest";
import { loadScenarios } from "#harness/scenario/load-scenarios.ts";
import { checkGiven } from "#harness/target/check-given.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";

const contracts = createContractTable();

/** `line:column message` of each finding. */
async function findIn(given: string, claims = ""): Promise<string[]> {
  const cwd = await writeFiles({
    "a.scenario.yaml": `id: a
title: A
variables: { state: published }
given:
${given}
client: { request: { path: /api/v2/users/me } }
expect: { status: 200 }
${claims}`,
  });
  const { scenarios, problems } = await loadScenarios({ paths: ["."], cwd });
  expect(problems).toEqual([]);
  return scenarios
    .flatMap((scenario) => checkGiven(scenario, () => [contracts.get("published"), contracts.get("thread")]))
    .map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("checkGiven", () => {
  test("gives mistakes in flows, users, faults and settings their place", async () => {
    expect(
      await findIn(`  flows:
    - id: f1
      stat: published
  users: [{ id: u1, state: gone }]
  faults: [{ status: 1 }]
  settings:
    unknownProperty: drop`),
    ).toEqual([
      expect.stringMatching(/^7:13 given\.flows: the flow has the unknown property "stat"; did you mean "state"\?/),
      expect.stringMatching(/^8:28 given\.users: \/state is "gone"; expected one of active, inactive/),
      expect.stringMatching(/^9:22 given\.faults: \/status/),
      expect.stringMatching(/^11:22 given\.settings: there is no setting "unknownProperty"/),
    ]);
  });

  test("looks at the trials of claims, too", async () => {
    const claims = `claims:
  - claim: a flow that is not published is refused
    by: answer
    control: {}
    variation: { given: { flows: [{ id: f1, stat: draft }] } }
    claimed: { status: 400 }
    verdicts: { published: holds }
`;
    expect(await findIn("  flows: []", claims)).toEqual([expect.stringMatching(/^12:51 given\.flows: .*"stat"/)]);
  });

  test("takes a value with a variable in it, and a flow of which the org knows the rest", async () => {
    expect(await findIn('  flows: [{ id: f1, state: "$' + '{state}" }]\n  settings: {}')).toEqual([]);
  });
});
