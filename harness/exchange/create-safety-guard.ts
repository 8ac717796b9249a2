import type { ContractFacts } from "#harness/contract/contract-facts.ts";
import { type Effect, effects } from "#harness/scenario/scenario.ts";
import { createdPath } from "./created-path.ts";
import type { Exchange } from "./exchange.ts";
import { normalizePath } from "./normalize-path.ts";

export interface SafetyGuardOptions {
  readonly facts: Pick<ContractFacts, "effectOf">;
  /** The most that a call may do, as the scenario says. */
  readonly effect: Effect;
  /** The most that a call may do, as the command line says; default no limit beside the scenario's. */
  readonly allowed?: Effect;
  /** Whether `DELETE` is only for what these exchanges have created. */
  readonly deletesOnlyOwn?: boolean;
  /** The calls of this run that have ended so far; only asked where `deletesOnlyOwn` is set. */
  readonly exchanges?: () => readonly Exchange[];
}

/** A call before it leaves; `path` may have a query. */
interface Call {
  readonly method: string;
  readonly path: string;
}

/**
 * Gives the check that a capture proxy asks before a call leaves: the reason why the call is not safe to send, for people, or
 * nothing if it may go. A path counts as what a server may read it as, however it is written; where two servers could
 * read it differently, anything but reading counts as `writes`.
 */
export function createSafetyGuard(options: SafetyGuardOptions): (call: Call) => string | undefined {
  const { effect, allowed = "writes", deletesOnlyOwn = false, exchanges = () => [] } = options;
  return (call) => {
    const found = strongestEffect(call, options.facts);
    const said = `${call.method.toUpperCase()} ${shorten(call.path)}`;
    if (isAbove(found, effect)) {
      return `${said} ${found}, and the scenario says effect: ${effect}; say effect: ${found} if it is meant to`;
    }
    if (isAbove(found, allowed)) {
      return `${said} ${found}, and this run allows ${allowed} only; run it with --allow ${found} if it is meant to`;
    }
    const isOwn = () => exchanges().some((exchange) => createdPath(exchange) === normalizePath(call.path).path);
    if (deletesOnlyOwn && call.method.toUpperCase() === "DELETE" && !isOwn()) {
      return `${said} is not something this run created; delete only what a POST of the same scenario has answered with its id`;
    }
    return undefined;
  };
}

function isAbove(found: Effect, limit: Effect): boolean {
  return effects.indexOf(found) > effects.indexOf(limit);
}

function strongestEffect({ method, path }: Call, facts: SafetyGuardOptions["facts"]): Effect {
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

/** Without the query, which may hold a secret, and no longer than a line. */
function shorten(path: string): string {
  const bare = path.replace(/[?#].*$/s, "");
  return bare.length > 200 ? `${bare.slice(0, 200)}...` : bare;
}
