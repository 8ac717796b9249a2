import { createHash } from "node:crypto";
import { type Login, sendLoginForm } from "./send-login-form.ts";

/** What the harness hands to a module client; `input` is what the scenario writes there. */
interface ClientInput {
  readonly baseUrl: string;
  readonly input: Login & Variation;
}

/** What is done otherwise than the right way; left out means the right way. */
interface Variation {
  /** How the challenge is made of the verifier: `hashed` (base64url of SHA-256), `padded`, in the standard alphabet, or not at all. */
  readonly challenge?: "hashed" | "padded" | "standard" | "unhashed";
  /** Further fields of the login, e.g. `scope`. */
  readonly login?: Readonly<Record<string, string>>;
  /** Fields of the exchange in place of the right ones; `null` leaves one out. */
  readonly fields?: Readonly<Record<string, string | null>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: "form" | "json" | "text";
  /** How often the code is exchanged. */
  readonly times?: number;
}

/** The hash of this one has both characters in which the two base64 alphabets differ. */
const verifier = "an-application-makes-this-of-random-bytes-and-keeps-it.by-itself-1";

/** Logs a user in with a code challenge and exchanges the code, with what the scenario varies. Gives the last answer. */
export async function run({ baseUrl, input }: ClientInput): Promise<unknown> {
  const { challenge = "hashed", login = {}, fields = {}, headers = {}, as = "form", times = 1 } = input;
  const code = await sendLoginForm(baseUrl, input, {
    code_challenge: makeChallenge(challenge),
    code_challenge_method: "S256",
    ...login,
  });
  const right = { grant_type: "authorization_code", code, redirect_uri: input.redirectUri, client_id: input.clientId };
  const sent = Object.entries({ ...right, code_verifier: verifier, ...fields }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as [string, string]],
  );
  let answer: unknown;
  for (let time = 0; time < times; time += 1) {
    const { type, body } = encode(sent, as);
    const response = await fetch(`${baseUrl}/oauth/token`, {
      method: "POST",
      headers: { "Content-Type": type, ...headers },
      body,
    });
    answer = { status: response.status, body: await response.json() };
  }
  return answer;
}

function makeChallenge(kind: NonNullable<Variation["challenge"]>): string {
  if (kind === "unhashed") return verifier;
  const hash = createHash("sha256").update(verifier);
  if (kind === "hashed") return hash.digest("base64url");
  const standard = hash.digest("base64");
  return kind === "standard" ? standard.replaceAll("=", "") : standard.replaceAll("+", "-").replaceAll("/", "_");
}

function encode(fields: [string, string][], as: NonNullable<Variation["as"]>) {
  if (as === "json") return { type: "application/json", body: JSON.stringify(Object.fromEntries(fields)) };
  const type = as === "form" ? "application/x-www-form-urlencoded" : "text/plain";
  return { type, body: new URLSearchParams(fields).toString() };
}
