import type { BuiltInVariable } from "#harness/scenario/built-in-variables.ts";
import type { ContractName } from "#harness/scenario/scenario.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { buildLaunchBody, launchVariables } from "./launch-body.ts";

/** Given by the target itself, or by the run once it knows the proxy's address. */
type GivenLater = "clientId" | "clientSecret" | "basicCredentials" | "accessToken" | "baseUrl" | "loginUrl";

/** The built-in variables of a mock's default org, for one contract. */
export function mockVariables(
  org: Pick<OrgData, "users">,
  contract: ContractName,
): Record<Exclude<BuiltInVariable, GivenLater>, unknown> {
  const activeUser = org.users.find((user) => user.id === knownIds.activeUser);
  const ids = { flow: knownIds.publishedFlow, user: knownIds.activeUser };
  return {
    publishedFlow: knownIds.publishedFlow,
    failingFlow: knownIds.failingFlow,
    slowFlow: knownIds.slowFlow,
    unpublishedFlow: knownIds.unpublishedFlow,
    notLaunchableFlow: knownIds.notLaunchableFlow,
    deletedFlow: knownIds.deletedFlow,
    unknownFlow: knownIds.unknownFlow,
    activeUser: knownIds.activeUser,
    activeUserEmail: activeUser?.email ?? "",
    inactiveUser: knownIds.inactiveUser,
    deletedUser: knownIds.deletedUser,
    unknownUser: knownIds.unknownUser,
    ...launchVariables(buildLaunchBody(contract, ids) ?? {}),
  };
}
