import { distance } from "fastest-levenshtein";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { permits } from "#mock-server/org/permits.ts";
import { knownScopes, reportedScopes } from "./known-scopes.ts";
import { holderOf, lackingToken, listNames, rightsFinding } from "./token-of.ts";

/** What the token has against what is needed, one permission after the other, and what comes close to it. */
export const recogniseMissingPermission: Recogniser = (subject) => {
  const needed = subject.operation?.permissions;
  const lacking = lackingToken(subject, "permission");
  if (needed === undefined || lacking === undefined) return [];
  const { permissions: held } = lacking.principal;
  const rows = needed.names.map(
    (name) => `${name} ${held.some((pattern) => permits(pattern, name)) ? "(there)" : "(not there)"}`,
  );
  const missing = needed.names.filter((name) => !held.some((pattern) => permits(pattern, name)));
  const near = missing.flatMap((name) => held.flatMap((pattern) => explainNear(pattern, name))).slice(0, 3);
  const scopes = held.filter((pattern) => isScope(pattern)).slice(0, 3);
  const hints = [
    ...near,
    ...scopes.map((scope) => `${scope} is a scope of an application, not a permission of a role`),
  ];
  // The one of three parts says what it is for; `admin` gives far more.
  const one = missing.find((name) => name.split(":").length === 3) ?? missing[0] ?? "";
  return [
    rightsFinding(
      {
        rule: near.length > 0 ? "permission-near-miss" : scopes.length > 0 ? "scope-as-permission" : "permission",
        expected: `${needed.type === "ANY" && needed.names.length > 1 ? "any of " : needed.names.length > 1 ? "all of " : ""}${listNames(rows)}`,
        found: held.length === 0 ? "a token without any permission" : `a token with ${listNames(held)}`,
        suggestion: `Add ${needed.type === "ANY" ? one : listNames(missing)} to ${holderOf(lacking.principal)}, then get a new token.${hints.length === 0 ? "" : ` Note: ${hints.join("; ")}.`}`,
      },
      needed.type === "ANY" ? one : listNames(missing),
    ),
  ];
};

/** A held permission that looks like the one that is needed, and why it is not. */
function explainNear(held: string, needed: string): string[] {
  if (held.length > 100) return [];
  if (held.toLowerCase() === needed.toLowerCase()) return [`${held} differs in the case of its letters`];
  const [domain = "", entity = "", action = ""] = needed.split(":");
  const parts = held.split(":");
  if (held === domain || held === `${domain}:${entity}`) {
    return [`${held} is no pattern: a permission has three parts, or * for what is left`];
  }
  if (parts.length > 3 && parts.includes("*")) return [`${held} has more than three parts`];
  if (parts[0] === domain && parts[1] === entity && parts[2] !== action)
    return [`${held} is another action of the same entity`];
  if (parts[0] === domain && parts[1] === "*" && parts[2] !== action)
    return [`${held} covers every entity, and not the action ${action}`];
  if (parts[0] === domain && parts[2] === action) return [`${held} is the same action of another entity`];
  return distance(held, needed) <= 3 ? [`${held} is spelt differently`] : [];
}

function isScope(pattern: string): boolean {
  return reportedScopes.includes(pattern) || (knownScopes.includes(pattern) && pattern.includes(":"));
}
