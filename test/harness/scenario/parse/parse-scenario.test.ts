// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold references as scenarios write them
import { isAbsolute } from "node:path";
import { describe, expect, test } from "vitest";
import { aClaim, aDocument, scenarioOf } from "#test/harness/scenario/load-text.ts";

describe("parseScenario", () => {
  test("fills in the defaults", async () => {
    const { positionOf, ...scenario } = await scenarioOf(aDocument());

    expect(scenario).toStrictEqual({
      id: "a-scenario",
      title: "A scenario",
      file: "a.scenario.yaml",
      contracts: ["published"],
      effect: "writes",
      effectIsAssumed: true,
      tags: [],
      tolerate: [],
      given: {},
      variables: {},
      client: { kind: "request", requests: [{ method: "GET", path: "/api/v2/users/me", headers: {}, save: {} }] },
      expect: { published: { status: 200 } },
      claims: [],
    });
    expect(positionOf("")).toEqual({ line: 1, column: 1 });
  });

  test("keeps everything that is written", async () => {
    const document = aDocument({
      report: "electron-400-missing-type-initiator",
      contract: ["thread", "published"],
      effect: "launches",
      tags: ["smoke"],
      given: { token: { scopes: ["flow:execute"], expiresIn: 0 }, oauthClient: "Read only", settings: { a: 1 } },
      base: { path: "/base", method: "put" },
      reported: { status: 400, body: null },
    });

    expect(await scenarioOf(document)).toMatchObject({
      report: "electron-400-missing-type-initiator",
      contracts: ["published", "thread"],
      effect: "launches",
      tags: ["smoke"],
      given: { token: { scopes: ["flow:execute"], expiresIn: 0 }, oauthClient: "Read only", settings: { a: 1 } },
      base: { method: "PUT", path: "/base", headers: {}, save: {} },
      reported: { status: 400, body: null },
    });
  });

  test("gives the place of every value", async () => {
    const { positionOf } = await scenarioOf(
      "id: a\ntitle: x\nclient: { request: { path: /a } }\nexpect:\n  status: 200\n  body:\n    name: a\n",
    );

    expect(positionOf("/expect/body/name")).toEqual({ line: 7, column: 11 });
    expect(positionOf("/expect/body/missing")).toEqual({ line: 7, column: 5 });
  });

  test("spreads a plain expectation over the contracts and keeps a keyed one apart", async () => {
    const contract = ["published", "thread"];
    const plain = await scenarioOf(aDocument({ contract, expect: { status: 400 } }));
    const keyed = await scenarioOf(aDocument({ contract, expect: { thread: { status: 400 } } }));

    expect(plain.expect).toEqual({ published: { status: 400 }, thread: { status: 400 } });
    expect(keyed.expect).toEqual({ thread: { status: 400 } });
  });

  test("gives a plain variable to every target and keeps the values of each", async () => {
    const variables = { plain: { a: 1 }, both: { mock: null, live: "${env.A}" }, mock: { mock: 1 } };

    expect((await scenarioOf(aDocument({ variables }))).variables).toStrictEqual({
      plain: { mock: { a: 1 }, live: { a: 1 } },
      both: { mock: null, live: "${env.A}" },
      mock: { mock: 1 },
    });
  });

  test("keeps each step's own body, null included", async () => {
    const requests = [
      { method: "post", path: "/a", body: null, headers: { Accept: null }, save: { x: "" } },
      { path: "/b", rawBody: "" },
      { path: "/c", form: { a: "${x}" } },
    ];

    expect((await scenarioOf(aDocument({ client: { requests } }))).client).toStrictEqual({
      kind: "request",
      requests: [
        { method: "POST", path: "/a", body: null, headers: { Accept: null }, save: { x: "" } },
        { method: "GET", path: "/b", rawBody: "", headers: {}, save: {} },
        { method: "GET", path: "/c", form: { a: "${x}" }, headers: {}, save: {} },
      ],
    });
  });

  test("makes the path of a module absolute and fills in its defaults", async () => {
    const { client } = await scenarioOf(aDocument({ client: { module: "./client.ts" } }));

    expect(client).toEqual({
      kind: "module",
      path: expect.stringMatching(/client\.ts$/),
      export: "run",
      timeoutSeconds: 30,
    });
    expect(client?.kind === "module" && isAbsolute(client.path)).toBe(true);
  });

  test("reads a module in its long form", async () => {
    const module = { path: "./client.ts", export: "launch", input: { a: 1 }, timeout: "2m" };

    expect((await scenarioOf(aDocument({ client: { module } }))).client).toMatchObject({
      export: "launch",
      input: { a: 1 },
      timeoutSeconds: 120,
    });
  });

  test.each([
    [["curl", "-s"], { kind: "command", argv: ["curl", "-s"], timeoutSeconds: 30 }],
    [
      { argv: ["cat"], stdin: "x", timeout: 5 },
      { kind: "command", argv: ["cat"], stdin: "x", timeoutSeconds: 5 },
    ],
  ])("reads the command %j", async (command, client) => {
    expect((await scenarioOf(aDocument({ client: { command } }))).client).toStrictEqual(client);
  });

  test("reads the times of a state in seconds", async () => {
    const state = { get: "/a", is: { status: "COMPLETED" } };
    const within = await scenarioOf(aDocument({ expect: { state: { ...state, within: "500ms" } } }));
    const every = await scenarioOf(aDocument({ expect: { state: { ...state, within: 5, every: "1s" } } }));

    expect(within.expect.published?.state).toEqual({ ...state, withinSeconds: 0.5, everySeconds: 0.2 });
    expect(every.expect.published?.state).toEqual({ ...state, withinSeconds: 5, everySeconds: 1 });
  });

  test("reads a claim about a change", async () => {
    const claim = aClaim({
      control: { method: "post", token: "none", given: { oauthClient: "Read only" } },
      variation: { client: { command: ["curl"] } },
    });

    expect((await scenarioOf(aDocument({ claims: [claim] }))).claims).toStrictEqual([
      {
        claim: "a body is refused",
        by: "asker",
        pointer: "/claims/0",
        verdicts: { published: "holds" },
        experiment: "change",
        control: { request: { method: "POST" }, given: { oauthClient: "Read only", token: "none" } },
        variation: { client: { kind: "command", argv: ["curl"], timeoutSeconds: 30 } },
        claimed: { published: { status: 400 } },
      },
    ]);
  });

  test("reads a claim about values", async () => {
    const claim = {
      claim: "has to be a or b",
      by: "answer",
      accepted: [{ body: "a" }, { body: "b" }],
      refused: [{ body: "c" }],
      verdicts: { published: "refuted" },
    };

    expect((await scenarioOf(aDocument({ claims: [claim] }))).claims).toStrictEqual([
      {
        claim: "has to be a or b",
        by: "answer",
        pointer: "/claims/0",
        verdicts: { published: "refuted" },
        experiment: "values",
        accepted: [{ request: { body: "a" } }, { request: { body: "b" } }],
        refused: [{ request: { body: "c" } }],
      },
    ]);
  });

  test("gives an undecided claim that verdict under every contract", async () => {
    const claim = { claim: "it was slow", by: "asker", undecided: "nobody measured it" };
    const scenario = await scenarioOf(aDocument({ contract: ["published", "thread"], claims: [claim] }));

    expect(scenario.claims).toStrictEqual([
      {
        claim: "it was slow",
        by: "asker",
        pointer: "/claims/0",
        verdicts: { published: "undecided", thread: "undecided" },
        experiment: "none",
        why: "nobody measured it",
      },
    ]);
  });

  test("reads parts that are repeated by aliases and merge keys", async () => {
    const scenario = await scenarioOf(
      [
        "id: a",
        "title: x",
        "base: &launch { method: POST, path: /a, body: { flowId: x } }",
        "client: { request: { <<: *launch, path: /b } }",
        "expect: { status: 200 }",
      ].join("\n"),
    );

    expect(scenario.client).toMatchObject({ requests: [{ method: "POST", path: "/b", body: { flowId: "x" } }] });
  });
});
