/** What a call of the control plane is answered. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}
