import { isRecord } from "./json.ts";

// Another word is no state that another user could be in.
const userStates = ["active", "inactive", "deleted"] as const;

/**
 * In what state a flow or a user is, by what was answered to a read of it: `published`, `unpublished`, `deleted`; `active`, `inactive`,
 * `deleted`. Undefined where it is another thing, or does not show it.
 */
export function stateOf(body: Readonly<Record<string, unknown>>, path: string): string | undefined {
  if (/^\/api\/v2\/flows\/[^/?]+(?:\?|$)/.test(path)) {
    if (body["deleted"] === true) return "deleted";
    return isRecord(body["publishedVersion"]) ? "published" : "unpublished";
  }
  const word = /^\/api\/v2\/users\/[^/?]+(?:\?|$)/.test(path) ? body["state"] : undefined;
  return userStates.find((state) => state === word);
}
