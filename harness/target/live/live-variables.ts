import type { ContractName } from "#harness/scenario/scenario.ts";
import { buildLaunchBody, launchVariables } from "#harness/target/launch-body.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { type Environment, readText } from "./environment.ts";

/** The environment variable that binds each built-in variable on a real org. */
export const liveBindings = {
  publishedFlow: "GENESYS_TEST_FLOW_ID",
  failingFlow: "GENESYS_TEST_FAILING_FLOW_ID",
  slowFlow: "GENESYS_TEST_SLOW_FLOW_ID",
  unpublishedFlow: "GENESYS_TEST_UNPUBLISHED_FLOW_ID",
  notLaunchableFlow: "GENESYS_TEST_NOT_LAUNCHABLE_FLOW_ID",
  deletedFlow: "GENESYS_TEST_DELETED_FLOW_ID",
  unknownFlow: "GENESYS_TEST_UNKNOWN_FLOW_ID",
  activeUser: "GENESYS_TEST_USER_ID",
  activeUserEmail: "GENESYS_TEST_USER_EMAIL",
  inactiveUser: "GENESYS_TEST_INACTIVE_USER_ID",
  deletedUser: "GENESYS_TEST_DELETED_USER_ID",
  unknownUser: "GENESYS_TEST_UNKNOWN_USER_ID",
} as const satisfies Record<string, string>;

/** The built-in variables that the environment binds, and those that need no binding: an id that no org has. */
export function liveVariables(env: Environment, contract: ContractName): Readonly<Record<string, unknown>> {
  const bound = Object.entries(liveBindings).flatMap(([name, binding]) => {
    const value = readText(env, binding);
    return value === undefined ? [] : [[name, value] as const];
  });
  const flow = readText(env, liveBindings.publishedFlow);
  const user = readText(env, liveBindings.activeUser);
  const body = flow === undefined ? undefined : buildLaunchBody(contract, { flow, user });
  return {
    unknownFlow: knownIds.unknownFlow,
    unknownUser: knownIds.unknownUser,
    ...Object.fromEntries(bound),
    ...(body === undefined ? {} : launchVariables(body)),
  };
}

/** Which environment variable to set for a built-in variable; of a launch body, the one that is missing. */
export function findLiveBinding(env: Environment, variable: string): string | undefined {
  if (variable === "launchBody" || variable === "launchFields") {
    const { publishedFlow, activeUser } = liveBindings;
    return readText(env, publishedFlow) === undefined ? publishedFlow : activeUser;
  }
  return Object.entries(liveBindings).find(([name]) => name === variable)?.[1];
}
