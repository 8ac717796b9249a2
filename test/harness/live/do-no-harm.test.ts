import { describe, expect, test } from "vitest";
import { aStandIn, runLive } from "./run-live.ts";

const launches = (effect: string) => `id: launch
title: A flow is launched
effect: ${effect}
client: { request: { method: POST, path: /api/v2/flows/executions, body: { flowId: "\${publishedFlow}" } } }
expect: { status: 200 }
`;

const reads = `id: read
title: Users are listed
effect: reads
client: { request: { path: /api/v2/users } }
expect: { status: 200 }
`;

const create = `{ method: POST, path: /api/v2/users, body: { name: Ada Quill, email: ada.quill@example.com, divisionId: "1" }, save: { id: /id } }`;

/** On the mock it fails, since the mock cannot create users yet or refuses the division; what counts is the real side. */
const writes = (steps: string) => `id: write
title: A user is created
effect: writes
client: { requests: [${steps}] }
expect: { calls: [{ method: POST }] }
`;

const launchPath = "/api/v2/flows/executions";
const onlyReal = { target: "live" } as const;

describe("what is not allowed", () => {
  test("is not sent: a scenario that launches does not run on the real side without --allow", async () => {
    const standIn = await aStandIn();
    const { exitCode, report } = await runLive({ a: launches("launches"), b: reads }, standIn);

    expect(report.scenarios[0]?.targets).toMatchObject([
      { target: "mock", status: "passed" },
      {
        target: "live",
        status: "not-run",
        error: "it launches, and only reads is allowed; allow it with --allow launches",
      },
    ]);
    expect(standIn.requests().filter(({ path }) => path === launchPath)).toEqual([]);
    expect(exitCode).toBe(0);
  });

  test("is 2 where nothing at all is left to run on the real side", async () => {
    const { exitCode, report } = await runLive({ a: launches("launches") }, await aStandIn());

    expect(exitCode).toBe(2);
    expect(report.summary.warnings).toEqual([expect.stringContaining("nothing ran on live")]);
  });

  test("is refused on the mock already: a call that does more than its scenario says is 5, and is not tried on the real side", async () => {
    const standIn = await aStandIn();
    const { exitCode, stdout } = await runLive({ a: launches("reads") }, standIn, { args: { allow: "launches" } });

    expect(exitCode).toBe(5);
    expect(stdout).toContain("POST /api/v2/flows/executions launches, and the scenario says effect: reads");
    expect(standIn.requests().filter(({ path }) => path === launchPath)).toEqual([]);
  });

  test.each([
    ["encoded", "/api/v2/flows/%65xecutions"],
    ["with dot segments", "/api/v2/users/../flows/executions"],
    ["with doubled slashes", "//api//v2/flows/executions"],
    ["with a slash at the end", "/api/v2/flows/executions/"],
  ])("is refused when the path is written %s", async (_what, path) => {
    const standIn = await aStandIn();
    const { exitCode } = await runLive({ a: launches("reads").replace(launchPath, path) }, standIn, {
      args: { allow: "launches", ...onlyReal },
    });

    expect(exitCode).toBe(5);
    expect(standIn.requests().filter(({ method, path: sent }) => method === "POST" && sent !== "/oauth/token")).toEqual(
      [],
    );
  });

  test("is a scenario without effect, which counts as writes", async () => {
    const { report } = await runLive(
      { a: reads.replace("effect: reads\n", ""), b: reads.replace("id: read", "id: other") },
      await aStandIn(),
    );

    expect(report.scenarios[0]?.targets[1]).toMatchObject({
      status: "not-run",
      error: expect.stringContaining("it does not say its effect, which counts as writes"),
    });
  });
});

describe("a dry run", () => {
  test("shows the plan and sends nothing", async () => {
    const standIn = await aStandIn();
    const { exitCode, stdout } = await runLive({ a: launches("launches"), b: reads }, standIn, {
      args: { dryRun: true },
    });

    expect(exitCode).toBe(0);
    expect(standIn.requests()).toEqual([]);
    expect(stdout).toContain("runs there    1 of 2 scenarios");
    expect(stdout).toContain("allow it with --allow launches");
    expect(stdout).toContain("nothing was sent");
  });
});

