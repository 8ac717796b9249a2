import type { Mock } from "#mock-server/mock.ts";
import type { ControlAnswer } from "./control-answer.ts";

/** What a call of the control plane is made with. */
export interface ControlRequest {
  readonly mock: Mock;
  readonly body: unknown;
  /** The `:id` of the path. */
  readonly parameter: string;
}

/** A call of the control plane. */
export interface ControlCall {
  readonly method: "get" | "put" | "post" | "delete";
  /** Below `/__mock`. */
  readonly path: string;
  readonly summary: string;
  call(request: ControlRequest): Promise<ControlAnswer>;
}
