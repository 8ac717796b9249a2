/** Ids, tokens and secrets of the default org that never change, whatever the seed: for documentation, curl and scenarios. */
export const knownIds = {
  organization: "0c000000-0000-4000-8000-000000000001",
  homeDivision: "d0000000-0000-4000-8000-000000000001",
  /** A published workflow that completes after one second. */
  publishedFlow: "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
  unpublishedFlow: "f0000000-0000-4000-8000-000000000002",
  notLaunchableFlow: "f0000000-0000-4000-8000-000000000003",
  inputSchemaFlow: "f0000000-0000-4000-8000-000000000004",
  slowFlow: "f0000000-0000-4000-8000-000000000005",
  failingFlow: "f0000000-0000-4000-8000-000000000006",
  deletedFlow: "f0000000-0000-4000-8000-000000000007",
  /** Fails when `Flow.amount` is over 100, and ends in an error without `Flow.customerId`. */
  approvalFlow: "f0000000-0000-4000-8000-000000000008",
  erroneousFlow: "f0000000-0000-4000-8000-000000000009",
  terminatedFlow: "f0000000-0000-4000-8000-00000000000a",
  neverSavedFlow: "f0000000-0000-4000-8000-00000000000b",
  unknownFlow: "f0000000-0000-4000-8000-00000000ffff",
  activeUser: "a0000000-0000-4000-8000-000000000001",
  inactiveUser: "a0000000-0000-4000-8000-000000000002",
  deletedUser: "a0000000-0000-4000-8000-000000000003",
  unknownUser: "a0000000-0000-4000-8000-00000000ffff",
  fullAccessClient: "c0000000-0000-4000-8000-000000000001",
  readOnlyClient: "c0000000-0000-4000-8000-000000000002",
  noLaunchClient: "c0000000-0000-4000-8000-000000000003",
  shortLivedClient: "c0000000-0000-4000-8000-000000000004",
  codeClient: "c0000000-0000-4000-8000-000000000005",
  pkceClient: "c0000000-0000-4000-8000-000000000006",
  implicitClient: "c0000000-0000-4000-8000-000000000007",
  adminRole: "e0000000-0000-4000-8000-000000000001",
  employeeRole: "e0000000-0000-4000-8000-000000000002",
  viewerRole: "e0000000-0000-4000-8000-000000000003",
  noLaunchRole: "e0000000-0000-4000-8000-000000000004",
} as const;

/** Access tokens of the default org. They do not expire, but for the one whose name says that it has. */
export const knownTokens = {
  fullAccess: "mock-token-full-access",
  readOnly: "mock-token-read-only",
  noLaunch: "mock-token-no-launch",
  shortLived: "mock-token-short-lived",
  user: "mock-token-user",
  expired: "mock-token-expired",
} as const;
