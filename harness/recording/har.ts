/**
 * The parts of HAR 1.2 that a recording uses (http://www.softwareishard.com/blog/har-12-spec/). Names with an underscore are
 * ours, as the format allows.
 */
export interface Har {
  readonly log: {
    readonly version: "1.2";
    readonly creator: { readonly name: string; readonly version: string };
    /** Where the calls went, for people. */
    readonly _address?: string;
    readonly pages: readonly HarPage[];
    readonly entries: readonly HarEntry[];
  };
}

/** One run of a client. */
export interface HarPage {
  /** Name of the run within its scenario, e.g. `published app`. */
  readonly id: string;
  readonly title: string;
  /** ISO 8601. */
  readonly startedDateTime: string;
  readonly pageTimings: Readonly<Record<string, never>>;
  readonly _contract: string;
  /** What `${name}` stood for. */
  readonly _variables: Readonly<Record<string, unknown>>;
}

/** One call. A call without a response has status 0, as browsers write it. */
export interface HarEntry {
  readonly pageref: string;
  readonly startedDateTime: string;
  /** Milliseconds. */
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly headers: readonly NameAndValue[];
    readonly queryString: readonly NameAndValue[];
    readonly cookies: readonly NameAndValue[];
    readonly postData?: {
      readonly mimeType: string;
      readonly text: string;
      readonly _encoding?: "base64";
      readonly comment?: string;
    };
    readonly headersSize: -1;
    readonly bodySize: number;
    /** Path and query as sent, where the URL does not show them as they were. */
    readonly _path?: string;
  };
  readonly response: {
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly headers: readonly NameAndValue[];
    readonly cookies: readonly NameAndValue[];
    readonly content: {
      readonly size: number;
      readonly mimeType: string;
      readonly text?: string;
      readonly encoding?: "base64";
      readonly comment?: string;
    };
    readonly redirectURL: string;
    readonly headersSize: -1;
    readonly bodySize: number;
    /** As Chrome writes it, whose panel would otherwise add up `headersSize` and `bodySize`, even if they are -1. */
    readonly _transferSize: number;
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: HarTimings;
  /** As Chrome writes it, whose panel would take the first call for a document and the others for scripts. */
  readonly _resourceType: "fetch";
  /** Why there is no response, or why it is not whole. */
  readonly _error?: string;
  /** The call was refused for safety and never left. */
  readonly _refused?: true;
}

/** Milliseconds, which add up to the call's `time`. What is in it is not known; all but a moment is waiting. */
export interface HarTimings {
  readonly blocked: number;
  readonly send: 0;
  readonly wait: number;
  readonly receive: 0;
}

export interface NameAndValue {
  readonly name: string;
  readonly value: string;
}
