import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readServeConfig } from "#mock-server/config.ts";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { startMock } from "#mock-server/start-mock.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aFlow } from "#test/helpers/entities.ts";
import { goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();

/** What `GET /__mock/org` of a mock gives that was started by `serve --org FILE`. */
async function servedFrom(org: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "org-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "org.json");
  writeFileSync(file, org);
  const read = readServeConfig(
    { port: "0", host: "127.0.0.1", contract: "published", seed: "3", set: [], org: file },
    {},
  );
  if (read.kind === "mistakes") throw new Error(read.mistakes.join("\n"));
  const running = await startMock({ ...read.options, contracts });
  onTestFinished(() => running.close());
  return (await fetch(`${running.url}/__mock/org`)).text();
}

const orgOf = async ({ api }: TestMock) => (await api.get("/__mock/org")).text;

/** The org is the same to the byte after a file and `serve --org`, and after PUT to another mock. */
async function expectRoundTrip(server: TestMock): Promise<string> {
  const text = await orgOf(server);
  expect(await servedFrom(text)).toBe(text);
  const other = aMock({ contracts, seed: 9 });
  const put = await other.api.put("/__mock/org").type("application/json").send(text);
  expect([put.status, put.text === text]).toEqual([200, true]);
  expect(await orgOf(other)).toBe(text);
  return text;
}

/** One call of every operation. */
async function callEverything(server: TestMock, name: ContractName): Promise<void> {
  for (const call of Object.values(goodCalls)) await sendCall(server, call(name));
}

describe("an org as data", { timeout: 60_000 }, () => {
  test.each([1, 2])("comes back to the byte as it was seeded, seed %i", async (seed) => {
    await expectRoundTrip(aMock({ contracts, seed }));
  });

  test.each(contractNames)("comes back to the byte after a call of every operation, %s", async (name) => {
    const server = aMock({ contracts, contract: name });
    const before = await orgOf(server);
    await callEverything(server, name);
    expect(await expectRoundTrip(server)).not.toBe(before);
  });

  test("comes back to the byte with what the control plane and launches have put into it", async () => {
    const server = aMock({ contracts });
    const { api } = server;
    const odd = { "10": 1, "9": -0, __proto__: null, ä: "\u2028\ud800", "": [null, 1e21, 0.1], nested: { a: {} } };
    await api.post("/__mock/flows").send(aFlow({ outputData: odd, outcome: "FAILED", completionReason: "No luck" }));
    await api.post("/__mock/users").send({ id: "short-id", name: "Zoë", email: "zoe@example.com" });
    for (const expiresIn of [-1, 0.5, 60]) await api.post("/__mock/tokens").send({ expiresIn });
    await api.post("/__mock/tokens").send({ userId: knownIds.activeUser, permissions: [], scopes: ["users"] });
    for (const flowId of [aFlow().id, knownIds.publishedFlow]) {
      const launch = await api
        .post("/api/v2/flows/executions")
        .auth(knownTokens.fullAccess, { type: "bearer" })
        .type("application/json")
        .send(`{"flowId":"${flowId}","name":"\\ud83d Ω"}`);
      expect(launch.status).toBe(200);
    }
    const data = JSON.parse(await expectRoundTrip(server));
    expect([data.executions.length, data.flows.at(-1).id]).toEqual([2, aFlow().id]);
  });

  test("comes back to the byte after it was taken from a file and changed again", async () => {
    const first = aMock({ contracts });
    await callEverything(first, "published");
    const second = aMock({ contracts, org: JSON.parse(await orgOf(first)) });
    await callEverything(second, "published");
    await expectRoundTrip(second);
  });
});
