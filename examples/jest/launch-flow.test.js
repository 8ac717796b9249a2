import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { knownIds, runScenarios, startMock } from "genesys-mock";
import { launchFlow } from "./launch-flow.js";

let mock;
beforeAll(async () => {
  mock = await startMock();
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

test("launches a published flow", async () => {
  const accessToken = await mock.mintToken({ permissions: ["architect:flow:launch"] });
  const id = await launchFlow({ baseUrl: mock.url, accessToken, flowId: knownIds.publishedFlow });
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  const [exchange] = await mock.exchanges();
  expect(exchange?.outcome).toBe("accepted");
});

test("says what the platform says to a token without the permission", async () => {
  const accessToken = await mock.mintToken({ permissions: [] });
  await expect(launchFlow({ baseUrl: mock.url, accessToken, flowId: knownIds.publishedFlow })).rejects.toThrow(/403/);
});

test("fails when the platform is out of order", async () => {
  const accessToken = await mock.mintToken();
  await mock.orderFault({ status: 503, times: 1 });
  await expect(launchFlow({ baseUrl: mock.url, accessToken, flowId: knownIds.publishedFlow })).rejects.toThrow(/503/);
});

test("passes its scenarios", async () => {
  const run = await runScenarios({ paths: ["scenarios"], cwd: import.meta.dirname, reporters: ["console"] });
  expect(run.exitCode).toBe(0);
});
