import type { ContractName } from "#harness/scenario/scenario.ts";

/** The ids that a launch body is made of. */
export interface LaunchIds {
  /** Id of a published workflow. */
  readonly flow: string;
  /** Id of an active user; only the thread's contract wants one. */
  readonly user?: string | undefined;
}

/** The smallest launch body that a contract accepts; undefined where an id that it needs is not there. */
export function buildLaunchBody(contract: ContractName, ids: LaunchIds): Readonly<Record<string, unknown>> | undefined {
  return launchBodies[contract](ids);
}

/** The built-in variables that a launch body gives: itself, and its members as JSON text without the braces. */
export function launchVariables(body: Readonly<Record<string, unknown>>): {
  launchBody: unknown;
  launchFields: string;
} {
  return { launchBody: body, launchFields: JSON.stringify(body).slice(1, -1) };
}

const launchBodies: Readonly<Record<ContractName, (ids: LaunchIds) => Readonly<Record<string, unknown>> | undefined>> =
  {
    published: ({ flow }) => ({ flowId: flow }),
    thread: ({ flow, user }) =>
      user === undefined ? undefined : { flowId: flow, type: "user", initiator: { id: user } },
  };
