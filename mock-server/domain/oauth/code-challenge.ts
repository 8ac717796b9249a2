import type { AuthorizationCode } from "#mock-server/org/entities.ts";

/** What a verifier and a challenge look like: 43 to 128 unreserved characters (RFC 7636, 4.1; lengths JS, PY, JAVA). */
export const proofKeyPattern = /^[A-Za-z0-9._~-]{43,128}$/;

/** Whether a verifier is the one that a code's challenge was made of: base64url(SHA-256) without padding (JS, PY, JAVA). */
export async function fitsChallenge(
  verifier: string,
  { codeChallenge, codeChallengeMethod }: Pick<AuthorizationCode, "codeChallenge" | "codeChallengeMethod">,
): Promise<boolean> {
  if (!proofKeyPattern.test(verifier)) return false;
  return codeChallenge === (codeChallengeMethod === "plain" ? verifier : await challengeOf(verifier));
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
