import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Har } from "#harness/recording/har.ts";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";
import { aStandIn, runLive } from "#test/harness/live/run-live.ts";
import { patience, useBrowser } from "#test/helpers/use-browser.ts";
import { importHar, openNetworkPanel, rowsOf, shownCalls } from "./network-panel.ts";
import { aFolder, aRun, record } from "./record.ts";

const browser = useBrowser();

const launches = `id: launches
title: A flow is launched, looked at, and launched wrongly
effect: launches
client:
  requests:
    - { method: POST, path: /api/v2/flows/executions, body: { flowId: "\${publishedFlow}" }, save: { id: /id } }
    - { path: "/api/v2/flows/executions/\${id}" }
    - { path: "/api/v2/users?pageSize=2&pageNumber=1" }
    - { method: POST, path: /api/v2/flows/executions, body: { flow_id: "\${publishedFlow}" } }
expect: { status: 400 }
`;

/** What a HAR says of its calls, in the words of the panel. */
function callsOf({ log }: Har) {
  return log.entries.map(({ request, response, startedDateTime, time }) => ({
    method: request.method,
    url: request.url,
    status: response.status,
    statusText: response.statusText,
    requestHeaders: request.headers,
    responseHeaders: response.headers,
    requestBody: request.postData?.text ?? null,
    responseBody: { text: response.content.text ?? "", isBase64: response.content.encoding === "base64" },
    mimeType: response.content.mimeType,
    type: "fetch",
    transferred: Math.max(0, response.bodySize),
    startedAt: expect.closeTo(Date.parse(startedDateTime), 0),
    durationMs: expect.closeTo(time, 2),
  }));
}

describe("a recording in Chromium's own network panel", { timeout: patience }, () => {
  test("shows every call of a run with its address, headers, bodies, answer and time", async ({ skip }) => {
    const { cwd } = await runLive({ launches }, await aStandIn(), {
      args: { allow: "launches", record: "recordings" },
    });
    const file = join(cwd, "recordings", "launches.har");
    const har: Har = JSON.parse(await readFile(file, "utf8"));
    const panel = await openNetworkPanel(browser());
    if (typeof panel === "string") return skip(panel);

    await importHar(panel, file);

    const calls = await shownCalls(panel);
    expect(calls).toEqual(callsOf(har));
    expect(calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
      "POST 200",
      "GET 200",
      "GET 200",
      "POST 400",
    ]);
    expect(calls[3]?.requestBody).toContain("flow_id");
    expect(calls[3]?.responseBody.text).toContain("invalid.property");
  });

  test("shows the calls as those of a program, and their time as waiting for the server", async ({ skip }) => {
    const folder = await aFolder();
    const call = { ...buildExchange({ path: "/api/v2/slow", response: { json: { a: 1 } } }), durationMs: 1500 };
    await record({ folder, scenarios: { slow: [aRun([buildExchange(), call])] } });
    const panel = await openNetworkPanel(browser());
    if (typeof panel === "string") return skip(panel);

    await importHar(panel, join(folder, "slow.har"));

    await panel.getByText("Fetch/XHR", { exact: true }).click();
    expect(await rowsOf(panel).allTextContents()).toEqual([
      expect.stringMatching(/^me/),
      expect.stringMatching(/^slow/),
    ]);
    await rowsOf(panel).nth(1).click();
    await panel.getByRole("tab", { name: "Timing" }).click();
    expect(await panel.getByRole("row", { name: /wait|TTFB/i }).innerText()).toMatch(/\b1\.50\ss$/);
  });

  test("shows what is no text, and calls that were not answered", async ({ skip }) => {
    const folder = await aFolder();
    const exchanges = [
      buildExchange({
        method: "POST",
        bytes: Buffer.from([0, 255, 1]),
        response: { headers: [["Content-Type", "application/octet-stream"]], bytes: Buffer.from([254, 0]) },
      }),
      buildExchange({ path: "/a/../b?x=%zz", error: "the target closed the connection" }),
      buildExchange({ method: "DELETE", response: { status: 204, headers: [["Set-Cookie", "s=1; Path=/"]] } }),
    ];
    await record({ folder, scenarios: { odd: [aRun(exchanges)] } });
    const panel = await openNetworkPanel(browser());
    if (typeof panel === "string") return skip(panel);

    await importHar(panel, join(folder, "odd.har"));

    expect(await shownCalls(panel)).toMatchObject([
      { status: 200, requestBody: "AP8B", responseBody: { text: "/gA=", isBase64: true } },
      { status: 0, responseBody: { text: "" }, transferred: 0 },
      { status: 204, method: "DELETE" },
    ]);
  });
});
