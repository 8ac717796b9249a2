import { isRecord } from "#harness/compare/json.ts";
import { mask } from "#redact/create-redactor.ts";

/**
 * A value of a body without the credentials that a server may have given out in it: texts under a name such as
 * `refresh_token` are masked. No run has been told these, so nothing else would know them for secrets. `at` is the pointer
 * of the value.
 */
export function maskCredentials(value: unknown, at: string): unknown {
  return maskWithin(value, at.slice(at.lastIndexOf("/") + 1));
}

const credentialNames = /(?:token|secret|password|apikey|api_key)$/i;

function maskWithin(value: unknown, name: string): unknown {
  if (typeof value === "string") return credentialNames.test(name) ? mask : value;
  if (Array.isArray(value)) return value.map((element) => maskWithin(element, name));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, maskWithin(member, key)]));
}