describe("what a run created", () => {
  test("is deleted afterwards, and nothing else", async () => {
    const standIn = await aStandIn();
    const { report } = await runLive({ a: writes(create) }, standIn, { args: { allow: "writes", ...onlyReal } });
    const [created] = standIn.deletedUsers();

    expect(standIn.deletedUsers()).toHaveLength(1);
    expect(report.scenarios[0]?.targets[0]?.cleanUp).toEqual([{ call: `DELETE /api/v2/users/${created}` }]);
  });

  test("can be deleted by the client itself, and is not deleted twice", async () => {
    const standIn = await aStandIn();
    const remove = `{ method: DELETE, path: "/api/v2/users/\${id}" }`;
    const { exitCode, report } = await runLive({ a: writes(`${create}, ${remove}`) }, standIn, {
      args: { allow: "writes", ...onlyReal },
    });

    expect(exitCode).toBe(0);
    expect(standIn.deletedUsers()).toHaveLength(1);
    expect(report.scenarios[0]?.targets[0]).not.toHaveProperty("cleanUp");
  });

  test("is all that may be deleted: another user stays", async () => {
    const standIn = await aStandIn();
    const remove = `{ method: DELETE, path: "/api/v2/users/\${activeUser}" }`;
    const { exitCode, stdout } = await runLive({ a: writes(`${create}, ${remove}`) }, standIn, {
      args: { allow: "writes", ...onlyReal },
    });

    expect(exitCode).toBe(5);
    expect(stdout).toContain("is not something this run created");
    expect(standIn.deletedUsers()).not.toContain(standIn.org.idOf("activeUser"));
  });

  test("is told with its scenario where its answer has no id, so that nothing can delete it", async () => {
    const standIn = await aStandIn({ missingField: { match: "POST /api/v2/users", pointer: "/id" } });
    const { report, stdout } = await runLive({ a: writes(create.replace(", save: { id: /id }", "")) }, standIn, {
      args: { allow: "writes", ...onlyReal },
    });
    const left =
      'it was answered 200 without an id (but with name, email, version, state, selfUri), so it may have created something that was not deleted; look for it by hand: the request named it "Ada Quill"';

    expect(standIn.deletedUsers()).toEqual([]);
    expect(report.scenarios[0]?.targets[0]?.cleanUp).toEqual([{ call: "POST /api/v2/users", error: left }]);
    expect(stdout).toContain(`0 deleted, 1 LEFT TO YOU\n  write [published] on live: POST /api/v2/users: ${left}`);
  });

  test("is deleted when the run is stopped, too", async () => {
    const standIn = await aStandIn();
    const stop = new AbortController();
    const state = `state: { get: "/api/v2/users/\${id}", is: { state: never }, within: 600, every: 600 }`;
    const scenario = writes(create).replace("expect: { calls: [{ method: POST }] }", `expect: { ${state} }`);
    const running = runLive({ a: scenario }, standIn, { args: { allow: "writes", ...onlyReal }, signal: stop.signal });
    await expect
      .poll(() => standIn.requests().some(({ method, path }) => method === "GET" && path.startsWith("/api/v2/users/")))
      .toBe(true);
    stop.abort();

    expect((await running).exitCode).toBe(130);
    expect(standIn.deletedUsers()).toHaveLength(1);
  });
});

describe("what only a mock can be given", () => {
  test.each([
    ["faults", "faults: [{ status: 500, method: GET, path: /api/v2/users, times: 1 }]", "only a mock can"],
    ["an expired token", "token: { expiresIn: 0 }", "a token that has expired already"],
    ["a user's token", 'token: { userId: "${activeUser}" }', "GENESYS_USER_ACCESS_TOKEN"],
    ["a token without a right that it needs", "token: { permissions: [] }", "GENESYSCLOUD_OAUTHCLIENT_ID__"],
  ])("is not compared: %s", async (_what, given, reason) => {
    const body = given.includes("permissions: []")
      ? launches("launches").replace("{ status: 200 }", "{ status: 403 }")
      : reads.replace("{ status: 200 }", "{ status: $number }");
    const scenario = body.replace(/^effect/m, `given: { ${given} }\neffect`);
    const { report } = await runLive({ a: scenario, b: reads.replace("id: read", "id: other") }, await aStandIn(), {
      args: { allow: "launches" },
    });

    expect(report.scenarios[0]?.targets[1]).toMatchObject({
      status: "not-run",
      error: expect.stringContaining(reason),
    });
  });

  test("is a narrow token compared where it was enough", async () => {
    const given = "given: { token: { permissions: [architect:flow:launch] } }\neffect";
    const { report } = await runLive({ a: launches("launches").replace("effect", given) }, await aStandIn(), {
      args: { allow: "launches" },
    });

    expect(report.scenarios[0]?.comparisons).toMatchObject([{ verdict: "agree" }]);
  });
});
