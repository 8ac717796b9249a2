import { describe, expect, test } from "vitest";
import type { Differences } from "#test/stand-in/differences.ts";
import { aStandIn, runLive } from "./run-live.ts";

const steps = `id: steps
title: A flow and a user are read
effect: reads
client:
  requests:
    - path: "/api/v2/flows/\${publishedFlow}"
    - path: "/api/v2/users/\${activeUser}"
expect:
  status: { $lessThan: 300 }
  headers:
    Content-Type: { $any: true }
  body:
    id: { $string: true }
`;
const flow = "GET /api/v2/flows/*";
const user = "GET /api/v2/users/*";

/** The place in the file of each difference that a stand-in makes. */
async function placesOf(files: Record<string, string>, differences: Partial<Differences>): Promise<string[]> {
  const { report } = await runLive(files, await aStandIn(differences), { args: { allow: "launches" } });
  return report.scenarios.flatMap(({ drift }) => drift.map(({ at, line, column }) => `${at} ${line}:${column}`));
}

describe("the place of a difference is", () => {
  test.each<[what: string, differences: Partial<Differences>, places: string[]]>([
    ["the step that made the call", { status: { match: flow, status: 203 } }, ["/status 6:7"]],
    [
      "the step, where the expectation does not speak of it",
      { extraField: { match: user, pointer: "/nickname", value: "Ada" } },
      ["/body/nickname 7:7"],
    ],
    ["the expected status of the last answer", { status: { match: user, status: 203 } }, ["/status 9:11"]],
    [
      "the expected header, in any case",
      { otherHeader: { match: user, name: "Content-Type", value: "text/json" } },
      ["/headers/content-type 11:19"],
    ],
    [
      "the expected part of its body",
      { retypedField: { match: user, pointer: "/id", value: "0d5ea9a4-5f0c-4b0e-9d8b-6f1f3f0f0f0f" } },
      ["/body/id 13:9"],
    ],
  ])("%s", async (_what, differences, places) => {
    expect(await placesOf({ a: steps }, differences)).toEqual(places);
  });

  test("the one request, and the expectation of its contract", async () => {
    const one = `id: one
title: A user is read
contract: [published]
effect: reads
client:
  request:
    path: "/api/v2/users/\${activeUser}"
expect:
  published:
    status: 200
`;
    expect(await placesOf({ a: one }, { missingField: { match: user, pointer: "/email" } })).toEqual([
      "/body/email 7:5",
    ]);
    expect(await placesOf({ a: one }, { status: { match: user, status: 203 } })).toEqual([
      "/status 10:13",
      "/expect/status 10:13",
    ]);
  });

  test("the expected call of a program, else what runs it", async () => {
    const program = `id: program
title: A module reads a user and a flow
effect: reads
client:
  module: ./read.mjs
expect:
  calls:
    - { method: GET, path: { $contains: /api/v2/users/ } }
`;
    const module = `export async function run({ baseUrl, accessToken, variables }) {
  const headers = { Authorization: "Bearer " + accessToken };
  for (const path of ["users/" + variables.activeUser, "flows/" + variables.publishedFlow])
    await (await fetch(baseUrl + "/api/v2/" + path, { headers })).text();
}
`;
    const files = { a: program, "read.mjs": module };
    expect(await placesOf(files, { missingField: { match: user, pointer: "/email" } })).toEqual(["/body/email 8:7"]);
    expect(await placesOf(files, { status: { match: flow, status: 203 } })).toEqual(["/status 5:11"]);
  });

  test("the one of several clients that it was seen with", async () => {
    const two = `id: two
title: Two clients
effect: reads
clients:
  first:
    request: { path: "/api/v2/flows/\${publishedFlow}" }
  second:
    request: { path: "/api/v2/users/\${activeUser}" }
expect: { calls: [{ method: GET }] }
`;
    expect(await placesOf({ a: two }, { status: { match: user, status: 203 } })).toEqual(["/status 8:14"]);
  });

  test("the read of an expected state", async () => {
    const state = `id: state
title: A state
effect: reads
client: { request: { path: "/api/v2/flows/\${publishedFlow}" } }
expect:
  state:
    get: "/api/v2/users/\${activeUser}"
    is: { state: active }
    within: 1
`;
    expect(await placesOf({ a: state }, { status: { match: user, status: 203 } })).toEqual(["/status 7:10"]);
  });

  test("the line that GitHub shows it on", async () => {
    const standIn = await aStandIn({ status: { match: flow, status: 203 } });
    const args = { reporter: ["github", "json=report.json"] };
    expect((await runLive({ a: steps }, standIn, { args })).stdout).toMatch(
      /^::error file=a\.scenario\.yaml,line=6,col=7,/m,
    );
  });
});
