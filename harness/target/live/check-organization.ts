import { TargetError } from "#harness/target/target.ts";
import { describeAnswer } from "./call-org.ts";
import { describeUnreached } from "./create-logins.ts";
import {
  mostReads,
  organizationPath as path,
  type ReadOrganization,
  type TokenOrganization,
} from "./read-organization.ts";

type Unread = Extract<TokenOrganization, { readonly kind: "unread" }>;

export interface OrganizationPin {
  readonly readOrganization: ReadOrganization;
  /** Without it only a token is found out that is not accepted at all. */
  readonly organizationId?: string | undefined;
}

/**
 * Rejects with a `TargetError` unless a token of the run is for the pinned organization. One that a scenario made up may be
 * refused by the org: then it opens no other one either.
 */
export async function checkOrganization(
  token: string,
  { readOrganization, organizationId, madeUp = false }: OrganizationPin & { readonly madeUp?: boolean },
): Promise<void> {
  const found = await readOrganization(`Bearer ${token}`);
  if (found.kind === "unread" && found.answer.kind === "failed") {
    throw new TargetError(describeUnreached(found.answer), { exitCode: 3 });
  }
  if (found.kind === "refused") {
    if (madeUp) return;
    if (found.answer.status === 401) {
      const message = `The access token is not accepted: GET ${path}: ${describeAnswer(found.answer)}. Get a new one, and check that it is of the region (or --live-url) of this run.`;
      throw new TargetError(message, { exitCode: 3 });
    }
  }
  if (organizationId === undefined) return;
  if (found.kind !== "found") {
    const message = `The organization of the token could not be read, and GENESYS_ORG_ID pins this run to ${organizationId}: GET ${path}: ${describeAnswer(found.answer)}. Nothing was sent but this read.`;
    throw new TargetError(message, { exitCode: 3 });
  }
  if (isSame(found.id, organizationId)) return;
  throw new TargetError(
    `The token is for the organization ${found.said}, and GENESYS_ORG_ID pins this run to ${organizationId}. Nothing was sent but this read. Use credentials of the pinned organization, or correct GENESYS_ORG_ID.`,
    { exitCode: 3 },
  );
}

/**
 * Why a client of a pinned run may not write or launch with this value of `Authorization`, to stand behind "with"; undefined where
 * it is for the pinned organization, or opens nothing at all.
 */
export async function whyNotAuthorized(
  authorization: string,
  { readOrganization, organizationId }: OrganizationPin & { readonly organizationId: string },
): Promise<string | undefined> {
  const found = await readOrganization(authorization);
  if (found.kind === "refused") return undefined;
  if (found.kind === "unread") {
    return `a token whose organization could not be read (GET ${path}: ${describeAnswer(found.answer)}; ${whenAgain(found)}), and GENESYS_ORG_ID pins this run to ${organizationId}; ${adviceFor(found.answer)}`;
  }
  if (isSame(found.id, organizationId)) return undefined;
  return `a token of the organization ${found.said}, and GENESYS_ORG_ID pins this run to ${organizationId}; let this client use credentials of the pinned organization, or correct GENESYS_ORG_ID`;
}

function whenAgain({ isFinal }: Unread): string {
  return isFinal
    ? `after ${mostReads} tries it is not tried again in this run`
    : "it is tried again before the next such call";
}

/** A fault of the moment says nothing about the credentials. */
function adviceFor(answer: Unread["answer"]): string {
  return answer.kind === "failed" || answer.status === 429 || answer.status >= 500
    ? "run it again once the real side answers that"
    : "let this client log in with credentials whose organization can be read";
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
