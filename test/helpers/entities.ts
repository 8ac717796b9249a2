import type { Mock } from "#mock-server/mock.ts";
import type { AccessToken, Execution, Flow, OAuthClient, User } from "#mock-server/org/entities.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { testTime } from "./a-mock.ts";

/** An execution of the published flow, launched at the test's time, that completes after a second. */
export function anExecution(parts: Partial<Execution> = {}): Execution {
  return {
    id: "e1000000-0000-4000-8000-000000000001",
    flowId: knownIds.publishedFlow,
    flowVersion: "3.0",
    name: "Desktop callback",
    launchedAt: testTime,
    endsAt: new Date(Date.parse(testTime) + 1000).toISOString(),
    outcome: "COMPLETED",
    inputData: {},
    ...parts,
  };
}

/** A published workflow of one version that completes after a second. */
export function aFlow(parts: Partial<Flow> = {}): Flow {
  return {
    id: "f1000000-0000-4000-8000-000000000001",
    name: "Test flow",
    type: "WORKFLOW",
    divisionId: knownIds.homeDivision,
    state: "published",
    version: "1.0",
    runsFor: 1,
    outcome: "COMPLETED",
    ...parts,
  };
}

/** An active user without grants. */
export function aUser(parts: Partial<User> = {}): User {
  return {
    id: "a1000000-0000-4000-8000-000000000001",
    name: "Ada Test",
    email: "ada.test@example.com",
    divisionId: knownIds.homeDivision,
    state: "active",
    version: 1,
    grants: [],
    ...parts,
  };
}

/** An OAuth client for client credentials without grants. */
export function aClient(parts: Partial<OAuthClient> = {}): OAuthClient {
  return {
    id: "c1000000-0000-4000-8000-000000000001",
    name: "Test client",
    secret: "test-secret",
    authorizedGrantType: "CLIENT-CREDENTIALS",
    accessTokenValiditySeconds: 86_400,
    grants: [],
    ...parts,
  };
}

/** Adds a token to the mock's org and gives its text; without parts one of client credentials with every right. */
export async function aToken(mock: Mock, parts: Partial<AccessToken> = {}): Promise<string> {
  const token = { accessToken: "test-token", clientId: knownIds.fullAccessClient, ...parts };
  await mock.org().tokens.put(token);
  return token.accessToken;
}
