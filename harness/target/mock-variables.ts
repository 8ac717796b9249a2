import type { BuiltInVariable } from "#harness/scenario/built-in-variables.ts";
import type { ContractName } from "#harness/scenario/scenario.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";

/** Given by the target itself, or by the run once it knows the proxy's address. */
type GivenLater = "clientId" | "clientSecret" | "accessToken" | "baseUrl" | "loginUrl";

/** The built-in variables of the mock's default org, for one contract. */
export function mockVariables(
  org: OrgData,
  contract: ContractName,
): Record<Exclude<BuiltInVariable, GivenLater>, unknown> {
  const activeUser = org.users.find((user) => user.id === knownIds.activeUser);
  const launchBody = launchBodies[contract];
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
    launchBody,
    launchFields: JSON.stringify(launchBody).slice(1, -1),
  };
}

/** The smallest launch body that each contract accepts. */
const launchBodies: Readonly<Record<ContractName, Readonly<Record<string, unknown>>>> = {
  published: { flowId: knownIds.publishedFlow },
  thread: { flowId: knownIds.publishedFlow, type: "user", initiator: { id: knownIds.activeUser } },
};
