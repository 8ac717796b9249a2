import { describe, expect, test } from "vitest";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";
import { answered, compareRuns } from "#test/harness/compare/drift/compare-runs.ts";

const [flow, user] = ["99999999-2222-4333-8444-555555555555", "77777777-2222-4333-8444-555555555555"];
const bindings = new Map([
  [flow, { source: "FLOW", wanted: "the id of a published flow", state: "published" }],
  [user, { source: "USER", wanted: "the id of an active user", state: "active" }],
]);
const causes = (mock: Parameters<typeof compareRuns>[0], real: typeof mock, bound: typeof bindings = bindings) =>
  compareRuns(mock, real, { bindings: bound }).drift.map(({ cause }) => cause?.reason);
const launch = (status: number, code = "") =>
  buildExchange({ method: "POST", path: "/a", json: { flow, user }, response: { status, json: { code } } });
const readUser = (state: string) => answered({ id: user, state, other: state }, { path: `/api/v2/users/${user}` });
const readFlow = (more: object) => answered({ id: flow, ...more }, { path: `/api/v2/flows/${flow}` });

describe("a refusal of the real API for a state, where the mock accepts the call", () => {
  test.each([
    [404, "architect.flow.version.missing", `FLOW (${flow}) names something that is unpublished in the real org`],
    [409, "flow.not.published", `FLOW (${flow}) names something that is unpublished in the real org`],
    [400, "user.inactive", `USER (${user}) names something that is inactive in the real org`],
    [410, "gone", `FLOW (${flow}) or USER (${user}) names something that is deleted in the real org`],
  ])("is for the value that is in it: %i %s", (status, code, reason) => {
    expect(causes([launch(200)], [launch(status, code)])).toEqual([`${reason} (${status} ${code})`]);
  });

  test("is for it also where another call has found the thing there", () => {
    const found = readFlow({ publishedVersion: {} });
    expect(causes([found, launch(200)], [found, launch(404, "architect.flow.version.missing")])).toEqual([
      expect.stringMatching(/^FLOW/),
    ]);
  });

  test.each([
    [400, "bad.request"],
    [500, "flow.deleted"],
  ])("is not for it where the answer does not say so: %i %s", (status, code) => {
    expect(causes([launch(200)], [launch(status, code)])).toEqual([undefined]);
  });

  test("is not for a value that wants that state", () => {
    const bound = new Map([[flow, { source: "FLOW", wanted: "the id of a deleted flow", state: "deleted" }]]);
    expect(causes([launch(200)], [launch(410)], bound)).toEqual([undefined]);
  });
});

describe("a thing that the real API shows in another state than the value is for", () => {
  test("is the reason for everything that differs", () => {
    expect(causes([readUser("active")], [readUser("inactive")])).toEqual(
      Array(causes([readUser("active")], [readUser("inactive")], new Map()).length).fill(
        `USER (${user}) names something that is inactive in the real org`,
      ),
    );
    const published = { publishedVersion: { id: "1.0" }, deleted: false };
    expect(causes([readFlow(published)], [readFlow({ deleted: false })])).toContain(
      `FLOW (${flow}) names something that is unpublished in the real org`,
    );
    expect(causes([readFlow(published)], [readFlow({ ...published, deleted: true })])).not.toContain(undefined);
  });

  test("is no reason where it is in that state, or in one that no user can be in", () => {
    expect(causes([readFlow({ publishedVersion: { id: "1.0" } })], [readFlow({ publishedVersion: {} })])).toEqual([
      undefined,
    ]);
    expect(causes([readUser("active")], [readUser("dormant")])).not.toContain(expect.stringMatching(/^USER/));
  });
});
