import { describe, expect, test } from "vitest";
import { builtInVariables } from "#harness/scenario/built-in-variables.ts";
import { contractNames } from "#harness/scenario/scenario.ts";
import { mockVariables } from "#harness/target/mock-variables.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { aMock } from "#test/helpers/a-mock.ts";

const contracts = createContractTable();
const org = seedMock(1, contracts);

/** Given by the target or by the run, not by the org. */
const givenLater = ["accessToken", "baseUrl", "basicCredentials", "clientId", "clientSecret", "loginUrl"];

describe("mockVariables", { timeout: 30_000 }, () => {
  test.each(contractNames)("gives every built-in variable of the org under %s", (contract) => {
    const names = Object.keys(mockVariables(org, contract));
    expect([...names, ...givenLater].sort()).toEqual(Object.keys(builtInVariables).sort());
  });

  test("names flows and users that are in the org, in the state that their names say, for any seed", () => {
    for (const seed of [1, 2, 99]) {
      const data = seedMock(seed, contracts);
      const variables = mockVariables(data, "published");
      const flow = (name: keyof typeof variables) => data.flows.find(({ id }) => id === variables[name]);
      const user = (name: keyof typeof variables) => data.users.find(({ id }) => id === variables[name]);
      expect(flow("publishedFlow")).toMatchObject({ state: "published", type: "WORKFLOW", runsFor: 1 });
      expect(flow("failingFlow")).toMatchObject({ state: "published", outcome: "FAILED" });
      expect(flow("slowFlow")).toMatchObject({ state: "published", type: "WORKFLOW", runsFor: 60 });
      expect(flow("unpublishedFlow")).toMatchObject({ state: "unpublished", type: "WORKFLOW" });
      expect(flow("notLaunchableFlow")).toMatchObject({ state: "published", type: "INBOUNDCALL" });
      expect(flow("deletedFlow")).toMatchObject({ state: "deleted" });
      expect(flow("unknownFlow")).toBeUndefined();
      expect(user("activeUser")).toMatchObject({ state: "active", email: variables.activeUserEmail });
      expect(user("inactiveUser")).toMatchObject({ state: "inactive" });
      expect(user("deletedUser")).toMatchObject({ state: "deleted" });
      expect(user("unknownUser")).toBeUndefined();
      expect(variables.activeUserEmail).toMatch(/@example\.com$/);
    }
  });

  test.each(contractNames)("gives a launch body that %s accepts, and its members as text", async (contract) => {
    const { launchBody, launchFields } = mockVariables(org, contract);
    const { api } = aMock({ contract, contracts });
    for (const body of [JSON.stringify(launchBody), `{${launchFields}}`]) {
      const response = await api
        .post("/api/v2/flows/executions")
        .set({ Authorization: "Bearer mock-token-full-access", "Content-Type": "application/json" })
        .send(body);
      expect(response.status).toBe(200);
    }
    expect(JSON.parse(`{${launchFields}}`)).toEqual(launchBody);
  });

  test("gives an empty address where the org has no such user", () => {
    expect(mockVariables({ ...org, users: [] }, "published").activeUserEmail).toBe("");
  });
});
