import { isStandIn } from "#mock-server/diagnose/assumptions.ts";
import type { Redactor } from "#redact/create-redactor.ts";
import type { ReadRequest } from "./read/reading.ts";

const secretFields = "access_token|refresh_token|id_token|client_secret|code_verifier|password|assertion";
const inForm = new RegExp(`(?:^|[?&])(?:${secretFields}|code)=([^&#\\s]+)`, "gi");
const inJson = new RegExp(`"(?:${secretFields})"\\s*:\\s*"((?:[^"\\\\]|\\\\.)+)"`, "gi");

/** What a program writes where it has no value; to mask the word everywhere would hide the cause. */
const nothing = /^(?:undefined|null|none|nan|true|false|bearer|basic|token|\[object|object\]?)$/i;

/**
 * Tells a redactor every credential in a request, and in what it was answered, before anything is printed: whatever stands in
 * an `Authorization` header or a cookie, pairs of id and secret, fields that hold a secret by their name.
 */
export function learnSecrets({ request, answered }: ReadRequest, redactor: Redactor): void {
  const learn = (text: string) => {
    if (!nothing.test(text) && !isStandIn(text)) redactor.add(text);
  };
  for (const [name, value] of request.headers) {
    if (/^(?:proxy-)?authorization$/i.test(name)) learnCredentials(value, { learn, redactor });
    if (/^(?:x-api-key|x-amz-security-token)$/i.test(name)) learn(value);
    if (/^cookie$/i.test(name)) for (const pair of value.split(";")) learn(pair.slice(pair.indexOf("=") + 1).trim());
  }
  const body = request.body.toString("utf8");
  for (const text of [request.path, body, answered?.body ?? ""]) {
    for (const pattern of [inForm, inJson]) {
      for (const [, value = ""] of text.matchAll(pattern)) {
        learn(value);
        learn(decodeForm(value));
      }
    }
  }
}

function learnCredentials(
  value: string,
  { learn, redactor }: { readonly learn: (text: string) => void; readonly redactor: Redactor },
): void {
  const words = value.split(/[\s,]+/);
  for (const word of words) {
    const bare = word.replace(/^["'<{(]+|["'>})]+$/g, "");
    if (isStandIn(word) || /^(?:bearer|basic|token)[:=]?$/i.test(bare)) continue;
    learn(bare);
    // `Bearer:eyJ...` and `Bearer=eyJ...`
    learn(bare.replace(/^(?:bearer|basic|token)[:=]/i, ""));
    const pair = bare.includes(":") ? bare : Buffer.from(bare, "base64").toString("utf8");
    const [, id, secret] = /^([\x21-\x7e]+?):([\x20-\x7e]+)$/.exec(pair) ?? [];
    if (id !== undefined && secret !== undefined && !isStandIn(secret)) redactor.addPair(id, secret);
  }
}

function decodeForm(value: string): string {
  return new URLSearchParams(`x=${value}`).get("x") ?? value;
}
