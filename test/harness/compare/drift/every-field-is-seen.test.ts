import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { operationIds } from "#mock-server/contract/operation-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { anExecution } from "#test/helpers/entities.ts";
import { goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";
import { answered, compareRuns, publishedFacts } from "./compare-runs.ts";
import { mutationsOf } from "./mutations.ts";

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

/** Answers of two orgs to the same call; undefined where the operation gives no JSON. */
async function answersOf(id: OperationId) {
  const call = goodCalls[id]("published");
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
    const answers = await answersOf(id);
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
