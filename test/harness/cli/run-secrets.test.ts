import { describe, expect, test } from "vitest";
import { mask } from "#redact/create-redactor.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";
import { readReport, runVerb } from "./run-verb.ts";

/** Logs in, and gives or throws all that it knows; what it knows stands in the file `known` afterwards. */
const talkative = `
import { appendFileSync } from "node:fs";

async function logIn({ loginUrl, clientId, clientSecret, accessToken, input }) {
  const basic = Buffer.from(clientId + ":" + clientSecret).toString("base64");
  const answer = await fetch(loginUrl + "/oauth/token", {
    method: "POST",
    headers: { Authorization: "Basic " + basic },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const granted = (await answer.json()).access_token;
  appendFileSync(input, [accessToken, clientSecret, granted].join("\\n") + "\\n");
  return { accessToken, clientSecret, granted, basic, header: "Bearer " + granted };
}

export const run = logIn;

export async function fail(given) {
  const known = await logIn(given);
  console.log("printed", known);
  console.error(JSON.stringify(JSON.stringify(known)));
  throw new Error("it cannot go on with " + known.granted, { cause: known });
}
`;

/** A scenario of one module call. */
const calls = (id: string, exported: string, rest: string) => `id: ${id}
title: Knows secrets
client: { module: { path: talkative.js, export: ${exported}, input: KNOWN } }
${rest}
`;

const logIn = `{ method: POST, path: /oauth/token, headers: { Authorization: "Basic BASIC" }, form: { grant_type: client_credentials } }`;

/** Passing, failing and crashing scenarios, all of which let secrets out wherever they can. */
const scenarios: Readonly<Record<string, string>> = {
  passing: `id: passing
title: A login
client: { requests: [${logIn}] }
expect: { status: 200, body: { access_token: $string } }
`,
  "result-differs": calls(
    "result-differs",
    "run",
    "expect: { result: { accessToken: a, clientSecret: b, granted: c, basic: d, header: e } }",
  ),
  "path-differs": `id: path-differs
title: A token in a path
client: { request: { path: "/api/v2/users/\${accessToken}?token=\${accessToken}", headers: { X-Token: "\${accessToken}" } } }
expect: { status: 200, calls: [{ path: "/\${accessToken}" }] }
`,
  crashing: calls("crashing", "fail", "expect: { result: $any }"),
  "body-differs": `id: body-differs
title: The answer of the login is not as expected
client: { requests: [${logIn}] }
expect: { body: { access_token: never, token_type: never }, calls: [{ path: /oauth/token, body: never }] }
`,
  "cannot-save": `id: cannot-save
title: The answer of the login lacks what is to be saved
client: { requests: [{ method: POST, path: /oauth/token, headers: { Authorization: "Basic BASIC" }, form: { grant_type: client_credentials }, save: { no: /nowhere } }] }
expect: { status: 200 }
`,
  "command-differs": `id: command-differs
title: A program prints its environment and its arguments
client: { command: [sh, -c, "env; echo $0 $1; echo $GENESYSCLOUD_ACCESS_TOKEN >> $2; echo $GENESYSCLOUD_OAUTHCLIENT_SECRET >&2", "\${accessToken}", "\${clientSecret}", KNOWN] }
expect: { result: { exitCode: 7, stdout: nothing, stderr: nothing } }
`,
  "command-late": `id: command-late
title: A program is stopped after it has printed its environment
client: { command: { argv: [sh, -c, "env; sleep 60"], timeout: 1 } }
expect: { result: { exitCode: 0 } }
`,
  claims: `id: claims
title: The evidence of a claim holds a token
base: ${logIn}
claims:
  - claim: a login gives a token
    by: answer
    control: { form: { grant_type: none } }
    variation: {}
    claimed: { status: 200 }
    verdicts: { published: refuted }
`,
};

const longOutput = `id: long
title: Prints much
given: { token: { value: a-token-with-a-long-tail } }
client: CLIENT
expect: { result: $any }
`;

const basic = Buffer.from("c0000000-0000-4000-8000-000000000001:mock-secret-full-access").toString("base64");

