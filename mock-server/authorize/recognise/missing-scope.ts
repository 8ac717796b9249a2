import { closest, distance } from "fastest-levenshtein";
import type { Contract } from "#mock-server/contract/contract.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { knownScopes } from "./known-scopes.ts";
import { lackingToken, listNames, rightsFinding } from "./token-of.ts";

/** The scopes of the token against those of the operation, any of which is enough, and names that are no scopes. */
export const recogniseMissingScope: Recogniser = (subject) => {
  const { operation, contract } = subject;
  const lacking = lackingToken(subject, "scope");
  if (operation === undefined || lacking === undefined) return [];
  const held = lacking.principal.scopes ?? [];
  const scopes = scopesOf(contract);
  const permissions = permissionsOf(contract);
  const hints = held.slice(0, 20).flatMap((scope) => explain(scope, { scopes, permissions, needed: operation.scopes }));
  const [needed = ""] = operation.scopes;
  const who = lacking.principal.kind === "user" ? "the OAuth client that the user logs in with" : "the OAuth client";
  return [
    rightsFinding(
      {
        rule:
          held.length === 0
            ? "no-scope"
            : hints.some(({ rule }) => rule !== undefined)
              ? "permission-as-scope"
              : "scope",
        expected:
          operation.scopes.length === 1 ? `the scope ${needed}` : `any of the scopes ${listNames(operation.scopes)}`,
        found: held.length === 0 ? "a token without any scope" : `a token with the scopes ${listNames(held)}`,
        suggestion: `Give ${who} the scope ${needed}, then get a new token.${
          hints.length === 0
            ? ""
            : ` Note: ${hints
                .slice(0, 3)
                .map(({ text }) => text)
                .join("; ")}.`
        }`,
      },
      `the scope ${needed}`,
    ),
  ];
};

interface Hint {
  /** Set where it is a permission in the place of a scope. */
  readonly rule?: string;
  readonly text: string;
}

function explain(
  scope: string,
  known: {
    readonly scopes: readonly string[];
    readonly permissions: readonly string[];
    readonly needed: readonly string[];
  },
): Hint[] {
  if (known.scopes.includes(scope)) {
    const full = scope.replace(/:readonly$/, "");
    return scope !== full && known.needed.includes(full) ? [{ text: `${scope} is enough for reading alone` }] : [];
  }
  const shown = scope.slice(0, 60);
  if (known.permissions.includes(scope) || /^[\w-]+:[\w*-]+:[\w*-]+$/.test(scope)) {
    return [{ rule: "permission-as-scope", text: `${shown} is a permission of a role, not a scope of an application` }];
  }
  const nearest = closest(shown, known.scopes);
  const guess = distance(shown, nearest) <= 3 ? `; did you mean ${nearest}?` : "";
  return [{ text: `${shown} is no scope that is known${guess}` }];
}

function scopesOf(contract: Contract): string[] {
  return [...new Set([...contract.operations.flatMap((operation) => operation.scopes), ...knownScopes])];
}

function permissionsOf(contract: Contract): string[] {
  return contract.operations.flatMap((operation) => operation.permissions?.names ?? []);
}
