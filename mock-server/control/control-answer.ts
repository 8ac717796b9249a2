/** What a call of the control plane is answered. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The answer of a call that did what it was asked to. */
export function ok(body: unknown): ControlAnswer {
  return { status: 200, body };
}
