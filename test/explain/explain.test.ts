import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { loadOrg } from "#mock-server/seed/load-org.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";
import { explainVerb } from "./explain-verb.ts";

const address = "https://api.mypurecloud.com/api/v2/flows/executions";
const flowId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const curlOf = (body: object, token = "eyJhbGciOiJSUzI1NiJ9.abcdefgh") =>
  `curl -X POST ${address} -H "Authorization: Bearer ${token}" -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;

describe("explain", { timeout: 30_000 }, () => {
  test("names the cause and a request that works for a curl line from standard input, and gives 1", async () => {
    const { exitCode, stdout, stderr } = await explainVerb(
      {},
      { stdin: curlOf({ flowId, context: { source: "app" } }) },
    );
    expect([exitCode, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/^Refused \(400 invalid\.property\)/);
    expect(stdout).toContain("body.context -> body.inputData");
    expect(stdout).toContain(`--data-binary '{"flowId":"${flowId}","inputData":{"source":"app"}}'`);
  });

  test("gives 0 for a request that is accepted", async () => {
    const { exitCode, stdout } = await explainVerb({}, { stdin: curlOf({ flowId }) });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Accepted \(200\)/);
  });

  test("takes an unknown id for one that exists, and says so; an org of the caller's makes it unknown", async () => {
    const stdin = curlOf({ flowId: "0b5ea9a4-5f0c-4b0e-9d8b-6f1f3f0f0f0f" });
    const org = JSON.stringify(await loadOrg(2, createContractTable()));
    const cwd = await writeFiles({ "org.json": org });
    const lenient = await explainVerb({}, { stdin });
    expect(lenient.exitCode).toBe(0);
    expect(lenient.stdout).toContain("Assumed:");
    const strict = await explainVerb({ org: "org.json", json: true }, { stdin, cwd });
    expect(strict.exitCode).toBe(1);
    expect(JSON.parse(strict.stdout)).toMatchObject({ answer: { status: 404, code: "architect.flow.not.found" } });
  });

  test("holds the permissions that are named against what is needed", async () => {
    const stdin = curlOf({ flowId });
    const { exitCode, stdout } = await explainVerb(
      { permissions: "architect:flow:view, routing:queue:view", json: true },
      { stdin },
    );
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ accepted: false, answer: { status: 403 } });
    expect((await explainVerb({ permissions: "architect:flow:launch" }, { stdin })).exitCode).toBe(0);
  });

  test("prints one JSON object for one request, and a list for several", async () => {
    const stdin = curlOf({ flowId });
    const one = await explainVerb({ json: true, contract: "thread" }, { stdin });
    expect(JSON.parse(one.stdout)).toMatchObject({
      accepted: false,
      contract: "thread",
      verdicts: { published: { accepted: true } },
    });
    const all = await explainVerb({ json: true, contract: "all" }, { stdin });
    expect(JSON.parse(all.stdout)).toMatchObject([{ contract: "published" }, { contract: "thread" }]);
  });

  test("gives each of several requests a block with its name, and the worst exit code", async () => {
    const stdin = `${curlOf({ flowId })}\n${curlOf({ flow_id: flowId })}`;
    const { exitCode, stdout } = await explainVerb({}, { stdin });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^1\. POST \/api\/v2\/flows\/executions\n=+\n\nAccepted/);
    expect(stdout).toMatch(/\n\n2\. POST \/api\/v2\/flows\/executions\n=+\n\nRefused/);
  });

  test("prints no token, no pair and no secret of the input, wherever it stands and however it is written", async () => {
    const secrets = [
      "tok-a-1234567890",
      "s3cr3t-of-client",
      "tok-b-1234567890",
      "cookie-1234567890",
      "tok-c-1234567890",
    ];
    const [token, secret, inQuery, cookie, quoted] = secrets;
    const pair = Buffer.from(`my-client-id:${secret}`).toString("base64");
    const stdin = [
      curlOf({ flowId, context: { access_token: token } }, token),
      `curl -u my-client-id:${secret} https://login.mypurecloud.com/oauth/token -d grant_type=client_credential`,
      `curl "${address}?access_token=${inQuery}" -H "Cookie: session=${cookie}" -H 'Authorization: "Bearer ${quoted}"'`,
      `curl -H "Authorization: Bearer:${quoted}" ${address}/${secret}`,
    ].join("\n");
    for (const options of [{ contract: "all" }, { contract: "all", json: true as const }]) {
      const { stdout, stderr } = await explainVerb(options, { stdin });
      for (const hidden of [...secrets, pair]) expect(stdout + stderr).not.toContain(hidden);
      expect(stdout).toContain("flows/executions");
    }
  });

  test("asks in the org that a scenario gives, under its contract", async () => {
    const scenario = (permissions: string) => `id: launch
title: A launch
contract: [published, thread]
effect: launches
given: { token: { permissions: [${permissions}] }, flows: [{ id: 0b5ea9a4-5f0c-4b0e-9d8b-6f1f3f0f0f0f, state: unpublished }] }
variables: { flow: 0b5ea9a4-5f0c-4b0e-9d8b-6f1f3f0f0f0f }
client: { request: { method: POST, path: /api/v2/flows/executions, body: { flowId: "\${flow}" } } }
expect: { status: 404 }
`;
    const cwd = await writeFiles({
      "a.scenario.yaml": scenario("architect:flow:launch"),
      "b.scenario.yaml": scenario("architect:flow:view"),
    });
    const statusOf = async (file: string, contract?: string) => {
      const { stdout } = await explainVerb(
        { file, json: true, ...(contract === undefined ? {} : { contract }) },
        { cwd },
      );
      const { answer, contract: asked } = JSON.parse(stdout);
      return [asked, answer.status, answer.code];
    };
    expect(await statusOf("a.scenario.yaml", "thread")).toEqual(["thread", 400, "bad_request"]);
    expect(await statusOf("a.scenario.yaml")).toEqual(["published", 404, "architect.flow.version.missing"]);
    expect((await statusOf("b.scenario.yaml", "published")).slice(0, 2)).toEqual(["published", 403]);
  });

  test("explains each step of a scenario, with what an earlier one saves taken to exist", async () => {
    const cwd = await writeFiles({
      "steps.scenario.yaml": `id: steps
title: Launch and read
effect: launches
client:
  requests:
    - { method: POST, path: /api/v2/flows/executions, body: { flowId: "\${publishedFlow}" }, save: { execution: /id } }
    - { path: "/api/v2/flows/executions/\${execution}" }
expect: { status: 200 }
`,
    });
    const { exitCode, stdout } = await explainVerb({ scenario: "steps.scenario.yaml" }, { cwd });
    expect(stdout).toContain("(steps, step 2)");
    expect(exitCode).toBe(0);
  });

  test("reads a request from its options, a HAR file and a raw message", async () => {
    const entry = {
      request: { method: "GET", url: "https://api.mypurecloud.com/api/v2/users/me", headers: [] },
      response: { status: 200 },
    };
    const cwd = await writeFiles({
      "a.har": JSON.stringify({ log: { entries: [entry] } }),
      "a.http": `GET /api/v2/users HTTP/1.1\nHost: api.mypurecloud.com\nAuthorization: Bearer <token>\n`,
    });
    expect((await explainVerb({ path: "/api/v2/users" })).exitCode).toBe(0);
    expect(await explainVerb({ har: "a.har" }, { cwd })).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("browsers leave it out"),
    });
    expect((await explainVerb({ file: "a.http" }, { cwd })).exitCode).toBe(0);
  });

  test.each([
    [{ contract: "theirs" }, '--contract: expected published, thread or all, found "theirs"'],
    [{ seed: "x" }, "--seed: expected a whole number"],
    [{ curl: "a", har: "b" }, "expected one source"],
    [{ org: "missing.json" }, "--org missing.json: expected a file as GET /__mock/org gives it"],
    [{ file: "missing.txt" }, "there is no missing.txt"],
    [{ scenario: "missing.scenario.yaml" }, "missing.scenario.yaml"],
    [{}, "standard input: expected a curl command, a PowerShell web request, a HAR file, or a request"],
    [{ body: "{}" }, "--path: expected the path of the request"],
  ])("gives 2 for %j and says why", async (args, message) => {
    const { exitCode, stdout, stderr } = await explainVerb(args, { cwd: await writeFiles({}), stdin: "hello" });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });

  test("the page shows what the command prints", async () => {
    const page = readFileSync(new URL("../../docs/explain.md", import.meta.url), "utf8");
    const [, command = ""] = /```sh\n(npm run -s explain <<'END'[\s\S]*?END)\n```/.exec(page) ?? [];
    const [, output = ""] = /```text\n([\s\S]*?)\n```/.exec(page) ?? [];
    const stdin = command.split("\n").slice(1, -1).join("\n");
    const { stdout } = await explainVerb({}, { stdin });
    expect(stdout.trimEnd()).toBe(output);
  });
});
