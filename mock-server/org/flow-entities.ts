/** Flows and their runs, as `GET /__mock/org` shows them. */

export const flowStates = ["published", "unpublished", "deleted"] as const;
export type FlowState = (typeof flowStates)[number];

/** As `Flow.type` of the API (NET `Flow.md`). */
export const flowTypes = [
  "BOT",
  "COMMONMODULE",
  "DIGITALBOT",
  "EMAILSEND",
  "INBOUNDCALL",
  "INBOUNDCHAT",
  "INBOUNDEMAIL",
  "INBOUNDSHORTMESSAGE",
  "INQUEUECALL",
  "INQUEUEEMAIL",
  "INQUEUESHORTMESSAGE",
  "OUTBOUNDCALL",
  "SECURECALL",
  "SPEECH",
  "SURVEYINVITE",
  "VOICE",
  "VOICEMAIL",
  "VOICESURVEY",
  "WORKFLOW",
  "WORKITEM",
] as const;
export type FlowType = (typeof flowTypes)[number];

export const executionOutcomes = ["COMPLETED", "FAILED", "ERROR", "TERMINATED"] as const;
export type ExecutionOutcome = (typeof executionOutcomes)[number];

/** How a run ends. */
export interface RunEnd {
  readonly outcome: ExecutionOutcome;
  readonly completionReason?: string;
  /** Shown when the outcome is `COMPLETED`. In a flow, `${Flow.name}` in its texts stands for an input. */
  readonly outputData?: Readonly<Record<string, unknown>>;
  /** Shown when the outcome is another. */
  readonly flowErrorInfo?: FlowErrorInfo;
}

export interface Flow extends RunEnd {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly type: FlowType;
  readonly divisionId: string;
  readonly state: FlowState;
  /** The latest saved version, e.g. `3.0`; also the published one when the state is `published`. */
  readonly version: string;
  /** The published version, where later ones were saved after it. */
  readonly publishedVersion?: string;
  /** It was created and never saved since: it has no version and no configuration. */
  readonly neverSaved?: boolean;
  readonly secure?: boolean;
  /** When version 1.0 was created, and when the published one was published. ISO 8601, UTC. */
  readonly createdAt?: string;
  readonly publishedAt?: string;
  /** JSON schema of `inputData`. */
  readonly inputSchema?: Readonly<Record<string, unknown>>;
  /** JSON schema of `outputData`. */
  readonly outputSchema?: Readonly<Record<string, unknown>>;
  /** How long a run takes, in seconds. */
  readonly runsFor: number;
  /** How runs with certain inputs end: the first whose conditions hold. Where none does, a run ends as the flow itself says. */
  readonly outcomes?: readonly ConditionalOutcome[];
}

/** How a run ends whose inputs fulfil every condition. It takes nothing over from the flow but the time that is not given. */
export interface ConditionalOutcome extends RunEnd {
  /** Conditions by the name of an input, e.g. `Flow.amount`. */
  readonly when: Readonly<Record<string, InputCondition>>;
  readonly runsFor?: number;
}

/** What an input has to be; each word that is there has to hold. */
export interface InputCondition {
  readonly equals?: string | number | boolean;
  readonly oneOf?: readonly (string | number | boolean)[];
  readonly greaterThan?: number;
  readonly lessThan?: number;
  /** True: the input is not given, or null. False: it has a value. */
  readonly absent?: boolean;
}

/** The error of a run, as the API's `ErrorBody` (NET `ErrorBody.md`). */
export interface FlowErrorInfo {
  readonly message: string;
  readonly code: string;
  readonly status?: number;
  readonly entityId?: string;
  readonly entityName?: string;
  readonly messageWithParams?: string;
  readonly messageParams?: Readonly<Record<string, string>>;
}

/** One run of a flow. What it will come to is settled at its launch; its state follows from the clock. */
export interface Execution extends RunEnd {
  readonly id: string;
  readonly flowId: string;
  readonly flowVersion: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly launchedAt: string;
  readonly endsAt: string;
  readonly inputData: Readonly<Record<string, unknown>>;
}
