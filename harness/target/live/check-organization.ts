import { TargetError } from "#harness/target/target.ts";
import { cutText } from "#redact/cut-text.ts";
import { type CallOrg, describeAnswer, isRecord } from "./call-org.ts";
import { describeUnreached } from "./create-logins.ts";

/**
 * Rejects with a `TargetError` unless a token is for the pinned organization. One that a scenario made up may be refused by
 * the org: then it opens no other one either.
 */
export type CheckOrganization = (token: string, options?: { readonly madeUp: boolean }) => Promise<void>;

const path = "/api/v2/organizations/me";

/**
 * Reads the organization of a token, once per token, and compares it with the pinned one. Without a pin it only finds a token
 * that is not accepted at all.
 */
export function createOrganizationCheck(options: {
  readonly callOrg: CallOrg;
  readonly organizationId?: string | undefined;
}): CheckOrganization {
  const checks = new Map<string, Promise<void>>();
  return (token, { madeUp } = { madeUp: false }) => {
    const check = checks.get(token) ?? checkOrganization(token, { ...options, madeUp });
    checks.set(token, check);
    return check;
  };
}

async function checkOrganization(
  token: string,
  parts: { readonly callOrg: CallOrg; readonly organizationId?: string | undefined; readonly madeUp: boolean },
): Promise<void> {
  const { callOrg, organizationId, madeUp } = parts;
  const answer = await callOrg({ method: "GET", path, authorization: `Bearer ${token}` });
  if (answer.kind === "failed") throw new TargetError(describeUnreached(answer), { exitCode: 3 });
  if (madeUp && (answer.status === 400 || answer.status === 401)) return;
  if (answer.status === 401) {
    const message = `The access token is not accepted: GET ${path}: ${describeAnswer(answer)}. Get a new one, and check that it is of the region (or --live-url) of this run.`;
    throw new TargetError(message, { exitCode: 3 });
  }
  if (organizationId === undefined) return;
  const { body } = answer;
  const found = answer.status === 200 && isRecord(body) ? body["id"] : undefined;
  if (typeof found !== "string" || !isRecord(body)) {
    const message = `The organization of the token could not be read, and GENESYS_ORG_ID pins this run to ${organizationId}: GET ${path}: ${describeAnswer(answer)}. Nothing was sent but this read.`;
    throw new TargetError(message, { exitCode: 3 });
  }
  if (found.toLowerCase() === organizationId.toLowerCase()) return;
  const name = typeof body["name"] === "string" ? ` ${JSON.stringify(cutText(body["name"], 80))}` : "";
  throw new TargetError(
    `The token is for the organization${name} (${cutText(found, 80)}), and GENESYS_ORG_ID pins this run to ${organizationId}. Nothing was sent but this read. Use credentials of the pinned organization, or correct GENESYS_ORG_ID.`,
    { exitCode: 3 },
  );
}
