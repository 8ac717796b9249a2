import { mask } from "#redact/create-redactor.ts";
import { credentialOfField, isCredentialHeader } from "#redact/credential-names.ts";

/**
 * What kind of credential a field of this name holds, or nothing if it holds none. `code` is one only in what is sent to the
 * login host: in an error body it says what is wrong.
 */
export function credentialKind(field: string, { isLogin }: { readonly isLogin: boolean }): string | undefined {
  return credentialOfField(field) ?? (isLogin && field === "code" ? "code" : undefined);
}

/** What stands in place of a credential of this kind. */
export type Placeholder = (kind: string, text: string) => string;

/** The same for every credential of a kind. */
export const onePlaceholder: Placeholder = (kind) => `replaced-${kind}`;

/** Another one for another credential of the same kind, so that it can still be seen which ones were the same. */
export function createPlaceholders(): Placeholder {
  const numbers = new Map<string, number>();
  const counts = new Map<string, number>();
  const given = new Set<string>();
  return (kind, text) => {
    // A placeholder is met again where a text is looked through twice.
    if (given.has(text)) return text;
    const known = numbers.get(`${kind} ${text}`);
    const number = known ?? (counts.get(kind) ?? 0) + 1;
    if (known === undefined) {
      numbers.set(`${kind} ${text}`, number);
      counts.set(kind, number);
    }
    // Always with a number: without one it would not be taken for something with an identity when two sides are compared.
    const placeholder = `${onePlaceholder(kind, text)}-${number}`;
    given.add(placeholder);
    return placeholder;
  };
}

/** Masks credentials by the names that stand before them in a text that is no JSON or holds some: `"password": "..."`, `password=...`. */
export function maskNamedCredentials(text: string, placeholder: Placeholder): string {
  const replace = (match: string, start: string, field: string, ...rest: unknown[]) => {
    const kind = credentialKind(field, { isLogin: false });
    return kind === undefined ? match : start + placeholder(kind, String(rest.at(-3)));
  };
  return text.replace(quotedField, replace).replace(assignedField, replace);
}

const names = "[a-z]{1,10}[_-]?(?:token|secret|verifier|assertion|password|key)|assertion|password|secret|token|jwt";

// The quotes may be escaped, as in JSON inside of JSON. Bounded: the engine cannot hold a match of megabytes.
const quotedField = new RegExp(
  `(\\\\{0,3}["'](${names})\\\\{0,3}["']\\s{0,20}:\\s{0,20}(\\\\{0,3}["']))((?:(?!\\3)(?:\\\\.|[^\\\\])){1,65536})`,
  "gis",
);
const assignedField = new RegExp(`(\\b(${names})=)([^&\\s"'<>\\\\]{1,65536})`, "gi");

/** The value of a header without what it proves: credentials and cookies are replaced, their scheme and names are kept. */
export function maskHeader(name: string, value: string): string {
  const lower = name.toLowerCase();
  if (lower === "cookie") return value.split(";").map(maskCookie).join(";");
  if (lower === "set-cookie") return maskSetCookie(value);
  if (!isCredentialHeader(lower)) return value;
  const [, scheme = ""] = /^(bearer |basic )/i.exec(value) ?? [];
  return value === "" ? "" : `${scheme}${mask}`;
}

function maskCookie(cookie: string): string {
  const name = /^([^=]*)=/.exec(cookie)?.[1];
  return name === undefined ? mask : `${name}=${mask}`;
}

function maskSetCookie(value: string): string {
  const [first = "", ...attributes] = value.split(";");
  const kept = attributes.filter((attribute) => cookieAttribute.test(attribute));
  return [maskCookie(first), ...kept].join(";");
}

const cookieAttribute = /^\s*(?:path|domain|expires|max-age|secure|httponly|samesite|priority|partitioned)\s*(?:=|$)/i;
