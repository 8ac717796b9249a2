import { describe, expect, test } from "vitest";
import { runClaim } from "#harness/run/run-claim.ts";
import { createMockTarget } from "#harness/target/mock.ts";
import { aClaim, aDocument, scenarioOf } from "#test/harness/scenario/load-text.ts";
import { aroundTarget, aTarget, watchTarget } from "./build-run.ts";

const mock = createMockTarget({ seed: 1, controlPlane: true });
const base = { method: "POST", path: "/api/v2/flows/executions", body: "${launchBody}" };
const bothContracts = ["published", "thread"];

/** Runs the one claim of a document of claims, whose base is an accepted launch. */
async function decide(
  claim: object,
  { document = {}, target = mock }: { document?: object; target?: typeof mock } = {},
) {
  const written = { client: undefined, expect: undefined, base, claims: [claim], ...document };
  const scenario = await scenarioOf(aDocument(written));
  const [parsed] = scenario.claims;
  if (parsed === undefined) throw new Error("the document has no claim");
  return runClaim(parsed, scenario, aroundTarget(target));
}

const user = "/api/v2/users/${activeUser}";
const change = { method: "POST", path: "/__mock/users", body: { id: "${activeUser}", name: "Changed" } };
const changeAndRead = { client: { requests: [change, { path: user }] } };
const read = { client: { request: { path: user } } };

