/**
 * What an `Authorization` header looks like, with what is secret in it replaced: `Bearer <token>`, `bearer "<token>"`,
 * `Basic <id and secret>`. What makes such a header wrong is kept: the scheme, quotes, `undefined` for a token. `token` is what
 * stands for a token.
 */
export function authorizationShape(value: string, token = "<token>"): string {
  const [, before = "", schemes = "", open = "", secret = "", close = "", after = ""] = parts.exec(value) ?? [];
  return `${before}${schemes}${open}${shapeOf(secret, schemes, token)}${close}${after}`;
}

/** The secrets in an `Authorization` header: the token, or id and secret as they are sent. */
export function secretsOf(value: string): readonly string[] {
  const secret = parts.exec(value)?.[4] ?? "";
  return isEmpty(secret) || isUnfilled(secret)
    ? []
    : [secret, ...secret.split(/[\s:]+/)].filter((text) => text.length > 5);
}

const parts =
  /^(\s*)((?:(?:bearer|basic|token|oauth|apikey|digest)(?![\w-])[ \t:=]*)*)(["']*)(.*?)(["']*)((?:\s|%0[ad]|%20|\\[rn])*)$/is;

function shapeOf(secret: string, schemes: string, token: string): string {
  if (isEmpty(secret) || isUnfilled(secret)) return secret;
  if (/^basic/i.test(schemes.trim())) return secret.includes(":") ? "<id>:<secret>" : "<id and secret>";
  return secret
    .trim()
    .replaceAll(/\s+/g, " ")
    .split(" ")
    .map(() => token)
    .slice(0, 3)
    .join(" ");
}

/** What stands where a program that found no token still wrote the header. */
function isEmpty(secret: string): boolean {
  return /^(?:undefined|null|none|nan|true|false|\[object \w+\])?$/i.test(secret);
}

/** A place for a token that nobody has filled in: `${token}`, `{{access_token}}`, `$TOKEN`, `<token>`. */
function isUnfilled(secret: string): boolean {
  return (
    /^(?:\$?\{{1,2}[a-z_. ]{1,40}\}{1,2}|\$[a-z_]{1,40}|<[a-z_ ]{1,40}>|%[a-z_]{1,40}%)$/i.test(secret) &&
    /token|key/i.test(secret)
  );
}
