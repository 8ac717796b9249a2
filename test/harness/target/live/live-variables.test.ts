import { describe, expect, test } from "vitest";
import { builtInVariables } from "#harness/scenario/built-in-variables.ts";
import { findLiveBinding, liveVariables } from "#harness/target/live/live-variables.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";

describe("liveVariables", () => {
  test("gives what the environment binds, and ids that no org has", () => {
    const env = {
      GENESYS_TEST_USER_ID: " u ",
      GENESYS_TEST_USER_EMAIL: "ada@example.com",
      GENESYS_TEST_SLOW_FLOW_ID: "",
    };
    expect(liveVariables(env, "published")).toEqual({
      activeUser: "u",
      activeUserEmail: "ada@example.com",
      unknownFlow: knownIds.unknownFlow,
      unknownUser: knownIds.unknownUser,
    });
  });

  test("makes the launch body of each contract from the bound ids, if they are there", () => {
    const flow = { GENESYS_TEST_FLOW_ID: "f" };
    expect(liveVariables(flow, "published")).toMatchObject({
      launchBody: { flowId: "f" },
      launchFields: '"flowId":"f"',
    });
    expect(liveVariables(flow, "thread")).not.toHaveProperty("launchBody");
    expect(liveVariables({ ...flow, GENESYS_TEST_USER_ID: "u" }, "thread")).toMatchObject({
      launchBody: { flowId: "f", type: "user", initiator: { id: "u" } },
    });
  });

  test("can bind an unknown id otherwise", () => {
    expect(liveVariables({ GENESYS_TEST_UNKNOWN_FLOW_ID: "x" }, "published")).toMatchObject({ unknownFlow: "x" });
  });
});

describe("findLiveBinding", () => {
  test("names a variable of the environment for every built-in variable that a run does not give", () => {
    const ofTheRun = ["accessToken", "baseUrl", "basicCredentials", "clientId", "clientSecret", "loginUrl"];
    for (const name of Object.keys(builtInVariables)) {
      const binding = findLiveBinding({}, name);
      if (ofTheRun.includes(name)) expect(binding).toBeUndefined();
      else expect(binding?.source).toMatch(/^GENESYS_TEST_[A-Z_]+$/);
    }
  });

  test("names for a launch body the id that is missing", () => {
    expect(findLiveBinding({}, "launchBody")?.source).toBe("GENESYS_TEST_FLOW_ID");
    expect(findLiveBinding({ GENESYS_TEST_FLOW_ID: "f" }, "launchFields")?.source).toBe("GENESYS_TEST_USER_ID");
  });
});
