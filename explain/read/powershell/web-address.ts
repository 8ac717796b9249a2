import { isUnknown, type PowershellValue, textOf } from "./value.ts";

export type WebAddress =
  | { readonly kind: "address"; readonly origin?: string /** Path and query. */; readonly path: string }
  | { readonly kind: "none"; readonly message: string };

/**
 * Takes an address apart as it stands, since what is wrong with it may be the fault; a host or a part of the path may be a
 * placeholder.
 */
export function readWebAddress(uri: PowershellValue): WebAddress {
  if (isUnknown(uri)) {
    const found =
      uri.source === ""
        ? "something that cannot be told from the text"
        : `${uri.source}, to which the text assigns nothing`;
    return {
      kind: "none",
      message: `expected an address behind -Uri, found ${found}; write the address, or paste the lines that make it, too`,
    };
  }
  const text = textOf(uri).trim();
  if (text === "") {
    return {
      kind: "none",
      message: "expected an address behind -Uri, found none; write -Uri https://api.mypurecloud.com/api/v2/...",
    };
  }
  const encoded = text.replaceAll(/\s/g, "%20").replace(/#.*$/s, "");
  const [, scheme, host, rest = ""] = /^(https?):\/\/([^/?]*)(.*)$/is.exec(encoded) ?? [];
  if (scheme !== undefined)
    return { kind: "address", origin: `${scheme.toLowerCase()}://${host}`, path: withSlash(rest) };
  if (encoded.startsWith("/")) return { kind: "address", path: encoded };
  // A variable in front is the whole base, which nobody writes without https.
  const [, variable, behind = ""] = /^(\$\{[^{}]*\}|\$\w+|<[^<>]+>|\{\{[^{}]+\}\})(.*)$/s.exec(encoded) ?? [];
  if (variable !== undefined) return { kind: "address", origin: `https://${variable}`, path: withSlash(behind) };
  const [, bare, path = ""] = /^([^/?]*)(.*)$/s.exec(encoded) ?? [];
  return { kind: "address", origin: `http://${bare}`, path: withSlash(path) };
}

function withSlash(rest: string): string {
  return rest.startsWith("/") ? rest : `/${rest}`;
}
