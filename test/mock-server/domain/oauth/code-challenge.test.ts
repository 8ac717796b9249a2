import { describe, expect, test } from "vitest";
import { fitsChallenge } from "#mock-server/domain/oauth/code-challenge.ts";

// The example of RFC 7636, appendix B.
const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const codeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

describe("fitsChallenge", () => {
  test("takes the verifier that a challenge by S256 was made of, and no other", async () => {
    expect(await fitsChallenge(verifier, { codeChallenge, codeChallengeMethod: "S256" })).toBe(true);
    expect(await fitsChallenge(`${verifier}A`, { codeChallenge, codeChallengeMethod: "S256" })).toBe(false);
    expect(await fitsChallenge(codeChallenge, { codeChallenge, codeChallengeMethod: "S256" })).toBe(false);
  });

  test("takes the challenge itself when it is a plain one", async () => {
    expect(await fitsChallenge(verifier, { codeChallenge: verifier, codeChallengeMethod: "plain" })).toBe(true);
    expect(await fitsChallenge(verifier, { codeChallenge, codeChallengeMethod: "plain" })).toBe(false);
  });

  test.each([
    ["too short", "a".repeat(42)],
    ["too long", "a".repeat(129)],
    ["of other characters", `${"a".repeat(43)} `],
    ["empty", ""],
  ])("takes no verifier that is %s, even where it is the plain challenge", async (_what, text) => {
    expect(await fitsChallenge(text, { codeChallenge: text, codeChallengeMethod: "plain" })).toBe(false);
  });
});
