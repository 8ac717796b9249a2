import { canBeToken, isStandIn } from "#mock-server/diagnose/assumptions.ts";

/**
 * The `Authorization` header of a scenario's request: nothing where the client adds the right one by itself, `null` where the
 * request had none. What makes a header wrong (scheme, quotes, `undefined` for a token) is kept around the scenario's own token.
 */
export function draftAuthorization(value: string | undefined, path: string): string | null | undefined {
  if (value === undefined) return null;
  if (/^basic\s/i.test(value)) {
    const isPair =
      Buffer.from(value.slice(6).trim(), "base64").toString("utf8").includes(":") || isStandIn(value.slice(6).trim());
    return isPair || path.startsWith("/oauth/")
      ? `${value.slice(0, 5)} \${basicCredentials}`
      : `${value.slice(0, 5)} \${accessToken}`;
  }
  const [, scheme = "", token = ""] = /^(bearer) (\S+)$/i.exec(value) ?? [];
  if (scheme === "Bearer" && canBeToken(token)) return undefined;
  const [, before = "", middle = "", after = ""] =
    /^((?:(?:bearer|basic|token)\b[\s:=]*)*["'<{]*)(.*?)(["'>}]*)$/is.exec(isStandIn(value) ? "<token>" : value) ?? [];
  if (/^(?:undefined|null|none|nan|true|false|\[object \w+\])?$/i.test(middle)) return value;
  // Pointed brackets and braces around a word are how people write "put it here".
  const plain = isStandIn(value.slice(before.replace(/["'<{]+$/, "").length));
  return plain ? `${before.replace(/["'<{]+$/, "")}\${accessToken}` : `${before}\${accessToken}${after}`;
}
