import { describe, expect, test } from "vitest";
import { runScenario } from "#harness/run/run-scenario.ts";
import { createMockTarget } from "#harness/target/mock.ts";
import { aDocument, scenarioOf } from "#test/harness/scenario/load-text.ts";
import { aroundTarget } from "./build-run.ts";

const mock = createMockTarget({ seed: 1 });
const launch = { method: "POST", path: "/api/v2/flows/executions" };
const text = '{"flowId":"${publishedFlow}"}';

/** Runs two clients that launch, each changed by what a test gives. */
async function compare(works: object, fails: object, changes: object = {}) {
  const clients = { works: { request: { ...launch, ...works } }, fails: { request: { ...launch, ...fails } } };
  const document = aDocument({ client: undefined, clients, expect: { status: 200 }, ...changes });
  return (await runScenario(await scenarioOf(document), aroundTarget(mock))).result;
}

describe("compareClients", { timeout: 30_000 }, () => {
  test("names the difference that decides, found by an experiment on a fresh mock", async () => {
    const { legs, wire, status } = await compare(
      { rawBody: text, headers: { "Content-Type": "application/json", "X-App": "a" } },
      { rawBody: text, headers: { "X-App": "b" } },
    );

    expect(legs.map(({ client, status: leg }) => [client, leg])).toEqual([
      ["works", "passed"],
      ["fails", "failed"],
    ]);
    expect(status).toBe("failed");
    expect(wire).toMatchObject([{ contract: "published", reference: "works", others: [{ client: "fails" }] }]);
    const [first, ...others] = wire[0]?.others[0]?.differences ?? [];
    expect(first).toMatchObject({ part: "header", name: "content-type", decisive: true });
    expect(others.map(({ name, decisive }) => [name, decisive])).toEqual([["x-app", undefined]]);
  });

  test("shows no token, though each client has another one", async () => {
    const { wire } = await compare(
      { rawBody: text, headers: { "Content-Type": "application/json" } },
      { rawBody: text, headers: { "Content-Type": "application/json", Authorization: "bearer: ${accessToken}" } },
    );

    const [first] = wire[0]?.others[0]?.differences ?? [];
    expect(first).toMatchObject({ part: "header", name: "authorization", decisive: true });
    expect(JSON.stringify(wire)).not.toMatch(/mock-token|[A-Za-z0-9_-]{30,}/);
  });

  test("compares under each contract", async () => {
    const { wire } = await compare({ body: "${launchBody}" }, { rawBody: "" }, { contract: ["published", "thread"] });

    expect(wire.map(({ contract, reference }) => [contract, reference])).toEqual([
      ["published", "works"],
      ["thread", "works"],
    ]);
  });

  test("has nothing to say of a single client", async () => {
    const document = aDocument({ client: { request: { path: "/api/v2/users" } } });

    expect((await runScenario(await scenarioOf(document), aroundTarget(mock))).result.wire).toEqual([]);
  });
});
