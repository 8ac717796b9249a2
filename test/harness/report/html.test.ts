import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createHtmlReporter } from "#harness/report/html.ts";
import { createOutput } from "#harness/report/output.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { createRedactor } from "#redact/create-redactor.ts";
import { aFullRun } from "./a-full-run.ts";
import { anEvilRun, evil } from "./an-evil-run.ts";
import {
  aComparison,
  aLeg,
  anExchange,
  aPlan,
  aRealLeg,
  aRecordingOutput,
  aRun,
  aScenario,
  eventsOf,
} from "./builders.ts";

describe("createHtmlReporter", () => {
  test("writes a page that may load nothing and run nothing but its own script and style", async () => {
    const page = await write(aFullRun());

    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "";
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'">`,
    );
    expect(page).not.toMatch(/<(link|img|iframe|object|base)\b|\ssrc=|@import|url\(|\sstyle=|\son\w+=/);
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  test("shows everything of a full run", async () => {
    const page = await write(aFullRun());

    for (const { id, title } of aFullRun().scenarios) {
      expect(page).toContain(`<code class="id">${id}</code>`);
      expect(page).toContain(`<h3>${title}</h3>`);
    }
    expect(page).toContain('<mark>"state": "ACTIVE",</mark>');
    expect(page).toContain("<li>Authorization: Bearer &lt;redacted&gt;</li>");
    expect(page).toContain("ran 2 times: it was answered 429 and repeated after the wait");
    expect(page).toContain("<strong>left to you: 403 missing.permission</strong>");
    expect(page).toContain("Refused for safety, and never sent: it writes");
    expect(page).toContain('<strong class="badge failed">decisive</strong> header');
    expect(page).toContain('<strong class="badge failed">pinned refuted</strong>');
    expect(page).toContain("none of the real API's 7 has; it may be data");
    expect(page).toContain("The recordings are 41 days old.");
  });

  test("has each of its ids once, and a target for each of its links", async () => {
    const page = await write(aFullRun());

    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });

  test("writes what a server or a scenario says as text, wherever it stands", async () => {
    const page = (await write(anEvilRun())).replace(/<script>[\s\S]*?<\/script>/, "");

    expect(page).not.toContain(evil);
    expect(page).not.toContain("<img");
    expect(page).not.toContain("</script");
    expect(page.match(/&lt;img src=x onerror=/g)?.length).toBeGreaterThan(20);
  });

  test("holds no secret, and shows its mask as text", async () => {
    const folder = await mkdtemp(join(tmpdir(), "report-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const redactor = createRedactor();
    redactor.add('canary"<1>&');
    const stream = { write: () => true };
    const output = createOutput({ stdout: stream, stderr: stream, redactor });
    const body = JSON.stringify({ said: 'canary"<1>&' });
    const exchange = anExchange(400, `${" ".repeat(19_990)}${body}`, { path: '/a?x=canary"<1>&' });
    const leg = aLeg({ status: "error", error: 'no: canary"<1>&', exchanges: [exchange, anExchange(400, body)] });

    await write(aRun([aScenario({ title: 'canary"<1>&', tags: ['canary"<1>&'], status: "error", legs: [leg] })]), {
      output,
      file: join(folder, "run.html"),
    });

    const page = await readFile(join(folder, "run.html"), "utf8");
    expect(page).not.toContain("canar");
    expect(page).not.toContain("<redacted>");
    expect(page).toContain("no: &lt;redacted&gt;");
  });

  test("stays bounded, and leaves out the bodies of what passed first", async () => {
    const big = anExchange(200, "y".repeat(30_000));
    const passed = Array.from({ length: 500 }, (_, index) =>
      aScenario({ id: `p${index}`, legs: [aLeg({ exchanges: [big, big] })] }),
    );
    const failed = aScenario({ id: "f", status: "failed", legs: [aLeg({ status: "failed", exchanges: [big] })] });

    const page = await write(aRun([...passed, failed]));

    expect(page.length).toBeLessThan(18_000_000);
    expect(page).toContain("left out because the page is large already");
    expect(page.slice(page.indexOf('id="scenario-501"'))).toContain("y".repeat(20_000));
  });

  test("shows the last 40 of many calls and says so", async () => {
    const exchanges = Array.from({ length: 90 }, () => anExchange(200, "{}"));

    const page = await write(aRun([aScenario({ legs: [aLeg({ exchanges })] })]));

    expect(page.match(/<details class="call"/g)).toHaveLength(40);
    expect(page).toContain("Only the last 40 of 90 calls are shown.");
  });

  test("says of a run on a real org that people's data is in it, and of no other run", async () => {
    const note = "people's names, email addresses and phone numbers are not";

    expect(await write(aRun([], { plan: aPlan() }))).toContain(note);
    expect(await write(aRun([], { plan: aPlan({ target: "recording" }) }))).not.toContain(note);
    expect(await write(aRun([]))).not.toContain(note);
  });

  test("says `as expected` of the side that meets an expectation", async () => {
    const drift = [
      { at: "/expect/body/id", kind: "expectation" as const, live: "b", message: "only the mock meets it" },
    ];
    const comparisons = [aComparison({ verdict: "api-changed", drift })];

    const page = await write(aRun([aScenario({ status: "failed", legs: [aLeg(), aRealLeg()], comparisons })]));

    expect(page).toContain('<span class="muted">as expected</span>');
  });

  test("says why nothing could be run at all", async () => {
    const page = await write(aRun([], { skipped: 5, exitCode: 3, exitCodes: [3], warnings: ["the host is down"] }));

    expect(page).toContain("<title>✗ nothing was run · genesys-mock</title>");
    expect(page).toContain('<h1 class="failed">Nothing was run</h1>');
    expect(page).toContain('<li class="error fatal">nothing was run <span class="muted">the host is down</span></li>');
  });

  test("can be read for a run without any scenario", async () => {
    expect(await write(aRun([]))).toContain("0 scenarios passed");
  });
});

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

async function write(run: RunResult, options?: Parameters<typeof createHtmlReporter>[0]): Promise<string> {
  const { output, files } = aRecordingOutput();
  const reporter = createHtmlReporter(options ?? { output, file: "run.html" });
  for (const event of eventsOf(run)) reporter.onEvent(event);
  await reporter.close();
  return files.get("run.html") ?? "";
}
