import type { ContractFacts } from "#harness/contract/contract-facts.ts";
import { type Effect, effects } from "#harness/scenario/scenario.ts";
import { normalizePath } from "./normalize-path.ts";

/** A call before it leaves; `path` may have a query. */
export interface LeavingCall {
  readonly method: string;
  readonly path: string;
}

/**
 * The most that a server may do for a call. A path counts as what a server may read it as, however it is written; where two
 * servers could read it differently, anything but reading counts as `writes`.
 */
export function strongestEffect({ method, path }: LeavingCall, facts: Pick<ContractFacts, "effectOf">): Effect {
  const name = method.toUpperCase();
  const normal = normalizePath(path);
  // A server answers HEAD by what it does for GET.
  const methods = name === "HEAD" ? ["HEAD", "GET"] : [name];
  const found = methods.flatMap((each) => [
    facts.effectOf(each, normal.path).effect,
    // As it was written it counts only where a server would find an operation for it.
    ...[facts.effectOf(each, path.replace(/[?#].*$/s, ""))].flatMap((raw) =>
      raw.operationId === undefined ? [] : [raw.effect],
    ),
    ...(normal.isAmbiguous && !safeMethods.has(each) ? (["writes"] as const) : []),
  ]);
  return effects.findLast((effect) => found.includes(effect)) ?? "writes";
}

const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** The call for people: without the query, which may hold a secret, and no longer than a line. */
export function sayCall({ method, path }: LeavingCall): string {
  const bare = path.replace(/[?#].*$/s, "");
  return `${method.toUpperCase()} ${bare.length > 200 ? `${bare.slice(0, 200)}...` : bare}`;
}
