import type { IncomingMessage } from "node:http";

/**
 * Every method that a server may take the call for: its own, and those that it names in a header or query parameter with
 * which some servers let a client override it.
 */
export function possibleMethods({ method = "", url = "", headers }: IncomingMessage): readonly string[] {
  const query = url.includes("?") ? url.slice(url.indexOf("?") + 1) : "";
  const named = [
    ...overrideHeaders.flatMap((name) => headers[name] ?? []),
    ...new URLSearchParams(query).getAll("_method"),
  ].flatMap((value) => value.split(","));
  return [...new Set([method, ...named.map((name) => name.trim().toUpperCase()).filter((name) => name !== "")])];
}

const overrideHeaders = ["x-http-method-override", "x-http-method", "x-method-override"];
