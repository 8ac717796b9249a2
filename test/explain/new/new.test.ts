import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type NewArguments, writeNew } from "#explain/new/new.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";

const flowId = "0b5ea9a4-5f0c-4b0e-9d8b-6f1f3f0f0f0f";
const token = "eyJhbGciOiJSUzI1NiJ9.abcdefgh";

async function newVerb(args: NewArguments, { cwd, stdin = "" }: { cwd: string; stdin?: string }) {
  const written = { stdout: "", stderr: "" };
  const exitCode = await writeNew(args, {
    cwd,
    stdin: async () => stdin,
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
  });
  return { exitCode, ...written };
}

function scenarioOf(cwd: string, file: string) {
  const text = readFileSync(join(cwd, file), "utf8");
  return { text, value: parse(text) };
}

describe("new", { timeout: 30_000 }, () => {
  test("makes a scenario of a curl line: its ids exist, its token is the scenario's, and the mock's answers are expected", async () => {
    const cwd = await writeFiles({});
    const stdin = `curl -X POST https://api.mypurecloud.com/api/v2/flows/executions -H "Authorization: Bearer ${token}" -H 'Content-Type: application/json' -d '{"flowId":"${flowId}","context":{}}'`;
    const { exitCode, stdout, stderr } = await newVerb({ fromCurl: "-", id: "mine" }, { cwd, stdin });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(
      "mine.scenario.yaml is written. The mock answers published: 400 invalid.property, thread: 400 bad_request.",
    );
    const { text, value } = scenarioOf(cwd, "mine.scenario.yaml");
    expect(text).not.toContain(token);
    expect(value).toEqual({
      id: "mine",
      title: "POST /api/v2/flows/executions",
      contract: ["published", "thread"],
      effect: "launches",
      given: { flows: [{ id: flowId, state: "published" }] },
      client: { request: { method: "POST", path: "/api/v2/flows/executions", body: { flowId, context: {} } } },
      expect: {
        published: { status: 400, body: { code: "invalid.property" } },
        thread: { status: 400, body: { code: "bad_request" } },
      },
    });
  });

  test.each([
    ["no token", "curl H/api/v2/users", { headers: { Authorization: null } }],
    [
      "a token without a scheme",
      `curl H/api/v2/users -H 'Authorization: ${token}'`,
      { headers: { Authorization: `\${accessToken}` } },
    ],
    [
      "a token in quotes",
      `curl H/api/v2/users -H 'Authorization: Bearer "${token}"'`,
      { headers: { Authorization: `Bearer "\${accessToken}"` } },
    ],
    [
      "undefined for a token",
      "curl H/api/v2/users -H 'Authorization: Bearer undefined'",
      { headers: { Authorization: "Bearer undefined" } },
    ],
    ["a placeholder for a token", "curl H/api/v2/users -H 'Authorization: Bearer <token>'", { path: "/api/v2/users" }],
    [
      "a body that is no JSON",
      `curl H/api/v2/users -H 'Authorization: Bearer t' -H 'Content-Type: application/json' -d "{'a':1,}"`,
      { rawBody: "{'a':1,}", headers: { "Content-Type": "application/json" } },
    ],
    [
      "credentials of a client",
      "curl -u my-id:my-secret H/oauth/token -d grant_type=client_credentials",
      { headers: { Authorization: `Basic \${basicCredentials}` }, form: { grant_type: "client_credentials" } },
    ],
    [
      "credentials in a form",
      "curl H/oauth/token -d 'client_id=a&client_secret=bbbbbb'",
      { form: { client_id: `\${clientId}`, client_secret: `\${clientSecret}` } },
    ],
    [
      "what looks like a variable",
      `curl 'H/api/v2/users?q=\${x}' -H 'Authorization: Bearer t'`,
      { path: `/api/v2/users?q=$\${x}` },
    ],
  ])("keeps what is wrong or special in %s", async (_name, line, request) => {
    const cwd = await writeFiles({ line: line.replace("H/", "https://api.mypurecloud.com/") });
    expect(await newVerb({ fromCurl: "line", out: "a.scenario.yaml", id: "a" }, { cwd })).toMatchObject({
      exitCode: 0,
    });
    expect(scenarioOf(cwd, "a.scenario.yaml").value.client.request).toMatchObject(request);
  });

  test("takes what was reported from the answer of a HAR, all calls in their order", async () => {
    const entry = (method: string, status: number) => ({
      request: {
        method,
        url: "https://api.mypurecloud.com/api/v2/users/me",
        headers: [{ name: "Authorization", value: `Bearer ${token}` }],
      },
      response: { status, content: { text: JSON.stringify({ code: "not.found", message: "No." }) } },
    });
    const cwd = await writeFiles({
      "a.har": JSON.stringify({ log: { entries: [entry("GET", 200), entry("DELETE", 404)] } }),
    });
    const { exitCode, stdout } = await newVerb({ fromHar: "a.har" }, { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("It was reported with 404");
    const { value } = scenarioOf(cwd, "delete-users-me-404.scenario.yaml");
    expect(value).toMatchObject({
      effect: "writes",
      client: { requests: [{ method: "GET" }, { method: "DELETE" }] },
      expect: { published: { status: 405 } },
      reported: { status: 404, body: { code: "not.found" } },
    });
  });

  test("makes a scenario of a report, with its claims still to be decided", async () => {
    const catalogue = `- id: wrong-name
  source: https://example.com/1
  title: A wrong name
  request: { method: POST, path: /api/v2/flows/executions, headers: { Authorization: Bearer <token> }, body: { flow_id: <flowId> } }
  response: { status: 400, body: { code: bad.request } }
  claims: [{ claim: the name is right, by: asker, kind: other }]
- id: no-request
  source: https://example.com/2
`;
    const cwd = await writeFiles({ "scenarios/reported/catalogue.yaml": catalogue });
    expect(await newVerb({ fromReport: "wrong-name" }, { cwd })).toMatchObject({ exitCode: 0 });
    expect(scenarioOf(cwd, "scenarios/reported-wrong-name.scenario.yaml").value).toMatchObject({
      id: "reported-wrong-name",
      title: "A wrong name",
      report: "wrong-name",
      client: { request: { body: { flow_id: `\${publishedFlow}` } } },
      reported: { status: 400, body: { code: "bad.request" } },
      claims: [{ claim: "the name is right", by: "asker", undecided: expect.any(String) }],
    });
    expect((await newVerb({ fromReport: "no-request" }, { cwd })).stderr).toContain(
      "see its source: https://example.com/2",
    );
    expect((await newVerb({ fromReport: "wrong-nam" }, { cwd })).stderr).toContain('did you mean "wrong-name"?');
  });

  test("takes no id that another scenario of the folder has, and names the file and line", async () => {
    const catalogue =
      "- { id: one, title: One, request: { method: GET, path: /api/v2/users/me }, response: { status: 401 } }";
    const cwd = await writeFiles({
      "scenarios/reported/catalogue.yaml": catalogue,
      "scenarios/reported/users/one.scenario.yaml": "title: Said before\nid: reported-one\nnot: loaded\n",
      "scenarios/mentions-it.scenario.yaml": "id: another\ntitle: reported-one\n",
      "elsewhere/two.scenario.yaml": "id: two\n",
    });
    const { exitCode, stderr } = await newVerb({ fromReport: "one" }, { cwd });
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('found "reported-one", which scenarios/reported/users/one.scenario.yaml:2 has already'),
    ]);
    expect(existsSync(join(cwd, "scenarios/reported-one.scenario.yaml"))).toBe(false);
    expect(await newVerb({ fromReport: "one", id: "two" }, { cwd })).toMatchObject({ exitCode: 0 });
    expect(
      (await newVerb({ fromReport: "one", id: "two", out: "elsewhere/b.scenario.yaml" }, { cwd })).stderr,
    ).toContain('found "two", which elsewhere/two.scenario.yaml:1 has already');
  });

  test("does not overwrite a file", async () => {
    const cwd = await writeFiles({ "a.scenario.yaml": "mine", line: "curl https://h/api/v2/users" });
    const { exitCode, stderr } = await newVerb({ fromCurl: "line", out: "a.scenario.yaml" }, { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("is there already and is not overwritten")]);
    expect(readFileSync(join(cwd, "a.scenario.yaml"), "utf8")).toBe("mine");
  });

  test.each([
    [{}, "expected one of --from-curl FILE, --from-har FILE and --from-report ID, found none"],
    [{ fromCurl: "a", fromHar: "b" }, "found several"],
    [{ fromCurl: "a", id: "Not An Id" }, "--id: expected small letters"],
    [{ fromCurl: "a", out: "a.yaml" }, "--out: expected a name that ends with .scenario.yaml"],
    [{ fromCurl: "missing" }, "there is no missing"],
    [{ fromReport: "x" }, "expected the catalogue of reports"],
  ])("gives 2 for %j and says why", async (args, message) => {
    const { exitCode, stderr } = await newVerb(args, { cwd: await writeFiles({}) });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
