import { describe, expect, test } from "vitest";
import { compareWire } from "#harness/compare/wire/compare-wire.ts";
import { findDecisive } from "#harness/compare/wire/find-decisive.ts";
import { twoClients, type WireCall, withAuthorization } from "./wire-builders.ts";

const [given, fromLogin] = ["token-that-the-run-gave", "token-of-a-login"];
const [stale, foreign] = ["stale-token-0123456789", "foreign-token-0123456789"];
const refused: Pick<WireCall, "answer"> = { answer: { status: 401, body: { code: "authentication.required" } } };

/** What the second header differs in from the first, where the run knows these tokens. */
function compareTokens(reference: string, other: string, knownTokens?: readonly string[]) {
  const input = twoClients([withAuthorization(reference)], [{ ...withAuthorization(other), ...refused }]);
  const known = knownTokens === undefined ? {} : { knownTokens };
  const [client] = compareWire({ ...input, ...known })?.others ?? [];
  return { differences: client?.differences ?? [], hidden: client?.hidden };
}

describe("tokens of the same form", () => {
  test("differ where the run gave only one of them", () => {
    const known = [given, fromLogin];
    expect(compareTokens(`Bearer ${given}`, `Bearer ${stale}`, known).differences).toEqual([
      {
        part: "header",
        name: "authorization",
        reference: "Bearer <token>",
        other: "Bearer <another token than the run gave>",
        message:
          "neither the token that the client was given nor one of a login that it made: an old one, or one of another org or user",
      },
    ]);
    expect(compareTokens(`Bearer ${stale}`, `Bearer ${given}`, known).differences).toMatchObject([
      { reference: "Bearer <a token that the run did not give>", other: "Bearer <token>" },
    ]);
  });

  test("differ where the run gave neither of them, and are told apart", () => {
    expect(compareTokens(`Bearer ${stale}`, `Bearer ${foreign}`, [given]).differences).toMatchObject([
      {
        reference: "Bearer <a token that the run did not give>",
        other: "Bearer <another one that it did not give>",
      },
    ]);
  });

  test("mean the same where the run gave both: to each client its own, or by a login", () => {
    const { differences, hidden } = compareTokens(`Bearer ${given}`, `Bearer ${fromLogin}`, [given, fromLogin]);
    expect([differences, hidden]).toEqual([[], 1]);
  });

  test("mean the same where nobody told which ones the run gave", () => {
    expect(compareTokens(`Bearer ${given}`, `Bearer ${stale}`).differences).toEqual([]);
  });

  test("are not looked for in id and secret of a login", () => {
    expect(compareTokens("Basic aWQ6c2VjcmV0", "Basic aWQ6b3RoZXI=", [given]).differences).toEqual([]);
  });

  test("are shown by their form only", () => {
    const all = JSON.stringify([
      compareTokens(`Bearer ${stale}`, `Bearer ${foreign}`, [given]),
      compareTokens(`Bearer ${given}`, `Bearer ${stale}`, [given]),
    ]);
    for (const token of [given, stale, foreign]) expect(all).not.toContain(token);
  });

  test("are found to decide where the reference's makes the answer another one", async () => {
    const input = twoClients(
      [withAuthorization(`Bearer ${given}`)],
      [{ ...withAuthorization(`Bearer ${stale}`), ...refused }],
    );
    const compared = await findDecisive({ ...input, knownTokens: [given] }, async ({ headers }) =>
      headers.some(([, value]) => value.endsWith(given))
        ? { status: 200, body: "" }
        : { status: 401, body: { code: "authentication.required" } },
    );
    expect(compared?.others[0]?.differences).toMatchObject([{ name: "authorization", decisive: true }]);
  });
});
