import type { CallAnswer } from "#harness/target/send-call.ts";
import { cutText } from "#redact/cut-text.ts";
import { type CallOrg, isRecord } from "./call-org.ts";

/** Whose a token is. */
export type TokenOrganization =
  /** `said`: its name and id, for people. */
  | { readonly kind: "found"; readonly id: string; readonly said: string }
  /** The org accepts no such token (400, 401), so that it opens nothing. */
  | { readonly kind: "refused"; readonly answer: Answered }
  /** `isFinal`: it was tried so often that it is not tried again. */
  | { readonly kind: "unread"; readonly answer: CallAnswer; readonly isFinal: boolean };

type Answered = Extract<CallAnswer, { readonly kind: "answered" }>;

/**
 * Reads the organization of a token, by a value of `Authorization`. What was found is kept; a refusal is asked for anew each time,
 * since a token may be accepted later, and so is what could not be read, a few times. Never rejects.
 */
export type ReadOrganization = (authorization: string) => Promise<TokenOrganization>;

export const organizationPath = "/api/v2/organizations/me";

/** How often a run tries to read one token's organization. */
export const mostReads = 10;

export function createOrganizationReader(callOrg: CallOrg): ReadOrganization {
  const known = new Map<string, Promise<TokenOrganization>>();
  const failures = new Map<string, number>();

  async function readAndForget(authorization: string): Promise<TokenOrganization> {
    const read = await readOnce(authorization, callOrg);
    if (read.kind === "found") return read;
    if (read.kind === "unread") {
      const count = (failures.get(authorization) ?? 0) + 1;
      failures.set(authorization, count);
      if (count >= mostReads) return { ...read, isFinal: true };
    }
    known.delete(authorization);
    return read;
  }

  return (written) => {
    // However a client writes the scheme, the token is the same.
    const authorization = written.trim().replace(/^bearer\s+/i, "Bearer ");
    const read = known.get(authorization) ?? readAndForget(authorization);
    known.set(authorization, read);
    return read;
  };
}

async function readOnce(authorization: string, callOrg: CallOrg): Promise<TokenOrganization> {
  const answer = await callOrg({ method: "GET", path: organizationPath, authorization });
  if (answer.kind === "failed") return { kind: "unread", answer, isFinal: false };
  const { body, status } = answer;
  if (status === 400 || status === 401) return { kind: "refused", answer };
  const id = status === 200 && isRecord(body) ? body["id"] : undefined;
  if (typeof id !== "string" || !isRecord(body)) return { kind: "unread", answer, isFinal: false };
  const name = typeof body["name"] === "string" ? `${JSON.stringify(cutText(body["name"], 80))} ` : "";
  return { kind: "found", id, said: `${name}(${cutText(id, 80)})` };
}
