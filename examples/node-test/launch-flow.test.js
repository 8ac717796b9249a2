import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { knownIds, runScenarios, startMock } from "genesys-mock";
import { launchFlow } from "./launch-flow.js";

let mock;
before(async () => {
  mock = await startMock();
});
beforeEach(() => mock.reset());
after(() => mock.close());

test("launches a published flow", async () => {
  const accessToken = await mock.mintToken({ permissions: ["architect:flow:launch"] });
  const id = await launchFlow({ baseUrl: mock.url, accessToken, flowId: knownIds.publishedFlow });
  assert.match(id, /^[0-9a-f-]{36}$/);
  const [exchange] = await mock.exchanges();
  assert.equal(exchange?.outcome, "accepted");
});

test("says what the platform says to a token without the permission", async () => {
  const accessToken = await mock.mintToken({ permissions: [] });
  await assert.rejects(launchFlow({ baseUrl: mock.url, accessToken, flowId: knownIds.publishedFlow }), /403/);
});

test("fails when the platform is out of order", async () => {
  const accessToken = await mock.mintToken();
  await mock.orderFault({ status: 503, times: 1 });
  await assert.rejects(launchFlow({ baseUrl: mock.url, accessToken, flowId: knownIds.publishedFlow }), /503/);
});

test("passes its scenarios", async () => {
  const run = await runScenarios({ paths: ["scenarios"], cwd: import.meta.dirname, reporters: ["console"] });
  assert.equal(run.exitCode, 0);
});
