import type { MatchedCall } from "#mock-server/call.ts";
import { createFault, type Disturbance, type Fault } from "#mock-server/fault.ts";
import { fitsCall } from "./fits-call.ts";

/** An order to make calls fail. Without `status` a call is served as ever, and only its answer suffers. */
export interface FaultOrder {
  /** Absent means any. */
  readonly method?: string;
  /** A path in which `*` stands for any text, or an operation's template, e.g. `/api/v2/users/{userId}`. Absent means any. */
  readonly path?: string;
  /** Refuses the call with this status, before its token is looked at. */
  readonly status?: number;
  /** Seconds, for the header `Retry-After` of that refusal. */
  readonly retryAfter?: number;
  /** Milliseconds that the answer is held back. */
  readonly delay?: number;
  /** Resets the connection in place of an answer; the call has no effect. */
  readonly reset?: boolean;
  /** Ends the connection after so many bytes of the body, or after half of them. */
  readonly cutBody?: number | "half";
  /** How many calls it is for; absent means every one. */
  readonly times?: number;
}

/** An order as it was given, with its id, how often it has been used and, if that is limited, how often it still will be. */
export interface InjectedFault extends FaultOrder {
  readonly id: number;
  readonly used: number;
  readonly left?: number;
}

/** What an order does to a call. */
export interface TakenFault {
  /** Refuses the call in place of the checks and the domain. */
  readonly refusal?: Fault;
  readonly disturbance?: Disturbance;
}

/** The faults that were ordered for the calls to come; the first that matches is used. */
export interface InjectedFaults {
  add(order: FaultOrder): InjectedFault;
  list(): readonly InjectedFault[];
  /** Forgets one; false if there is none with this id. */
  remove(id: number): boolean;
  clear(): void;
  /** What was ordered for a call, if anything. Counts the use. */
  take(call: MatchedCall): TakenFault | undefined;
}

/** The statuses that can be ordered: those for which the contracts name a refusal (`x-injected-refusals`). */
export const injectableStatuses: readonly number[] = [400, 401, 403, 404, 408, 409, 413, 415, 429, 500, 503, 504];

// A 429 always says how long to wait (ANN-429); this is said when the order does not.
const defaultRetryAfter = 1;

interface KeptOrder {
  readonly id: number;
  readonly order: FaultOrder;
  used: number;
}

/** No faults ordered. */
export function createInjectedFaults(): InjectedFaults {
  let orders: KeptOrder[] = [];
  let nextId = 1;
  return {
    add(order) {
      const kept = { id: nextId, order, used: 0 };
      nextId += 1;
      orders.push(kept);
      return show(kept);
    },
    list: () => orders.map(show),
    remove(id) {
      const others = orders.filter((kept) => kept.id !== id);
      const found = others.length < orders.length;
      orders = others;
      return found;
    },
    clear() {
      orders = [];
    },
    take(call) {
      const kept = orders.find(
        ({ order, used }) => used < (order.times ?? Number.POSITIVE_INFINITY) && fitsCall(order, call),
      );
      if (kept === undefined) return undefined;
      kept.used += 1;
      return takeOrder(kept, call);
    },
  };
}

function show({ id, order, used }: KeptOrder): InjectedFault {
  return { ...order, id, used, ...(order.times === undefined ? {} : { left: order.times - used }) };
}

function takeOrder({ id, order }: KeptOrder, call: MatchedCall): TakenFault {
  const { status, delay, reset, cutBody } = order;
  const disturbs = delay !== undefined || reset === true || cutBody !== undefined;
  return {
    ...(status === undefined ? {} : { refusal: refusalFor({ id, order, status }, call) }),
    // It never becomes an answer: the connection is reset. The log shows it by this name.
    ...(reset === true ? { refusal: createFault("connection.reset", { problems: [problemOf(id)] }) } : {}),
    ...(disturbs
      ? {
          disturbance: {
            id,
            ...(delay === undefined ? {} : { delay }),
            ...(reset === undefined ? {} : { reset }),
            ...(cutBody === undefined ? {} : { cutBody }),
          },
        }
      : {}),
  };
}

function refusalFor(
  { id, order, status }: { readonly id: number; readonly order: FaultOrder; readonly status: number },
  { operation, contract, settings }: MatchedCall,
): Fault {
  const name = operation.injectedRefusals[status] ?? contract.injectedRefusals[status];
  if (name === undefined) throw new Error(`the contract ${contract.name} names no refusal for an ordered ${status}`);
  const retryAfter = order.retryAfter ?? (status === 429 ? defaultRetryAfter : undefined);
  const slots: Readonly<Record<number, string>> = {
    400: "bad request",
    403: `[${operation.scopes.join(", ")}]`,
    413: String(settings["requestBytesMax"]),
    429: String(retryAfter),
  };
  const slot = slots[status];
  return createFault(name, {
    slots: slot === undefined ? [] : [slot],
    ...(retryAfter === undefined ? {} : { headers: { "Retry-After": String(retryAfter) } }),
    problems: [problemOf(id)],
  });
}

function problemOf(id: number): Fault["problems"][number] {
  return {
    check: "match",
    rule: "injected-fault",
    in: "path",
    pointer: "",
    field: "path",
    expected: "a call that no fault was ordered for",
    found: `fault ${id} of /__mock/faults`,
    slots: [],
  };
}
