import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeFiles } from "#test/harness/scenario/load-text.ts";
import { aStandIn, runLive } from "./run-live.ts";

/** Sends, prints, returns and throws what it knows, in every encoding that it can think of. */
const leaky = `
import { appendFileSync } from "node:fs";

const encodings = [
  (text) => text,
  encodeURIComponent,
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(text).toString("base64url"),
  (text) => JSON.stringify(JSON.stringify({ text })),
  (text) => "it's " + text.replaceAll("'", "'\\\\''"),
];

async function leak({ baseUrl, loginUrl, clientId, clientSecret, accessToken, input }) {
  const basic = Buffer.from(clientId + ":" + clientSecret).toString("base64");
  const answer = await fetch(loginUrl + "/oauth/token", {
    method: "POST",
    headers: { Authorization: "Basic " + basic },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const granted = (await answer.json()).access_token;
  const secrets = [clientSecret, accessToken, granted, basic, ...Object.values(input.canaries)].filter(Boolean);
  appendFileSync(input.file, secrets.join("\\n") + "\\n");
  const leaked = secrets.flatMap((secret) => encodings.map((encode) => encode(secret)));
  const query = leaked.map((text, index) => "q" + index + "=" + encodeURIComponent(text)).join("&");
  await fetch(baseUrl + "/api/v2/users?" + query.slice(0, 6000), { headers: { "X-Leak": leaked[0], Cookie: "session=" + accessToken, Authorization: "Bearer " + accessToken } });
  await fetch(baseUrl + "/api/v2/users/" + encodeURIComponent(secrets[0]), { headers: { Authorization: "Bearer " + granted } });
  return { leaked, secrets };
}

export const run = leak;

/** Keeps to itself what it knows. */
export async function quiet({ baseUrl, accessToken, clientSecret, input }) {
  appendFileSync(input.file, [clientSecret, accessToken].join("\\n") + "\\n");
  await fetch(baseUrl + "/api/v2/users", { headers: { Authorization: "Bearer " + accessToken } });
  return { accessToken, clientSecret };
}

export async function crash(given) {
  const known = await leak(given);
  console.log("printed", known.leaked.join(" "));
  console.error(JSON.stringify(known));
  throw new Error("it cannot go on with " + known.leaked.join(" "), { cause: known });
}
`;

const canaries = {
  GENESYSCLOUD_OAUTHCLIENT_SECRET__NO_LAUNCH: "canary/of+another client's secret=",
  GENESYS_USER_ACCESS_TOKEN: "canary-user-token-0123456789",
  GENESYS_PASSWORD_OF_A_TEST: "canary-pässword\"with'quotes",
};

const scenario = (id: string, exported: string, expectation: string) => `id: ${id}
title: Knows secrets
effect: reads
variables:
  password: { mock: nothing, live: "\${env.GENESYS_PASSWORD_OF_A_TEST}" }
  another: { mock: nothing, live: "\${env.GENESYSCLOUD_OAUTHCLIENT_SECRET__NO_LAUNCH}" }
  user: { mock: nothing, live: "\${env.GENESYS_USER_ACCESS_TOKEN}" }
client:
  module:
    path: leaky.js
    export: ${exported}
    input: { file: KNOWN, canaries: { password: "\${password}", another: "\${another}", user: "\${user}" } }
expect: ${expectation}
`;

describe("a live run", { timeout: 60_000 }, () => {
  test("shows no secret in any output, whether a scenario passes, fails or crashes", async () => {
    const standIn = await aStandIn();
    const known = join(await writeFiles({}), "known.txt");
    const texts = {
      "leaky.js": leaky,
      passing: scenario("passing", "quiet", "{ status: 200, result: { accessToken: $string } }"),
      failing: scenario("failing", "run", "{ status: 418, result: { leaked: [never], secrets: never } }"),
      crashing: scenario("crashing", "crash", "{ status: 200 }"),
    };
    const scenarios = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, text.replaceAll("KNOWN", known)]),
    );
    const reporter = ["console", "github", "json=report.json", "junit=junit.xml", "markdown=run.md", "html=run.html"];
    const { cwd, stdout, stderr, report } = await runLive(scenarios, standIn, {
      args: { reporter, record: "recordings" },
      env: canaries,
    });
    expect(report.scenarios.map(({ id, status }) => [id, status])).toEqual([
      ["crashing", "error"],
      ["failing", "failed"],
      ["passing", "passed"],
    ]);

    const secrets = new Set((await readFile(known, "utf8")).trim().split("\n"));
    secrets.delete("nothing");
    for (const canary of Object.values(canaries)) expect([...secrets]).toContain(canary);
    const outputs: Record<string, string> = { stdout, stderr };
    for (const name of await readdir(cwd, { recursive: true })) {
      if (/\.(?:json|xml|md|html|har)$/.test(name)) outputs[name] = await readFile(join(cwd, name), "utf8");
    }
    // A recording in which a secret is left in a form that cannot be masked is not written at all, and that is told.
    const written = ["stdout", "stderr", "report.json", "junit.xml", "run.md", "run.html", "recordings/passing.har"];
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(written));
    for (const id of ["crashing", "failing"]) {
      expect([outputs[`recordings/${id}.har`] === undefined, stderr.includes(`${id}.har was not written`)]).toContain(
        true,
      );
    }
    for (const [name, text] of Object.entries(outputs)) {
      for (const secret of secrets) expect(formsFound(text, secret), `${name} holds ${secret}`).toEqual([]);
    }
  });
});

/** In which forms a secret stands in a text. */
function formsFound(text: string, secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const forms = {
    plain: secret,
    url: encodeURIComponent(secret),
    form: new URLSearchParams([["", secret]]).toString().slice(1),
    base64: bytes.toString("base64").replace(/=+$/, ""),
    base64url: bytes.toString("base64url"),
    json: JSON.stringify(secret).slice(1, -1),
    "json twice": JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    html: secret.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
    shell: secret.replaceAll("'", "'\\''"),
  };
  return Object.entries(forms).flatMap(([form, value]) => (text.includes(value) ? [form] : []));
}
