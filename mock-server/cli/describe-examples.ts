import type { ContractName } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";

const refusedBody = { flowId: knownIds.publishedFlow, context: { source: "desktop_app", userId: "ext_user_99" } };

const acceptedBodies: Readonly<Record<ContractName, unknown>> = {
  published: { flowId: knownIds.publishedFlow },
  thread: { flowId: knownIds.publishedFlow, type: "user", initiator: { id: knownIds.activeUser }, context: {} },
};

/** Lines that can be pasted into a shell beside the started mock: a launch that is accepted and one that is refused. */
export function describeExamples(contract: ContractName, url: string): string[] {
  return [
    "  Launches a flow (200):",
    ...formatLaunch(url, acceptedBodies[contract]),
    "",
    "  Is refused (400), the request of the forum thread:",
    ...formatLaunch(url, refusedBody),
    "",
  ];
}

function formatLaunch(url: string, body: unknown): string[] {
  return [
    `    curl -i ${url}/api/v2/flows/executions \\`,
    `      -H 'Authorization: Bearer ${knownTokens.fullAccess}' \\`,
    "      -H 'Content-Type: application/json' \\",
    `      -d '${JSON.stringify(body)}'`,
  ];
}
