import { type Differences, matches, type StandInAnswer } from "./differences.ts";
import type { StandInCall } from "./forward-to-mock.ts";

/** Makes the tokens of one OAuth client those of another organization. */
export interface ForeignTokens {
  answer(call: StandInCall, answered: StandInAnswer, wanted: Differences["foreignClient"] | undefined): StandInAnswer;
}

/** The organization that foreign tokens are for. */
export const foreignOrganization = { id: "99999999-2222-4333-8444-555555555555", name: "Another Company" } as const;

export function createForeignTokens(clientOf: (name: string) => { readonly id: string } | undefined): ForeignTokens {
  const tokens = new Set<string>();
  return {
    answer(call, answered, wanted) {
      if (wanted === undefined) return answered;
      if (matches("POST /oauth/token", call) && idOfLogin(call) === clientOf(wanted.name)?.id) {
        tokens.add(String(Object(JSON.parse(answered.body.toString("utf8")))["access_token"]));
      }
      const token = (call.headers.authorization ?? "").replace("Bearer ", "");
      if (!tokens.has(token) || !matches("GET /api/v2/organizations/me", call)) return answered;
      const body = wanted.unreadable ? { code: "missing.permissions", status: 403 } : foreignOrganization;
      return { ...answered, status: wanted.unreadable ? 403 : 200, body: Buffer.from(JSON.stringify(body)) };
    },
  };
}

function idOfLogin({ headers }: StandInCall): string | undefined {
  const basic = (headers.authorization ?? "").replace("Basic ", "");
  return Buffer.from(basic, "base64").toString("utf8").split(":", 1)[0];
}