describe("run, secrets", { timeout: 60_000 }, () => {
  test("shows no token and no secret in any report, whether scenarios pass, fail or crash", async () => {
    const cwd = await writeFiles({ "talkative.js": talkative });
    const known = `${cwd}/known.txt`;
    const texts = Object.entries(scenarios).map(([name, text]) => [
      `${name}.scenario.yaml`,
      text.replaceAll("KNOWN", known).replaceAll("BASIC", basic),
    ]);
    const files = await writeFiles({ ...Object.fromEntries(texts), "talkative.js": talkative });
    const reporter = ["console", "json=run.json", "junit=junit.xml"];
    const { exitCode, stdout, stderr } = await runVerb(files, { reporter });
    expect(exitCode).toBe(1);
    const outputs = {
      stdout,
      stderr,
      json: await readReport(files, "run.json"),
      junit: await readReport(files, "junit.xml"),
    };
    // Every scenario has come as far as it should.
    expect(
      stdout
        .match(/^[✓✗!] \S+ {2}/gm)
        ?.map((line) => line.trim())
        .sort(),
    ).toEqual([
      "! cannot-save",
      "! command-late",
      "! crashing",
      "✓ passing",
      "✗ body-differs",
      "✗ claims",
      "✗ command-differs",
      "✗ path-differs",
      "✗ result-differs",
    ]);

    const secrets = [...new Set((await readReport(cwd, "known.txt")).trim().split("\n"))];
    expect(secrets).toContain("mock-secret-full-access");
    expect(secrets.length).toBeGreaterThanOrEqual(3);
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(12);
      for (const [name, text] of Object.entries(outputs)) {
        expect(`${name}: ${text}`).not.toContain(secret);
        expect(`${name}: ${text}`).not.toContain(secret.slice(0, -3));
        expect(`${name}: ${text}`).not.toContain(Buffer.from(secret).toString("base64"));
      }
    }
    const shownToken = /access_token(?:\\*"|&quot;):(?:\\*"|&quot;)(?!<redacted>|&lt;redacted&gt;)/;
    for (const text of Object.values(outputs)) {
      expect(text).not.toContain(basic);
      expect(text).not.toMatch(shownToken);
    }
    for (const text of [stdout, outputs.json, outputs.junit]) expect(text).toContain(mask);
  });

  test.each([
    ["module", "{ module: { path: long.js } }"],
    [
      "command",
      `{ command: { argv: [sh, -c, 'printf "%s\\n%01979d" $GENESYSCLOUD_ACCESS_TOKEN 0; sleep 60'], timeout: 1 } }`,
    ],
  ])("shows no end of a token where the output of a %s is cut in the middle of it", async (_kind, client) => {
    // The last 2,000 characters are shown, so what is left of the token stands before 1,980 others.
    const long =
      "export function run({ accessToken }) {\n" +
      "  process.stdout.write(accessToken + '\\n' + '0'.repeat(1979));\n" +
      "  throw new Error('enough');\n}\n";
    const text = longOutput.replace("CLIENT", client);
    const cwd = await writeFiles({ "long.scenario.yaml": text, "long.js": long, "package.json": '{"type":"module"}' });
    const { stdout } = await runVerb(cwd);
    expect(stdout).toContain("the end of its stdout");
    expect(stdout).not.toContain("with-a-long-tail");
  });

  test("shows no start of a token where the first MiB of an output ends in the middle of it", async () => {
    const script = `head -c ${1024 * 1024 - 12} /dev/zero | tr "\\0" 0; printf %s $GENESYSCLOUD_ACCESS_TOKEN`;
    const text = longOutput
      .replace("CLIENT", `{ command: [sh, -c, '${script}'] }`)
      .replace("$any", "{ stdout: short }");
    const cwd = await writeFiles({ "long.scenario.yaml": text });
    const { exitCode } = await runVerb(cwd, { reporter: ["json=run.json"] });
    const report = await readReport(cwd, "run.json");
    expect(exitCode).toBe(1);
    expect(report).toContain("[cut: only the first MiB of 1048588 bytes is kept]");
    expect(report.match(/a-token-w\w+/g)).toBe(null);
  });
});
