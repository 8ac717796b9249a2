import type { Problem } from "./call.ts";

/** Why a call is refused. The contract's refusal of this name says what status, code and text it gets. */
export interface Fault {
  readonly name: string;
  /** Texts for the `%s` of the refusal's message, in order. */
  readonly slots: readonly string[];
  /** What is wrong in detail: for the diagnosis, and for the error bodies that list it. */
  readonly problems: readonly Problem[];
  /** Headers that the refusal carries besides the contract's. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A fault with nothing left out; `name` is a refusal of the contract. */
export function createFault(name: string, details: Partial<Omit<Fault, "name">> = {}): Fault {
  return { name, slots: details.slots ?? [], problems: details.problems ?? [], ...optionalHeaders(details.headers) };
}

function optionalHeaders(headers: Fault["headers"]): Pick<Fault, "headers"> {
  return headers === undefined ? {} : { headers };
}
