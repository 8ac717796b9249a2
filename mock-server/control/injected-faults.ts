import type { MatchedCall } from "#mock-server/call.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";

/** An order to refuse calls: as it was given, with its id and how often it has been used. */
export interface InjectedFault {
  readonly id: number;
  /** Absent means any. */
  readonly method?: string;
  /** A path, in which `*` stands for any text. Absent means any. */
  readonly path?: string;
  readonly status: number;
  /** Seconds, for the header `Retry-After`. */
  readonly retryAfter?: number;
  /** How many calls it is for; absent means every one. */
  readonly times?: number;
  readonly used: number;
}

export type FaultOrder = Omit<InjectedFault, "id" | "used">;

/** The faults that were ordered for the calls to come; the first that matches is used. */
export interface InjectedFaults {
  add(order: FaultOrder): InjectedFault;
  list(): readonly InjectedFault[];
  clear(): void;
  /** The fault for a call, if one was ordered. Counts the use. */
  take(call: MatchedCall): Fault | undefined;
}

/** The statuses that can be ordered: those for which the contracts name a refusal (`x-injected-refusals`). */
export const injectableStatuses: readonly number[] = [400, 401, 403, 404, 408, 409, 413, 415, 429, 500, 503, 504];

// A 429 always says how long to wait (ANN-429); this is said when the order does not.
const defaultRetryAfter = 1;

/** No faults ordered. */
export function createInjectedFaults(): InjectedFaults {
  let faults: InjectedFault[] = [];
  let nextId = 1;
  return {
    add(order) {
      const fault = { ...order, id: nextId, used: 0 };
      nextId += 1;
      faults.push(fault);
      return fault;
    },
    list: () => faults,
    clear() {
      faults = [];
    },
    take(call) {
      if (faults.length === 0) return undefined;
      const position = faults.findIndex((fault) => isFor(fault, call));
      const fault = faults[position];
      if (fault === undefined) return undefined;
      faults[position] = { ...fault, used: fault.used + 1 };
      return faultFor(fault, call);
    },
  };
}

function isFor(fault: InjectedFault, call: MatchedCall): boolean {
  if (fault.times !== undefined && fault.used >= fault.times) return false;
  if (fault.method !== undefined && fault.method.toUpperCase() !== call.method) return false;
  return fault.path === undefined || matchesPath(fault.path, call.path);
}

function matchesPath(pattern: string, path: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return path === first;
  if (!path.startsWith(first)) return false;
  let position = first.length;
  const last = rest.pop() ?? "";
  for (const part of rest) {
    const found = path.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return path.length - last.length >= position && path.endsWith(last);
}

function faultFor(fault: InjectedFault, call: MatchedCall): Fault {
  const { operation, contract } = call;
  const name = operation.injectedRefusals[fault.status] ?? contract.injectedRefusals[fault.status];
  if (name === undefined)
    throw new Error(`the contract ${contract.name} names no refusal for an ordered ${fault.status}`);
  const retryAfter = fault.retryAfter ?? (fault.status === 429 ? defaultRetryAfter : undefined);
  const slots: Readonly<Record<number, string>> = {
    400: "bad request",
    403: `[${operation.scopes.join(", ")}]`,
    413: String(call.settings["requestBytesMax"]),
    429: String(retryAfter),
  };
  const slot = slots[fault.status];
  return createFault(name, {
    slots: slot === undefined ? [] : [slot],
    ...(retryAfter === undefined ? {} : { headers: { "Retry-After": String(retryAfter) } }),
    problems: [
      {
        check: "match",
        rule: "injected-fault",
        in: "path",
        pointer: "",
        field: "path",
        expected: "a call that no fault was ordered for",
        found: `fault ${fault.id} of /__mock/faults`,
        slots: [],
      },
    ],
  });
}
