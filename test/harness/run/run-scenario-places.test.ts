import { describe, expect, test } from "vitest";
import { runScenario } from "#harness/run/run-scenario.ts";
import type { ContractName } from "#harness/scenario/scenario.ts";
import { createMockTarget } from "#harness/target/mock.ts";
import { scenarioOf } from "#test/harness/scenario/load-text.ts";
import { aroundTarget } from "./build-run.ts";

const mock = createMockTarget({ seed: 1 });

/** Where the differences of each leg stand, as `contract at line:column`, for a scenario whose call is refused. */
async function placesIn(text: string): Promise<string[]> {
  const scenario = await scenarioOf(text);
  const { result } = await runScenario(scenario, aroundTarget(mock));
  const place = (contract: ContractName, at: string, found: string) => `${contract} ${at} ${found}`;
  return result.legs.flatMap(({ contract, differences }) =>
    differences.map(({ at, line, column }) => place(contract, at, `${line}:${column}`)),
  );
}

const head = `id: places
title: Places
contract: [published, thread]
client: { request: { path: "/api/v2/users/nobody" } }
`;

describe("runScenario, places of differences", { timeout: 30_000 }, () => {
  test("points into a plain expectation, the same for every contract", async () => {
    const text = `${head}expect:
  status: 200
  body:
    code: never
    message: $string
  headers: { X-None: here }
  calls:
    - { status: 404 }
    - status: 201
`;
    const places = ["/status 6:11", "/headers/X-None 10:22", "/body/code 8:11", "/calls/1 13:7"];
    expect(await placesIn(text)).toEqual([
      ...places.map((place) => `published ${place}`),
      ...places.map((place) => `thread ${place}`),
    ]);
  });

  test("points into the contract's own part of an expectation that is keyed by contract", async () => {
    const text = `${head}expect:
  published:
    status: 200
    body: { code: never, status: 404 }
  thread:
    status: 201
    body:
      message: never
`;
    expect(await placesIn(text)).toEqual([
      "published /status 7:13",
      "published /body/code 8:19",
      "thread /status 10:13",
      "thread /body/message 12:16",
    ]);
  });

  test("points into expectations that are written on one line", async () => {
    expect(await placesIn(`${head}expect: { status: 200, body: { code: never } }\n`)).toEqual([
      "published /status 5:19",
      "published /body/code 5:38",
      "thread /status 5:19",
      "thread /body/code 5:38",
    ]);
    expect(await placesIn(`${head}expect: { thread: { status: 201 }, published: { status: 200 } }\n`)).toEqual([
      "published /status 5:57",
      "thread /status 5:29",
    ]);
  });

  test("points at the nearest value above what is not written itself", async () => {
    const text = `${head}expect:
  thread:
    noCalls: true
`;
    expect(await placesIn(text)).toEqual(["thread /noCalls 7:14"]);
  });

  test("points at an anchor where an alias stands, even one further up in the file", async () => {
    const text = `id: places
title: Places
contract: [published, thread]
tags: [aliases]
reported: &wanted
  status: 200
  body: { code: never }
client: { request: { path: "/api/v2/users/nobody" } }
expect:
  published: *wanted
  thread: *wanted
`;
    expect(await placesIn(text)).toEqual([
      "published /status 6:11",
      "published /body/code 7:17",
      "thread /status 6:11",
      "thread /body/code 7:17",
    ]);
  });

  test("gives a claim the line of its own", async () => {
    const text = `# the first line is a comment
id: places
title: Places
base: { path: /api/v2/users }
claims:
  - claim: one
    by: answer
    undecided: it cannot be shown

  - claim: two
    by: answer
    control: {}
    variation: { path: /api/v2/users/nobody }
    claimed: { status: 404 }
    verdicts: { published: holds }
`;
    const { result } = await runScenario(await scenarioOf(text), aroundTarget(mock));
    expect(result.claims.map(({ claim, line }) => [claim, line])).toEqual([
      ["one", 6],
      ["two", 10],
    ]);
    expect(result).toMatchObject({ status: "passed", line: 2 });
  });
});
