/** An `Authorization` header, taken apart. */
export type Authorization =
  | { readonly kind: "absent" }
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "basic"; readonly id: string; readonly secret: string }
  | { readonly kind: "other"; readonly found: string };

/** Reads an `Authorization` header. The scheme may be in any case, as RFC 9110 says and the platform's own examples do. */
export function parseAuthorization(header: string | readonly string[] | undefined): Authorization {
  const text = typeof header === "string" ? header.trim() : (header?.[0] ?? "").trim();
  if (text === "") return { kind: "absent" };
  const [, scheme = "", rest = ""] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  if (/^bearer$/i.test(scheme)) {
    return rest === ""
      ? { kind: "other", found: "the scheme Bearer without a token" }
      : { kind: "bearer", token: rest };
  }
  if (/^basic$/i.test(scheme)) return parseBasic(rest);
  return { kind: "other", found: rest === "" ? "a value without a scheme" : "a scheme that is not Bearer" };
}

function parseBasic(encoded: string): Authorization {
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  if (colon < 0) return { kind: "other", found: "the scheme Basic without id:secret in base64" };
  return { kind: "basic", id: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
}