describe("runClaim", { timeout: 30_000 }, () => {
  test("holds where the variation is answered as claimed and the control is not", async () => {
    const claim = aClaim({ variation: { body: { flowId: "${publishedFlow}", context: {} } } });
    expect(await decide(claim)).toEqual({
      claim: {
        claim: "a body is refused",
        by: "asker",
        line: 1,
        verdicts: { published: "holds" },
        flipped: [],
        evidence: [
          {
            contract: "published",
            trial: "control",
            call: "POST /api/v2/flows/executions",
            answer: expect.stringMatching(/^200 \{"id":"[0-9a-f-]{36}"/),
          },
          {
            contract: "published",
            trial: "variation",
            call: "POST /api/v2/flows/executions",
            answer:
              "400 invalid.property: Value [context] is not a valid property for object [FlowExecutionLaunchRequest]",
          },
        ],
      },
      exitCodes: [],
      warnings: [],
      recorded: [],
    });
  });

  test.each([
    ["both are answered as claimed", { control: { body: {} }, variation: { body: { flowId: 1 } } }],
    ["neither is answered as claimed", { claimed: { status: 418 } }],
    ["only the control is answered as claimed", { control: { body: {} }, variation: {} }],
  ])("is refuted where %s", async (_when, parts) => {
    const result = await decide(aClaim({ verdicts: { published: "refuted" }, ...parts }));
    expect(result.claim).toMatchObject({ verdicts: { published: "refuted" }, flipped: [] });
    expect(result.exitCodes).toEqual([]);
  });

  test("decides for each contract of the scenario, in its order, with the claimed answer for it", async () => {
    const claim = aClaim({
      claimed: { published: { body: { code: "constraint.validation" } }, thread: { body: { code: "never" } } },
      verdicts: { published: "holds", thread: "refuted" },
    });
    const { claim: result, exitCodes } = await decide(claim, { document: { contract: bothContracts } });
    expect(result).toMatchObject({ verdicts: { published: "holds", thread: "refuted" }, flipped: [] });
    expect(result.evidence.map(({ contract, trial }) => `${contract} ${trial}`)).toEqual([
      "published control",
      "published variation",
      "thread control",
      "thread variation",
    ]);
    expect(exitCodes).toEqual([]);
  });

  test("reports a verdict that is not the pinned one, with both, and fails", async () => {
    const claim = aClaim({ verdicts: { published: "refuted", thread: "holds" } });
    const { claim: result, exitCodes } = await decide(claim, { document: { contract: bothContracts } });
    expect(result).toMatchObject({
      verdicts: { published: "holds", thread: "holds" },
      flipped: [{ contract: "published", pinned: "refuted", found: "holds" }],
    });
    expect(result).not.toHaveProperty("error");
    expect(exitCodes).toEqual([1]);
  });

  test("gives control and variation a fresh org each, under every contract", async () => {
    const target = watchTarget(mock);
    const verdicts = { published: "holds", thread: "holds" };
    const document = { contract: bothContracts };
    // Seen from the changed org and from the other one, whichever comes first.
    const changeLast = aClaim({
      control: read,
      variation: changeAndRead,
      claimed: { body: { name: "Changed" } },
      verdicts,
    });
    const claimed = { body: { name: { $not: "Changed" } } };
    const changeFirst = aClaim({ control: changeAndRead, variation: read, claimed, verdicts });
    expect((await decide(changeLast, { document, target })).claim).toMatchObject({ verdicts, flipped: [] });
    expect((await decide(changeFirst, { document, target })).claim).toMatchObject({ verdicts, flipped: [] });
    expect(target.wanted.map(({ contract }) => contract)).toEqual([
      ...["published", "published", "thread", "thread"],
      ...["published", "published", "thread", "thread"],
    ]);
    expect(target.inUse()).toBe(0);
  });

  test("lays what a trial is given over what the scenario is given", async () => {
    const target = watchTarget(mock);
    const claim = aClaim({
      control: {},
      variation: { token: { permissions: ["architect:flow:view"] } },
      claimed: { status: 403 },
    });
    const given = { settings: { maxPageSize: 5 }, token: { scopes: ["flow:execute"] } };
    expect((await decide(claim, { document: { given }, target })).claim.verdicts).toEqual({ published: "holds" });
    expect(target.wanted.map((wanted) => wanted.given)).toEqual([
      given,
      { settings: { maxPageSize: 5 }, token: { permissions: ["architect:flow:view"] } },
    ]);
  });

  test("changes the client's first request where there is no base", async () => {
    const client = { requests: [base, { path: "/api/v2/users" }] };
    const document = { base: undefined, client, expect: { status: 200 } };
    const { claim } = await decide(aClaim(), { document });
    expect(claim.verdicts).toEqual({ published: "holds" });
    expect(claim.evidence.map(({ call }) => call)).toEqual([
      "POST /api/v2/flows/executions",
      "POST /api/v2/flows/executions",
    ]);
  });

  test("fills what the trials' own clients saved into the claimed answer", async () => {
    const saving = { path: user, save: { email: "/email" } };
    const claim = aClaim({
      control: { client: { requests: [saving, { path: "/api/v2/users/${inactiveUser}" }] } },
      variation: { client: { requests: [saving, { path: user }] } },
      claimed: { body: { email: "${email}" } },
    });
    expect((await decide(claim)).claim.verdicts).toEqual({ published: "holds" });
  });

  test("holds for values where all of one list are accepted and all of the other refused", async () => {
    const launch = (body: object) => ({ body: { flowId: "${publishedFlow}", ...body } });
    const claim = {
      claim: "a name has to be a text",
      by: "answer",
      accepted: [launch({ name: "a" }), launch({ name: "b" })],
      refused: [launch({ name: 1 }), launch({ name: [] })],
      verdicts: { published: "holds" },
    };
    const { claim: result } = await decide(claim);
    expect(result).toMatchObject({ verdicts: { published: "holds" }, flipped: [] });
    expect(result.evidence.map(({ trial, answer }) => `${trial}: ${answer.slice(0, 3)}`)).toEqual([
      "accepted 1: 200",
      "accepted 2: 200",
      "refused 1: 400",
      "refused 2: 400",
    ]);
    const withOneMore = { ...claim, refused: [...claim.refused, launch({ name: "c" })] };
    expect(await decide(withOneMore)).toMatchObject({
      claim: { verdicts: { published: "refuted" }, flipped: [{ pinned: "holds", found: "refuted" }] },
      exitCodes: [1],
      warnings: [],
      recorded: [],
    });
  });

  test("passes an undecided claim through with its reason, and asks nothing of the target", async () => {
    const claim = { claim: "the flow exists", by: "asker", undecided: "it is a fact of the asker's org" };
    const target = watchTarget(mock);
    expect(await decide(claim, { document: { contract: bothContracts }, target })).toEqual({
      claim: {
        claim: "the flow exists",
        by: "asker",
        line: 1,
        verdicts: { published: "undecided", thread: "undecided" },
        flipped: [],
        why: "it is a fact of the asker's org",
        evidence: [],
      },
      exitCodes: [],
      warnings: [],
      recorded: [],
    });
    expect(target.wanted).toEqual([]);
  });

  test("decides nothing when a trial's client fails, and says which and why", async () => {
    const claim = aClaim({ variation: { client: { command: ["no-such-program"] } } });
    const { claim: result, exitCodes } = await decide(claim);
    expect(result).toMatchObject({ verdicts: {}, flipped: [], evidence: [] });
    expect(result.error).toMatch(
      /^variation under published: the command "no-such-program" could not be started: it was not found in PATH/,
    );
    expect(exitCodes).toEqual([1]);
  });

  test("passes on what the target means for the exit code", async () => {
    const wrongName = aClaim({ variation: { given: { oauthClient: "Nobody" } } });
    const { claim, exitCodes } = await decide(wrongName);
    expect(claim.error).toMatch(
      /^given\.oauthClient: the mock's org has no OAuth client "Nobody"; it has Full access, /,
    );
    expect(exitCodes).toEqual([2]);
    expect(await decide(aClaim({ variation: { body: {} } }), { target: aTarget() })).toMatchObject({
      claim: { verdicts: {}, error: "the target is not there" },
      exitCodes: [3],
      warnings: [],
      recorded: [],
    });
  });
});
