import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { operationIds } from "#mock-server/contract/operation-ids.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { answered, compareRuns, publishedFacts } from "#test/harness/compare/drift/compare-runs.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { anExecution } from "#test/helpers/entities.ts";
import { type GoodCall, goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";
import { mutationsOf, otherValuesOf } from "./mutations.ts";

/**
 * A mock that is wrong about one field of an answer does not get past a comparison unseen: every field of every operation's
 * answer is changed, on either side, and the comparison with an org that holds other data says so.
 */
const contracts = createContractTable();

/** Operations whose answer is the flow's own definition: an org's data as a whole. */
const isData = (id: OperationId) => /configuration$/i.test(id);

/** Answered with pages, redirects or nothing. */
const withoutJson: readonly OperationId[] = [
  "getLogout",
  "getOauthAuthorize",
  "postOauthAuthorize",
  "headTokensMe",
  "deleteTokensMe",
];

/** Answers of two orgs to the same call; undefined where there is no JSON. */
async function answersTo(call: GoodCall) {
  const [mock, real] = await Promise.all(
    [1, 2].map(async (seed) => {
      const server = aMock({ contracts, contract: "published", seed });
      await server.mock.org().executions.put(anExecution());
      return sendCall(server, call);
    }),
  );
  const isJson = mock?.headers["content-type"]?.startsWith("application/json") === true && (mock.text ?? "") !== "";
  if (!isJson || real === undefined) return undefined;
  const sent = { method: call.method.toUpperCase(), path: call.path, status: mock.status };
  const compare = (ofMock: unknown, ofReal: unknown) =>
    compareRuns([answered(ofMock, sent)], [answered(ofReal, sent)], { facts: publishedFacts });
  return { mock: mock.body as unknown, real: real.body as unknown, compare };
}

describe("a field that is wrong is seen", () => {
  test.each(operationIds.filter((id) => !isData(id)))("in the answer of %s, on either side", async (id) => {
    const answers = await answersTo(goodCalls[id]("published"));
    expect(answers === undefined).toBe(withoutJson.includes(id));
    if (answers === undefined) return;
    const { mock, real, compare } = answers;
    const before = compare(mock, real);
    expect(before.drift).toEqual([]);
    const seen = ({ drift, undecided }: ReturnType<typeof compare>) => drift.length + undecided.length;
    const unseen = [
      ...mutationsOf(mock).filter(({ apply }) => seen(compare(apply(mock), real)) <= before.undecided.length),
      ...mutationsOf(real).filter(({ apply }) => seen(compare(mock, apply(real))) <= before.undecided.length),
    ];
    expect(unseen.map(({ name }) => name)).toEqual([]);
  });
});

const launch = goodCalls.postFlowsExecutions("published");
const unknown = "0d5ea9a4-5f0c-4b0e-9d8b-6f1f3f0f0f0f";
const { Authorization: _, ...withoutToken } = launch.headers;
const refused: Readonly<Record<string, GoodCall>> = {
  "a call without a token": { ...launch, headers: withoutToken },
  "a token without the permission": {
    ...launch,
    headers: { ...launch.headers, Authorization: `Bearer ${knownTokens.noLaunch}` },
  },
  "a flow that is not there": { ...goodCalls.getFlow("published"), path: `/api/v2/flows/${unknown}` },
  "a body with an unknown property": { ...launch, body: '{"flowId":"x","context":{}}' },
  "a path that is not there": { ...launch, path: "/api/v2/nowhere" },
  "a wrong secret": { ...goodCalls.postOauthToken("published"), headers: { Authorization: "Basic YTpi" } },
};

describe("a refusal that is wrong about one field or value is seen", () => {
  test.each(Object.keys(refused))("of %s, on either side", async (name) => {
    const answers = await answersTo(refused[name] ?? launch);
    if (answers === undefined) throw new Error("a refusal has a body");
    const { mock, real, compare } = answers;
    expect(compare(mock, real).drift).toEqual([]);
    const unseen = [
      ...[...mutationsOf(mock), ...otherValuesOf(mock)].filter(
        ({ apply }) => compare(apply(mock), real).drift.length === 0,
      ),
      ...[...mutationsOf(real), ...otherValuesOf(real)].filter(
        ({ apply }) => compare(mock, apply(real)).drift.length === 0,
      ),
    ];
    expect(unseen.map(({ name: what }) => what)).toEqual([]);
  });
});
