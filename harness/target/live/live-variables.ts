import type { Binding } from "#harness/compare/drift/cause/cause-context.ts";
import type { ContractName } from "#harness/scenario/scenario.ts";
import { buildLaunchBody, launchVariables } from "#harness/target/launch-body.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { type Environment, readText } from "./environment.ts";

/** The environment variable that binds each built-in variable on a real org, and what it is for (docs/live.md). */
export const liveBindings = {
  publishedFlow: {
    source: "GENESYS_TEST_FLOW_ID",
    wanted: "the id of a published workflow that can be launched at any time and completes",
    state: "published",
  },
  failingFlow: {
    source: "GENESYS_TEST_FAILING_FLOW_ID",
    wanted: "the id of a published workflow whose logic fails",
    state: "published",
  },
  slowFlow: {
    source: "GENESYS_TEST_SLOW_FLOW_ID",
    wanted: "the id of a published workflow that runs for a minute",
    state: "published",
  },
  unpublishedFlow: {
    source: "GENESYS_TEST_UNPUBLISHED_FLOW_ID",
    wanted: "the id of a flow that was saved and never published",
    state: "unpublished",
  },
  notLaunchableFlow: {
    source: "GENESYS_TEST_NOT_LAUNCHABLE_FLOW_ID",
    wanted: "the id of a published flow of a type such as inbound call",
    state: "published",
  },
  deletedFlow: {
    source: "GENESYS_TEST_DELETED_FLOW_ID",
    wanted: "the id of a flow that was deleted",
    state: "deleted",
  },
  unknownFlow: { source: "GENESYS_TEST_UNKNOWN_FLOW_ID", wanted: "an id that no flow has", state: "unknown" },
  activeUser: { source: "GENESYS_TEST_USER_ID", wanted: "the id of a user who is active", state: "active" },
  activeUserEmail: {
    source: "GENESYS_TEST_USER_EMAIL",
    wanted: "the email address of the user that GENESYS_TEST_USER_ID names",
  },
  inactiveUser: {
    source: "GENESYS_TEST_INACTIVE_USER_ID",
    wanted: "the id of a user who is inactive",
    state: "inactive",
  },
  deletedUser: { source: "GENESYS_TEST_DELETED_USER_ID", wanted: "the id of a user who was deleted", state: "deleted" },
  unknownUser: { source: "GENESYS_TEST_UNKNOWN_USER_ID", wanted: "an id that no user has", state: "unknown" },
} as const satisfies Record<string, Binding>;

/** The built-in variables that the environment binds, and those that need no binding: an id that no org has. */
export function liveVariables(env: Environment, contract: ContractName): Readonly<Record<string, unknown>> {
  const bound = Object.entries(liveBindings).flatMap(([name, { source }]) => {
    const value = readText(env, source);
    return value === undefined ? [] : [[name, value] as const];
  });
  const flow = readText(env, liveBindings.publishedFlow.source);
  const user = readText(env, liveBindings.activeUser.source);
  const body = flow === undefined ? undefined : buildLaunchBody(contract, { flow, user });
  return {
    unknownFlow: knownIds.unknownFlow,
    unknownUser: knownIds.unknownUser,
    ...Object.fromEntries(bound),
    ...(body === undefined ? {} : launchVariables(body)),
  };
}

/** Which environment variable to set for a built-in variable, and what for; of a launch body, the one that is missing. */
export function findLiveBinding(env: Environment, variable: string): Binding | undefined {
  if (variable === "launchBody" || variable === "launchFields") {
    const { publishedFlow, activeUser } = liveBindings;
    return readText(env, publishedFlow.source) === undefined ? publishedFlow : activeUser;
  }
  return Object.entries(liveBindings).find(([name]) => name === variable)?.[1];
}
