import type { CallAnswer } from "#harness/target/send-call.ts";
import { cutText } from "#redact/cut-text.ts";
import { type CallOrg, isRecord } from "./call-org.ts";

/** Whose a token is. */
export type TokenOrganization =
  /** `said`: its name and id, for people. */
  | { readonly kind: "found"; readonly id: string; readonly said: string }
  /** The org accepts no such token (400, 401), so that it opens nothing. */
  | { readonly kind: "refused"; readonly answer: Answered }
  | { readonly kind: "unread"; readonly answer: CallAnswer };

type Answered = Extract<CallAnswer, { readonly kind: "answered" }>;

/** Reads the organization of a token, by a value of `Authorization`; once for each. Never rejects. */
export type ReadOrganization = (authorization: string) => Promise<TokenOrganization>;

export const organizationPath = "/api/v2/organizations/me";

export function createOrganizationReader(callOrg: CallOrg): ReadOrganization {
  const known = new Map<string, Promise<TokenOrganization>>();
  return (written) => {
    // However a client writes the scheme, the token is the same.
    const authorization = written.trim().replace(/^bearer\s+/i, "Bearer ");
    const read = known.get(authorization) ?? readOnce(authorization, callOrg);
    known.set(authorization, read);
    return read;
  };
}

async function readOnce(authorization: string, callOrg: CallOrg): Promise<TokenOrganization> {
  const answer = await callOrg({ method: "GET", path: organizationPath, authorization });
  if (answer.kind === "failed") return { kind: "unread", answer };
  const { body, status } = answer;
  if (status === 400 || status === 401) return { kind: "refused", answer };
  const id = status === 200 && isRecord(body) ? body["id"] : undefined;
  if (typeof id !== "string" || !isRecord(body)) return { kind: "unread", answer };
  const name = typeof body["name"] === "string" ? `${JSON.stringify(cutText(body["name"], 80))} ` : "";
  return { kind: "found", id, said: `${name}(${cutText(id, 80)})` };
}
