import { expect, test } from "vitest";
import { writeFiles } from "#test/harness/scenario/load-text.ts";
import { readReport, runVerb } from "./run-verb.ts";

const scenario = `id: odd-places
title: Credentials that nobody told of, in a query, a cookie and a key
effect: reads
client:
  request:
    path: /api/v2/users/me?access_token=in-the-query&x=1
    headers: { Cookie: "session=in-the-cookie", X-Api-Key: in-the-header }
expect: { status: 200 }
`;

test("run shows no credential of a query, a cookie or a key in any report, and a curl line with variables", async () => {
  const cwd = await writeFiles({ "a.scenario.yaml": scenario });
  const files = ["run.json", "junit.xml", "run.html", "run.md"];
  const reporter = ["console", "json=run.json", "junit=junit.xml", "html=run.html", "markdown=run.md"];
  const { exitCode, stdout, stderr } = await runVerb(cwd, { reporter });
  expect(exitCode).toBe(1);

  const texts = [stdout, stderr, ...(await Promise.all(files.map((file) => readReport(cwd, file))))];
  for (const text of texts) expect(text).not.toMatch(/in-the-(?:query|cookie|header)/);
  const { scenarios } = JSON.parse(await readReport(cwd, "run.json"));
  const [leg] = scenarios[0].targets;
  expect(leg.exchanges[0].path).toBe("/api/v2/users/me?access_token=<redacted>&x=1");
  expect(leg.curl).toContain(`me?access_token='"$GENESYSCLOUD_ACCESS_TOKEN"'&x=1'`);
  expect(leg.curl).toContain('-H "Cookie: $COOKIE"');
  expect(leg.curl).toContain('-H "X-Api-Key: $X_API_KEY"');
});
