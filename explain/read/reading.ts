import type { DiagnoseOptions } from "#mock-server/diagnose/diagnose-request.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";

/** A request that stood in what somebody handed in. */
export interface ReadRequest {
  readonly request: DiagnosedRequest;
  /** What it is called in its source, where it has a name there. */
  readonly name?: string;
  /** What it was answered, where the source says so. */
  readonly answered?: { readonly status: number; readonly body?: string };
  /** The org and contract that its source gives; without them the default org is asked, and what it lacks is assumed. */
  readonly given?: Pick<DiagnoseOptions, "org" | "settings" | "contract" | "lenient">;
}

/** What a reader made of a text. */
export type Reading =
  | {
      readonly kind: "requests";
      readonly requests: readonly ReadRequest[];
      /** What was skipped, taken for granted or looks odd, a sentence each. */
      readonly notes: readonly string[];
    }
  /** Place, what was expected, what was found, what to do next. */
  | { readonly kind: "unreadable"; readonly message: string };

/** The text of a file that a request names (`-d @body.json`), or why it is not read. */
export type NamedFile =
  | { readonly kind: "file"; readonly bytes: Buffer }
  | { readonly kind: "refused"; readonly message: string };

/** Gives a file by the name that stands in the text. Never throws. */
export type ReadNamedFile = (name: string) => NamedFile;

/** A list of requests without any notes. */
export function requests(read: readonly ReadRequest[], notes: readonly string[] = []): Reading {
  return { kind: "requests", requests: read, notes: [...new Set(notes)] };
}

export function unreadable(message: string): Reading {
  return { kind: "unreadable", message };
}
